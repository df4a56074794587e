/**
 * Admission of access tokens: witnesses a staged token when its issuer may pass on all that it confers. Managing a
 * credential includes granting its use; what a token without that right passes on never exceeds its own grants.
 */
import type { AccessToken, Principal } from '../../domain/access-token.ts';
import type { Credential } from '../../domain/credential.ts';
import { assertAtLeast, boundDigestsOf, boundIdsOf, exactKeysOf, type Grant, isAtLeast } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { assertSolutionsWithin, managesScope } from '../../domain/solution.ts';
import { findAccessToken } from '../../store/access-tokens.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import { findFunction } from '../../store/functions.ts';
import { INSTALLATION } from '../../store/schema.ts';
import type { BrokerParts } from '../parts.ts';
import { witnessAccessToken } from './witness.ts';

/** @throws Problem `token/forbidden`, `grant/exceeded`, `token/not-found`, `credential/not-found` */
export async function admitAccessToken(parts: BrokerParts, principal: Principal, id: string): Promise<Buffer> {
  assertMayIssue(principal);
  const token = await findAccessToken(parts.store.read, principal.organisationId, id);
  if (!token || token.witness !== undefined || token.revokedAt !== undefined) throw new Problem('token/not-found');
  assertConferrable(principal, token);
  for (const grant of token.grants) await assertBound(parts, principal, grant, token);
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
 * A role is given only by one who has it or more, and no wider than to the solutions that one is limited to.
 *
 * @throws Problem `grant/exceeded`
 */
export function assertConferrable(principal: Principal, token: AccessToken): void {
  if (token.role !== undefined && !isAtLeast(principal.role, token.role)) throw new Problem('grant/exceeded');
  assertSolutionsWithin(principal, token.solutions);
  // A glob would confer the use of what the organisation has under such keys, which nobody limited to solutions manages.
  const isLimited = principal.solutionIds !== undefined;
  const hasGlob = token.grants.some(({ credentials }) => credentials.some((pattern) => pattern.includes('*')));
  if (isLimited && hasGlob) throw new Problem('grant/exceeded');
}

/**
 * Each exact key must be bound to the id that it names now: else a grant would follow the key to a successor. Only a
 * platform token's cannot be, for they name a credential in each organisation.
 */
async function assertBound(
  parts: BrokerParts,
  principal: Principal,
  grant: Grant,
  { solutions }: AccessToken,
): Promise<void> {
  const isOfPlatform = principal.organisationId === INSTALLATION;
  if ((grant.isUnbound === true) !== isOfPlatform) throw new Problem('grant/exceeded');
  if (isOfPlatform && solutions) throw new Problem('grant/exceeded');
  if (isOfPlatform && grant.functions) throw new Problem('grant/exceeded');
  if (isOfPlatform) return;
  await assertFunctionsBound(parts, principal, { grant, solutions });
  for (const key of exactKeysOf(grant)) {
    const named = await namedBy(parts, principal.organisationId, key, solutions);
    if (named.length === 0) throw new Problem('credential/not-found');
    const bound = boundIdsOf(grant, key).map((id) => named.find((credential) => credential.id === id));
    const mayGrant = (credential: Credential | undefined) =>
      credential !== undefined && managesScope(principal, credential.solutionId);
    if (bound.length === 0 || !bound.every(mayGrant)) throw new Problem('grant/exceeded');
  }
}

/** Each function is bound to definitions that it has now, in solutions that the issuer manages. */
async function assertFunctionsBound(
  { store }: BrokerParts,
  principal: Principal,
  { grant, solutions = [] }: { readonly grant: Grant; readonly solutions: readonly string[] | undefined },
): Promise<void> {
  const { organisationId } = principal;
  for (const name of grant.functions ?? []) {
    const known = new Set<string>();
    for (const solutionId of solutions.filter((id) => managesScope(principal, id))) {
      const found = await findFunction(store.read, { organisationId, solutionId }, name);
      if (found) known.add(found.digest);
    }
    const bound = boundDigestsOf(grant, name);
    if (bound.length === 0 || !bound.every((digest) => known.has(digest))) throw new Problem('grant/exceeded');
  }
}

/** The live credentials that a key names for a token, one at most in each of its solutions. */
async function namedBy(
  { store }: BrokerParts,
  organisationId: string,
  key: string,
  solutions: readonly string[] = [''],
): Promise<Credential[]> {
  const named: Credential[] = [];
  for (const solutionId of solutions) {
    const found = await lookUpCredential(store.read, { organisationId, solutionId }, key);
    if (found && found.deletedAt === undefined) named.push(found);
  }
  return named;
}
