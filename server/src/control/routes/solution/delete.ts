/** DELETE solutions/{solution}: refused while credentials live in it. */
import { defineRoute } from '../../route.ts';
import { noBody, solutionParams } from '../../schemas.ts';
import { deleteSolution } from '../../solutions/change-solution.ts';

/** Deletes a solution in which no credential lives. */
export const deleteSolutionRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/solutions/:solution',
  summary: 'Deletes a solution; refused while credentials live in it.',
  permission: 'manageSolutions',
  audit: 'solution.delete',
  request: { params: solutionParams },
  response: { 204: noBody },
  problems: ['solution/not-found', 'solution/stale', 'solution/not-empty'],
  handle: async (call) => {
    await deleteSolution(call);
    return { status: 204, body: undefined };
  },
});
