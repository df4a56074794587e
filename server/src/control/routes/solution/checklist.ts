/** GET solutions/{solution}/checklist: what is still to fill in, in one list. */
import { defineRoute } from '../../route.ts';
import { solutionParams } from '../../schemas.ts';
import { checklistOf, checklistView } from '../../solutions/checklist.ts';

/** Lists what keeps the credentials of a solution from being used. */
export const readChecklistRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/solutions/:solution/checklist',
  summary: 'Lists what is still to fill in: credentials that cannot be used, and references that name none.',
  permission: 'read',
  audit: 'solution.checklist',
  request: { params: solutionParams },
  response: { 200: checklistView },
  problems: ['solution/not-found', 'solution/too-large'],
  handle: async (call) => ({ status: 200, body: await checklistOf(call) }),
});
