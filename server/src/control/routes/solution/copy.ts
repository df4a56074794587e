/** POST solutions/{solution}/copy: the structure of a solution again, without its secrets. */
import { Problem } from '../../../domain/problem.ts';
import { findSolution } from '../../../store/solutions.ts';
import { defineRoute } from '../../route.ts';
import { solutionParams } from '../../schemas.ts';
import { copySolution, targetOf } from '../../solutions/copy-solution.ts';
import { solutionCopyBody, solutionView, viewSolution } from '../../solutions/solution-view.ts';

/** Copies a solution. */
export const copySolutionRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/solutions/:solution/copy',
  summary:
    'Copies a solution, functions as drafts and credentials by their structure, without any secret; to another organisation with a platform token.',
  permission: 'manageSolutions',
  audit: 'solution.copy',
  request: { params: solutionParams, body: solutionCopyBody },
  response: { 201: solutionView },
  problems: [
    'solution/not-found',
    'solution/slug-invalid',
    'solution/slug-taken',
    'solution/too-large',
    'credential/shadows',
    'credential/provider-unknown',
    'function/invalid',
    'function/credential-invalid',
    'function/credential-missing',
    'grant/exceeded',
    'policy/origin-refused',
    'policy/placement-refused',
  ],
  idempotency: {
    fingerprint: ({ body }) => body,
    replay: async (call, id) => {
      const { id: organisationId } = await targetOf(call, call.body.organisation);
      const solution = await findSolution(call.services.store.read, organisationId, id);
      if (!solution) throw new Problem('solution/not-found');
      return { status: 201, body: viewSolution(solution) };
    },
  },
  handle: async (call) => ({ status: 201, body: viewSolution(await copySolution(call)) }),
});
