/**
 * Admission of a rotation: witnesses a token under a new value, with all else as it is. Whoever rotates a token comes to
 * hold it, and so must be one who may issue it.
 */
import type { AccessToken, Principal } from '../../domain/access-token.ts';
import { boundIdsOf } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { findAccessToken } from '../../store/access-tokens.ts';
import { findCredentialsById } from '../../store/credentials.ts';
import type { BrokerParts } from '../parts.ts';
import type { AdmitRotationRequest } from '../rpc/protocol.ts';
import { assertConferrable, assertMayIssue } from './admit-access-token.ts';
import { isWitness, witnessAccessToken } from './witness.ts';

/** The value before stays valid for an hour at most. */
const LONGEST_OVERLAP_MS = 3_600_000;
/** Two hosts' clocks may differ by as much. */
const CLOCK_GRACE_MS = 60_000;
const HASH_BYTES = 32;

/**
 * Whoever is limited to solutions comes to hold no use of anything outside of them. Its own token it holds already.
 *
 * @throws Problem `grant/exceeded`
 */
async function assertMayHold({ store }: BrokerParts, principal: Principal, token: AccessToken): Promise<void> {
  assertConferrable(principal, token);
  if (principal.solutionIds === undefined) return;
  const ids = token.grants.flatMap((grant) => Object.keys(grant.ids ?? {}).flatMap((key) => boundIdsOf(grant, key)));
  const credentials = await findCredentialsById(store.read, principal.organisationId, ids);
  if (!credentials.every(({ solutionId }) => managesScope(principal, solutionId))) throw new Problem('grant/exceeded');
}

/**
 * @returns the witness of the stored token with the new hash, and the stored hash as its previous one where that stays
 *   valid for a while
 * @throws Problem `token/not-found`, also for a row without a valid witness; `token/ended`, `token/forbidden`,
 *   `grant/exceeded`
 */
export async function admitRotation(
  parts: BrokerParts,
  principal: Principal,
  { accessTokenId, hash, previousUntil }: AdmitRotationRequest,
): Promise<Buffer> {
  assertMayIssue(principal);
  const now = parts.clock();
  const isTooLong = previousUntil !== undefined && previousUntil > now + LONGEST_OVERLAP_MS + CLOCK_GRACE_MS;
  if (hash.length !== HASH_BYTES || isTooLong) throw new Problem('request/invalid');
  const token = await findAccessToken(parts.store.read, principal.organisationId, accessTokenId);
  if (!token) throw new Problem('token/not-found');
  if (token.revokedAt !== undefined || (token.expiresAt ?? Infinity) <= now) throw new Problem('token/ended');
  const key = await parts.keys.witnessKey(principal.organisationId);
  // Else a row that was written by hand would be vouched for from now on.
  if (!isWitness(token.witness, witnessAccessToken(key, token))) throw new Problem('token/not-found');
  if (token.id !== principal.tokenId) await assertMayHold(parts, principal, token);
  const { previous: _, ...kept } = token;
  const overlap = previousUntil !== undefined && { previous: { hash: token.hash, until: previousUntil } };
  const rotated: AccessToken = { ...kept, hash, ...overlap };
  return witnessAccessToken(key, rotated);
}
