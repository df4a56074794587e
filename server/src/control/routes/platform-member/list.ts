/** GET platform/members: who may manage in every organisation, newest first. */
import { Type } from 'typebox';
import { listMembers } from '../../../store/memberships.ts';
import { platformMemberView, viewPlatformMember } from '../../people/platform-member-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(platformMemberView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists members of the platform. */
export const listPlatformMembersRoute = defineRoute({
  method: 'GET',
  path: '/v1/platform/members',
  summary: 'Lists the members of the platform, whose role counts in every organisation, newest first.',
  permission: 'managePlatform',
  audit: 'member.list',
  request: { query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: ['request/cursor-invalid'],
  handle: async ({ services, organisation, query: { limit = DEFAULT_LIMIT, cursor } }) => {
    const request = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await listMembers(services.store.read, organisation.id, request);
    return { status: 200, body: { items: items.map(viewPlatformMember), nextCursor } };
  },
});
