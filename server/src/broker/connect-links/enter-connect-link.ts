/**
 * Who comes by a connect link: a principal without role and grants, who may write the one credential of the link. A row
 * that somebody wrote or edited past the broker lets nobody in, and is reported.
 */
import type { Principal } from '../../domain/access-token.ts';
import {
  type ConnectLink,
  hashConnectLinkToken,
  isConnectLinkToken,
  MOST_TRIES,
  readConnectLink,
} from '../../domain/connect-link.ts';
import { Problem } from '../../domain/problem.ts';
import { findConnectLinkByHash } from '../../store/connect-links.ts';
import { isWitness, witnessConnectLink } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';

/**
 * @param token - `kwl_…`, as it stands in the link's address.
 * @param mayTry - Whether values may still have to be handed in: to one that was tried as often as may be, nobody comes.
 * @throws Problem `connect-link/not-found`, `connect-link/used`, `connect-link/revoked`, `connect-link/expired`,
 *   `connect-link/exhausted`
 */
export async function enterConnectLink(parts: BrokerParts, token: string, mayTry = false): Promise<Principal> {
  if (!isConnectLinkToken(token)) throw new Problem('connect-link/not-found');
  const row = await findConnectLinkByHash(parts.store.read, hashConnectLinkToken(token));
  if (!row) throw new Problem('connect-link/not-found');
  if (row.usedAt !== undefined) throw new Problem('connect-link/used');
  if (row.revokedAt !== undefined) throw new Problem('connect-link/revoked');
  const definition = readConnectLink(row.definition);
  const key = await parts.keys.witnessKey(row.organisationId);
  if (!definition || !isWitness(row.witness, witnessConnectLink(key, row))) {
    // Between its insertion and its admission a link has none: nobody has been shown it yet.
    await reportUnwitnessed(parts, row);
    throw new Problem('connect-link/not-found');
  }
  if (definition.expiresAt <= parts.clock()) throw new Problem('connect-link/expired');
  // The last try is counted before it is made.
  if (row.tries > (mayTry ? MOST_TRIES - 1 : MOST_TRIES)) throw new Problem('connect-link/exhausted');
  const { organisationId, id: tokenId } = row;
  const { solutionId, expiresAt: validUntil } = definition;
  const own = { tokenId, tokenName: 'Connect link', grants: [], solutionIds: [solutionId], validUntil };
  return { organisationId, ...own, link: definition };
}

async function reportUnwitnessed({ refusals, logger }: BrokerParts, row: ConnectLink): Promise<void> {
  const { organisationId, id: subject } = row;
  logger.warn(
    { connectLink: subject, organisation: organisationId },
    'a connect link without a valid witness was opened',
  );
  const code = 'connect-link/not-found';
  await refusals.record({ organisationId, actor: 'keyward', action: 'connect-link.unwitnessed', subject, code });
}
