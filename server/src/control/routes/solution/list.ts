/** GET solutions: those that the token sees, newest first. */
import { Type } from 'typebox';
import { listSolutions } from '../../../store/solutions.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging } from '../../schemas.ts';
import { solutionView, viewSolution } from '../../solutions/solution-view.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(solutionView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists solutions. */
export const listSolutionsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/solutions',
  summary: 'Lists the solutions of the organisation, newest first; to a token that is limited to some only these.',
  permission: 'read',
  audit: 'solution.list',
  request: { query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: ['request/cursor-invalid'],
  handle: async ({ services, principal, organisation, query: { limit = DEFAULT_LIMIT, cursor } }) => {
    const { items, nextCursor } = await listSolutions(services.store.read, organisation.id, {
      limit,
      ...(cursor !== undefined && { cursor }),
      ...(principal.solutionIds && { ids: principal.solutionIds }),
    });
    return { status: 200, body: { items: items.map(viewSolution), nextCursor } };
  },
});
