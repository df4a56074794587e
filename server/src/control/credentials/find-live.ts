/** Finds the credential that a path names. What is deleted is listed as such and otherwise gone. */
import type { Credential } from '../../domain/credential.ts';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import { findCredential } from '../../store/credentials.ts';
import type { Call } from '../route.ts';

/** A call whose path ends in a credential's id or key. */
export type CredentialCall<Query = unknown, Body = unknown> = Call<{ credential: string }, Query, Body>;

/** The organisation's own scope. */
export function scopeOf(call: Call): { organisationId: string; solutionId: string } {
  return { organisationId: call.organisation.id, solutionId: '' };
}

/** The credential of the path, deleted ones excepted; undefined where there is none. */
export async function findLiveCredential(call: CredentialCall): Promise<Credential | undefined> {
  const reference = call.params.credential;
  if (!isKey(reference) && !isId('cred', reference)) return undefined;
  const found = await findCredential(call.services.store.read, scopeOf(call), reference);
  return found?.status === 'deleted' ? undefined : found;
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
