/**
 * A credential of a solution may hide one of the organisation's that has the same key: from then on what names the key in
 * the solution uses another account. That takes an explicit word, and the right to both.
 */
import type { Credential } from '../../domain/credential.ts';
import { coversCredential } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { findCredential, isKeyTaken, takenKeys } from '../../store/credentials.ts';
import type { Queries } from '../../store/store.ts';
import type { Call } from '../route.ts';

/** Who is limited to solutions manages nothing of the organisation's, and so must be one who may use it. */
function hasRightTo({ principal, services }: Call, hidden: Credential): boolean {
  if (principal.solutionIds === undefined) return true;
  return principal.grants.some((grant) => coversCredential(grant, hidden, services.clock()));
}

/** How a new credential is to be found. */
export interface NewKey {
  readonly key: string;
  /** Such a key never hides another: it gives way. */
  readonly isKeyDerived: boolean;
  /** The explicit word. */
  readonly shadows: boolean;
}

/**
 * Refuses to hide a credential of the organisation without the word or the right.
 *
 * @throws Problem `credential/shadows`, `credential/shadow-refused`; `request/invalid` for the word outside of a solution
 */
export async function assertMayShadow(call: Call, queries: Queries, { key, isKeyDerived, shadows }: NewKey) {
  if (call.solutionId === '' && shadows) {
    const errors = [{ path: '/shadows', message: 'is taken in a solution only: name it with `solution`' }];
    throw new Problem('request/invalid', { errors });
  }
  if (call.solutionId === '' || isKeyDerived) return;
  const hidden = await findCredential(queries, { organisationId: call.organisation.id, solutionId: '' }, key);
  if (!hidden || hidden.deletedAt !== undefined) return;
  if (!hasRightTo(call, hidden)) throw new Problem('credential/shadow-refused');
  if (!shadows) throw new Problem('credential/shadows');
}

/** Whether a derived key gives way: it is taken in the scope, or would hide a credential of the organisation. */
export async function isKeyInUse(
  queries: Queries,
  scope: { readonly organisationId: string; readonly solutionId: string },
  key: string,
): Promise<boolean> {
  if (await isKeyTaken(queries, scope, key)) return true;
  if (scope.solutionId === '') return false;
  return isKeyTaken(queries, { organisationId: scope.organisationId, solutionId: '' }, key);
}

/** Which of these keys `isKeyInUse` finds, asked for at once; some hundreds at most. */
export async function keysInUse(
  queries: Queries,
  scope: { readonly organisationId: string; readonly solutionId: string },
  keys: readonly string[],
): Promise<Set<string>> {
  const taken = await takenKeys(queries, scope, keys);
  if (scope.solutionId === '') return taken;
  const ofOrganisation = await takenKeys(queries, { organisationId: scope.organisationId, solutionId: '' }, keys);
  return new Set([...taken, ...ofOrganisation]);
}
