/**
 * Admission of connect links: whoever manages a scope may have somebody else store one credential in it. What the link
 * may store, and with which policy, is in its definition, all of which the witness covers.
 */
import type { Principal } from '../../domain/access-token.ts';
import { LONGEST_LIFE_SECONDS, readConnectLink } from '../../domain/connect-link.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { findConnectLink } from '../../store/connect-links.ts';
import { findCredential } from '../../store/credentials.ts';
import { witnessConnectLink } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';

/**
 * @param principal - An editor or more, of the scope that the credential lies in.
 * @throws Problem `token/forbidden`, `connect-link/not-found`, `credential/not-found`, `credential/id-taken`
 */
export async function admitConnectLink(parts: BrokerParts, principal: Principal, id: string): Promise<Buffer> {
  assertAtLeast(principal.role, 'editor');
  const { organisationId } = principal;
  const row = await findConnectLink(parts.store.read, organisationId, id);
  const definition = row && row.witness === undefined && readConnectLink(row.definition);
  if (!row || !definition) throw new Problem('connect-link/not-found');
  if (!managesScope(principal, definition.solutionId)) throw new Problem('token/forbidden');
  const isTooLong = definition.expiresAt > parts.clock() + LONGEST_LIFE_SECONDS * 1000;
  if (isTooLong) throw new Problem('connect-link/not-found');
  const current = await findCredential(parts.store.read, { organisationId, solutionId: '' }, definition.credentialId);
  const isThere = current !== undefined && current.status !== 'deleted' && current.solutionId === definition.solutionId;
  if (definition.isFilled && !isThere) throw new Problem('credential/not-found');
  // One that is to be made is nowhere yet: else the link would write into another scope.
  if (!definition.isFilled && current !== undefined) throw new Problem('credential/id-taken');
  return witnessConnectLink(await parts.keys.witnessKey(organisationId), row);
}
