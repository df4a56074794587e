/** DELETE members/{person}: a member is removed. */
import { removeMember } from '../../people/change-member.ts';
import { removalQuery, removedMemberView } from '../../people/member-view.ts';
import { requireMember } from '../../people/require-member.ts';
import { defineRoute } from '../../route.ts';
import { memberParams } from '../../schemas.ts';

/** Removes a member. */
export const removeMemberRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/members/:person',
  summary:
    'Removes a member, whose sessions manage nothing here within a second. Access tokens that they issued stay, or are revoked with `tokens=revoke`.',
  permission: 'manageMembers',
  audit: 'member.remove',
  request: { params: memberParams, query: removalQuery },
  response: { 200: removedMemberView },
  problems: ['member/not-found', 'member/last-owner', 'grant/exceeded'],
  handle: async (call) => {
    const { personId } = await requireMember(call);
    return { status: 200, body: await removeMember(call, personId) };
  },
});
