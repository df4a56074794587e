/** GET members: who may manage in the organisation, newest first. */
import { Type } from 'typebox';
import { listMembers } from '../../../store/memberships.ts';
import { memberView, viewMember } from '../../people/member-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(memberView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists members. */
export const listMembersRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/members',
  summary: 'Lists the members of the organisation and of its solutions, newest first.',
  permission: 'seeMembers',
  audit: 'member.list',
  request: { query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: ['request/cursor-invalid'],
  handle: async ({ services, principal, organisation, query: { limit = DEFAULT_LIMIT, cursor } }) => {
    const request = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await listMembers(services.store.read, organisation.id, request);
    return { status: 200, body: { items: items.map((each) => viewMember(each, principal)), nextCursor } };
  },
});
