/** GET solutions/{solution}/functions: newest first. */
import { Type } from 'typebox';
import { listFunctions } from '../../../store/functions.ts';
import { functionView, viewFunction } from '../../functions/function-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging, solutionParams } from '../../schemas.ts';
import { requireSolution } from '../../solutions/require-solution.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(functionView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists the functions of a solution. */
export const listFunctionsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/solutions/:solution/functions',
  summary: 'Lists the functions of a solution, newest first.',
  permission: 'read',
  audit: 'function.list',
  request: { params: solutionParams, query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: ['solution/not-found', 'request/cursor-invalid'],
  handle: async (call) => {
    const { limit = DEFAULT_LIMIT, cursor } = call.query;
    const solution = await requireSolution(call);
    const scope = { organisationId: call.organisation.id, solutionId: solution.id };
    const request = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await listFunctions(call.services.store.read, scope, request);
    return { status: 200, body: { items: items.map(viewFunction), nextCursor } };
  },
});
