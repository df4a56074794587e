/** GET solutions/{solution}: one, by id or slug. */
import { defineRoute } from '../../route.ts';
import { solutionParams } from '../../schemas.ts';
import { requireSolution } from '../../solutions/require-solution.ts';
import { solutionView, viewSolution } from '../../solutions/solution-view.ts';

/** Reads a solution. */
export const readSolutionRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/solutions/:solution',
  summary: 'Reads one solution.',
  permission: 'read',
  audit: 'solution.read',
  request: { params: solutionParams },
  response: { 200: solutionView },
  problems: ['solution/not-found'],
  handle: async (call) => ({ status: 200, body: viewSolution(await requireSolution(call)) }),
});
