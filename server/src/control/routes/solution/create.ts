/** POST solutions: makes one. */
import { Problem } from '../../../domain/problem.ts';
import { findSolution } from '../../../store/solutions.ts';
import { defineRoute } from '../../route.ts';
import { createSolution } from '../../solutions/create-solution.ts';
import { solutionBody, solutionView, viewSolution } from '../../solutions/solution-view.ts';

/** Makes a solution. */
export const createSolutionRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/solutions',
  summary: 'Makes a solution, in which credentials have keys of their own; its slug is fixed.',
  permission: 'manageSolutions',
  audit: 'solution.create',
  request: { body: solutionBody },
  response: { 201: solutionView },
  problems: [
    'solution/slug-invalid',
    'solution/slug-taken',
    'solution/not-found',
    'template/invalid',
    'credential/shadows',
    'function/credential-invalid',
    'function/credential-missing',
    'grant/exceeded',
    'policy/origin-refused',
    'policy/placement-refused',
  ],
  idempotency: {
    // A secret that stands in a template by mistake is refused, and leaves no hash of itself either.
    fingerprint: ({ body: { template, mapping = {}, ...body } }) => {
      return { ...body, isFromTemplate: template !== undefined, mapped: Object.keys(mapping) };
    },
    replay: async ({ services, organisation }, id) => {
      const solution = await findSolution(services.store.read, organisation.id, id);
      if (!solution) throw new Problem('solution/not-found');
      return { status: 201, body: viewSolution(solution) };
    },
  },
  handle: async (call) => ({ status: 201, body: viewSolution(await createSolution(call, call.body)) }),
});
