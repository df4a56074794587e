/** PATCH solutions/{solution}: its name alone. */
import { defineRoute } from '../../route.ts';
import { solutionParams } from '../../schemas.ts';
import { renameSolution } from '../../solutions/change-solution.ts';
import { solutionPatch, solutionView, viewSolution } from '../../solutions/solution-view.ts';

/** Renames a solution, under If-Match where it is given. */
export const updateSolutionRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/organisations/:organisation/solutions/:solution',
  summary: 'Renames a solution; its slug is fixed.',
  permission: 'manageSolutions',
  audit: 'solution.update',
  request: { params: solutionParams, body: solutionPatch },
  response: { 200: solutionView },
  problems: ['solution/not-found', 'solution/stale'],
  handle: async (call) => ({ status: 200, body: viewSolution(await renameSolution(call)) }),
});
