/** Finds the solution that a path names, by id or slug. */
import { Problem } from '../../domain/problem.ts';
import { type Solution, seesSolution } from '../../domain/solution.ts';
import { findSolution } from '../../store/solutions.ts';
import type { Call } from '../route.ts';

/** A call whose path ends in a solution's id or slug. */
export type SolutionCall<Body = unknown> = Call<{ solution: string }, unknown, Body>;

/** @throws Problem `solution/not-found`, the same for a foreign, an unknown and one that the token is not limited to */
export async function requireSolution({ services, organisation, principal, params }: SolutionCall): Promise<Solution> {
  const found = await findSolution(services.store.read, organisation.id, params.solution);
  if (!found || !seesSolution(principal, found.id)) throw new Problem('solution/not-found');
  return found;
}
