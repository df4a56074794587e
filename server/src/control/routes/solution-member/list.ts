/** GET solutions/{solution}/members: who may manage in the solution, by a role there or in the whole organisation. */
import { Type } from 'typebox';
import { listMembers } from '../../../store/memberships.ts';
import { memberView, viewMember } from '../../people/member-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging, solutionParams } from '../../schemas.ts';
import { requireSolution } from '../../solutions/require-solution.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(memberView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists the members of a solution. */
export const listSolutionMembersRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/solutions/:solution/members',
  summary:
    'Lists who may manage in the solution, by a role there or in the whole organisation; `role` is the higher one.',
  permission: 'read',
  audit: 'member.list',
  request: { params: solutionParams, query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: ['solution/not-found', 'request/cursor-invalid'],
  handle: async (call) => {
    const { services, principal, organisation, query } = call;
    const { id: solutionId } = await requireSolution(call);
    const { limit = DEFAULT_LIMIT, cursor } = query;
    const request = { limit, solutionId, ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await listMembers(services.store.read, organisation.id, request);
    return { status: 200, body: { items: items.map((each) => viewMember(each, principal, solutionId)), nextCursor } };
  },
});
