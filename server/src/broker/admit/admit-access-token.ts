/**
 * Admission of access tokens: witnesses a staged token when its issuer may pass on all that it confers. Managing a
 * credential includes granting its use; what a token without that right passes on never exceeds its own grants.
 */
import type { AccessToken, Principal } from '../../domain/access-token.ts';
import { assertAtLeast, exactKeysOf, type Grant, isAtLeast } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccessToken } from '../../store/access-tokens.ts';
import { findCredential } from '../../store/credentials.ts';
import { INSTALLATION } from '../../store/schema.ts';
import type { BrokerParts } from '../parts.ts';
import { witnessAccessToken } from './witness.ts';

/** @throws Problem `token/forbidden`, `grant/exceeded`, `token/not-found`, `credential/not-found` */
export async function admitAccessToken(parts: BrokerParts, principal: Principal, id: string): Promise<Buffer> {
  assertMayIssue(principal);
  const token = await findAccessToken(parts.store.read, principal.organisationId, id);
  if (!token || token.witness !== undefined || token.revokedAt !== undefined) throw new Problem('token/not-found');
  assertRoleWithin(principal, token);
  for (const grant of token.grants) await assertBound(parts, principal, grant);
  return witnessAccessToken(await parts.keys.witnessKey(principal.organisationId), token);
}

/**
 * Tokens of an organisation are issued by its editors, those of the platform by its owners alone.
 *
 * @throws Problem `token/forbidden`
 */
export function assertMayIssue({ organisationId, role }: Principal): void {
  assertAtLeast(role, organisationId === INSTALLATION ? 'owner' : 'editor');
}

/**
 * A role is given only by one who has it or more.
 *
 * @throws Problem `grant/exceeded`
 */
export function assertRoleWithin(principal: Principal, token: AccessToken): void {
  if (token.role !== undefined && !isAtLeast(principal.role, token.role)) throw new Problem('grant/exceeded');
}

/**
 * Each exact key must be bound to the id that it names now: else a grant would follow the key to a successor. Only a
 * platform token's cannot be, for they name a credential in each organisation.
 */
async function assertBound(parts: BrokerParts, principal: Principal, grant: Grant): Promise<void> {
  const isOfPlatform = principal.organisationId === INSTALLATION;
  if ((grant.isUnbound === true) !== isOfPlatform) throw new Problem('grant/exceeded');
  if (isOfPlatform) return;
  const scope = { organisationId: principal.organisationId, solutionId: '' };
  for (const key of exactKeysOf(grant)) {
    const credential = await findCredential(parts.store.read, scope, key);
    if (!credential || credential.deletedAt !== undefined) throw new Problem('credential/not-found');
    if (grant.ids?.[key] !== credential.id) throw new Problem('grant/exceeded');
  }
}
