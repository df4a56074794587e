/** DELETE members/me: one leaves the organisation, its solutions included. */
import { removeMember } from '../../people/change-member.ts';
import { removalQuery, removedMemberView } from '../../people/member-view.ts';
import { requirePerson } from '../../people/own-account.ts';
import { defineRoute } from '../../route.ts';

/** Leaves. */
export const leaveRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/members/me',
  summary:
    'Leaves the organisation and its solutions. Access tokens that one has issued stay, or are revoked with `tokens=revoke`.',
  permission: 'read',
  audit: 'member.remove',
  request: { query: removalQuery },
  response: { 200: removedMemberView },
  problems: ['session/required', 'member/not-found', 'member/last-owner'],
  handle: async (call) => ({ status: 200, body: await removeMember(call, requirePerson(call).personId) }),
});
