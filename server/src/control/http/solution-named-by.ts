/** Which solution a request acts in. Foreign, unknown and not the token's own answer alike. */
import { Problem } from '../../domain/problem.ts';
import { seesSolution } from '../../domain/solution.ts';
import { findSolution } from '../../store/solutions.ts';
import type { Call } from '../route.ts';

/**
 * The id of the solution in `?solution=`, by id or slug; the empty string without one: the organisation's own scope.
 *
 * @throws Problem `solution/not-found`
 */
export async function solutionNamedBy({
  query,
  principal,
  organisation,
  services,
}: Pick<Call, 'query' | 'principal' | 'organisation' | 'services'>): Promise<string> {
  const { solution: reference = '' } = (query ?? {}) as { solution?: string };
  if (reference === '') return '';
  const found = await findSolution(services.store.read, organisation.id, reference);
  if (!found || !seesSolution(principal, found.id)) throw new Problem('solution/not-found');
  return found.id;
}
