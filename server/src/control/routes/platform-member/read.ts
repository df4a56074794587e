/** GET platform/members/{person}: one member of the platform, with how many access tokens they have issued. */
import { platformMemberDetailView, viewPlatformMemberDetail } from '../../people/platform-member-view.ts';
import { requireMember } from '../../people/require-member.ts';
import { defineRoute } from '../../route.ts';
import { personParams } from '../../schemas.ts';

/** Reads a member of the platform. */
export const readPlatformMemberRoute = defineRoute({
  method: 'GET',
  path: '/v1/platform/members/:person',
  summary: 'Reads a member of the platform, with how many access tokens live that they issued as one.',
  permission: 'managePlatform',
  audit: 'member.read',
  request: { params: personParams },
  response: { 200: platformMemberDetailView },
  problems: ['member/not-found'],
  handle: async (call) => ({ status: 200, body: await viewPlatformMemberDetail(call, await requireMember(call)) }),
});
