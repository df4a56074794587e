/** DELETE platform/members/{person}: a member of the platform is one no longer. */
import { removeMember } from '../../people/change-member.ts';
import { removalQuery, removedMemberView } from '../../people/member-view.ts';
import { requireMember } from '../../people/require-member.ts';
import { defineRoute } from '../../route.ts';
import { personParams } from '../../schemas.ts';

/** Removes a member of the platform. */
export const removePlatformMemberRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/platform/members/:person',
  summary:
    'Removes a member of the platform; what they are in organisations they stay. All links that they made are withdrawn; access tokens stay, or are revoked with `tokens=revoke`.',
  permission: 'managePlatform',
  audit: 'member.remove',
  request: { params: personParams, query: removalQuery },
  response: { 200: removedMemberView },
  problems: ['member/not-found', 'member/last-owner'],
  handle: async (call) => {
    const { personId } = await requireMember(call);
    return { status: 200, body: await removeMember(call, personId) };
  },
});
