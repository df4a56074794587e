/** DELETE platform/members/me: one is a member of the platform no longer. */
import { removeMember } from '../../people/change-member.ts';
import { removalQuery, removedMemberView } from '../../people/member-view.ts';
import { requirePerson } from '../../people/own-account.ts';
import { defineRoute } from '../../route.ts';

/** Leaves the platform. */
export const leavePlatformRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/platform/members/me',
  summary: 'Leaves the platform; what one is in organisations one stays. Takes whatever role one has there.',
  permission: 'identify',
  audit: 'member.remove',
  request: { query: removalQuery },
  response: { 200: removedMemberView },
  problems: ['session/required', 'member/not-found', 'member/last-owner'],
  handle: async (call) => ({ status: 200, body: await removeMember(call, requirePerson(call).personId) }),
});
