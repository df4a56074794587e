/** GET invitations: those that are open, newest first. */
import { Type } from 'typebox';
import { managesScope } from '../../../domain/solution.ts';
import { listInvitations } from '../../../store/invitations.ts';
import { invitationView, viewInvitation } from '../../people/member-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(invitationView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists open invitations. */
export const listInvitationsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/invitations',
  summary: 'Lists the open invitations, newest first; to whoever is limited to solutions those of these alone.',
  permission: 'manageSolutionMembers',
  audit: 'invitation.list',
  request: { query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: ['request/cursor-invalid'],
  handle: async ({ services, principal, organisation, query: { limit = DEFAULT_LIMIT, cursor } }) => {
    const request = { limit, now: services.clock(), ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await listInvitations(services.store.read, organisation.id, request);
    const seen = items.filter(({ role, solutions }) => {
      const isWithin = Object.keys(solutions).every((id) => managesScope(principal, id));
      return principal.solutionIds === undefined || (role === undefined && isWithin);
    });
    return { status: 200, body: { items: seen.map((each) => viewInvitation(each, principal)), nextCursor } };
  },
});
