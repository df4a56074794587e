/** Finds the credential that a path names. What is deleted is listed as such and otherwise gone. */
import type { Credential } from '../../domain/credential.ts';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope, seesSolution } from '../../domain/solution.ts';
import { findCredential } from '../../store/credentials.ts';
import type { Call } from '../route.ts';

/** A call whose path ends in a credential's id or key. */
export type CredentialCall<Query = unknown, Body = unknown> = Call<{ credential: string }, Query, Body>;

/** The scope that the request names: a solution, or the organisation's own. */
export function scopeOf(call: Call): { organisationId: string; solutionId: string } {
  return { organisationId: call.organisation.id, solutionId: call.solutionId };
}

/** Whether the credential may be told to exist: an id, which is found in every scope, must fit the one that is named. */
export function isVisible({ principal, solutionId }: Call, credential: Credential): boolean {
  if (solutionId !== '' && credential.solutionId !== solutionId) return false;
  return credential.solutionId === '' || seesSolution(principal, credential.solutionId);
}

/**
 * Refuses a write outside of the solutions that the token is limited to. What is the organisation's it may see.
 *
 * @throws Problem `token/forbidden`
 */
export function assertManages({ principal }: Call, { solutionId }: Pick<Credential, 'solutionId'>): void {
  if (managesScope(principal, solutionId)) return;
  throw new Problem('token/forbidden', {
    detail: 'The token manages its solutions alone: name one of them with `solution`.',
  });
}

/** The credential of the path, deleted ones excepted; undefined where there is none. */
export async function findLiveCredential(call: CredentialCall): Promise<Credential | undefined> {
  const reference = call.params.credential;
  if (!isKey(reference) && !isId('cred', reference)) return undefined;
  const found = await findCredential(call.services.store.read, scopeOf(call), reference);
  return found && found.status !== 'deleted' && isVisible(call, found) ? found : undefined;
}

/** @throws Problem `credential/not-found` */
export async function requireCredential(call: CredentialCall): Promise<Credential> {
  const found = await findLiveCredential(call);
  if (!found) throw new Problem('credential/not-found');
  return found;
}

/**
 * Refuses writes to a credential whose secrets are destroyed or about to be.
 *
 * @throws Problem `credential/expired`
 */
export function assertNotExpired(call: Call, { status, expiresAt }: Credential): void {
  const isOver = expiresAt !== undefined && expiresAt <= call.services.clock();
  if (isOver || status === 'expired') throw new Problem('credential/expired');
}
