/** GET platform/invitations: those to the platform that are open, newest first. */
import { Type } from 'typebox';
import { listInvitations } from '../../../store/invitations.ts';
import { invitationView, viewInvitation } from '../../people/member-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(invitationView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists open invitations to the platform. */
export const listPlatformInvitationsRoute = defineRoute({
  method: 'GET',
  path: '/v1/platform/invitations',
  summary: 'Lists the open invitations to the platform, newest first.',
  permission: 'managePlatform',
  audit: 'invitation.list',
  request: { query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: ['request/cursor-invalid'],
  handle: async ({ services, principal, organisation, query: { limit = DEFAULT_LIMIT, cursor } }) => {
    const request = { limit, now: services.clock(), ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await listInvitations(services.store.read, organisation.id, request);
    return { status: 200, body: { items: items.map((each) => viewInvitation(each, principal)), nextCursor } };
  },
});
