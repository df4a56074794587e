/** Judges references before they are written: each names a live credential, which stays so until they are. */
import { componentOf } from '../../domain/component.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import type { Reference } from '../../domain/reference.ts';
import type { CredentialScope } from '../../store/credentials.ts';
import { holdReferenced } from '../../store/references.ts';
import type { Transaction } from '../../store/store.ts';

/** A reference with where it stands in the request: `/uses/3/credential`. */
export interface PlacedReference extends Reference {
  readonly path: string;
}

function isMismatch({ component }: Reference, credential: Credential | undefined): boolean {
  return credential !== undefined && component !== undefined && component !== componentOf(credential);
}

/**
 * Holds what the references mean until the transaction ends.
 *
 * @param scope - Of their holder.
 * @throws Problem `reference/dangling` with each path that names no live credential; `credential/component-mismatch` with
 *   each path of one that has another component than is demanded
 */
export async function assertReferences(
  tx: Transaction,
  scope: CredentialScope,
  references: readonly PlacedReference[],
): Promise<void> {
  const held = await holdReferenced(tx, scope, [...new Set(references.map(({ key }) => key))]);
  const violationsOf = (isWrong: (reference: Reference) => boolean, message: string): Violation[] =>
    references.filter(isWrong).map(({ path }) => ({ path, message }));
  const dangling = violationsOf(({ key }) => !held.has(key), 'names no live credential');
  if (dangling.length > 0) throw new Problem('reference/dangling', { errors: dangling });
  const mismatches = violationsOf(
    (reference) => isMismatch(reference, held.get(reference.key)),
    'names a credential of another component',
  );
  if (mismatches.length > 0) throw new Problem('credential/component-mismatch', { errors: mismatches });
}
