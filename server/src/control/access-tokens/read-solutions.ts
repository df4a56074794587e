/** Reads the solutions that a token is to be limited to: each by id or slug, kept by id. */
import { Problem } from '../../domain/problem.ts';
import { seesSolution } from '../../domain/solution.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { findSolution } from '../../store/solutions.ts';
import type { Call } from '../route.ts';

async function idOf({ services, organisation, principal }: Call, reference: string, path: string): Promise<string> {
  const found = await findSolution(services.store.read, organisation.id, reference);
  if (found && seesSolution(principal, found.id)) return found.id;
  throw new Problem('solution/not-found', { errors: [{ path, message: 'names no solution' }] });
}

/**
 * The ids, in one order; undefined where none are named.
 *
 * @throws Problem `solution/not-found`; `request/invalid` for a token of the platform, which belongs to no organisation
 */
export async function readSolutions(
  call: Call,
  references: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  if (references === undefined) return undefined;
  if (call.organisation.id === INSTALLATION) {
    const errors = [{ path: '/solutions', message: 'is not taken: a platform token belongs to no organisation' }];
    throw new Problem('request/invalid', { errors });
  }
  const ids = await Promise.all(references.map((reference, at) => idOf(call, reference, `/solutions/${at}`)));
  return [...new Set(ids)].sort();
}
