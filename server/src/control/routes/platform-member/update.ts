/** PATCH platform/members/{person}: another role in every organisation. */
import { changeMember, readChanged } from '../../people/change-member.ts';
import { platformMemberPatch, platformMemberView, viewPlatformMember } from '../../people/platform-member-view.ts';
import { defineRoute } from '../../route.ts';
import { personParams } from '../../schemas.ts';

/** Changes the role of a member of the platform. */
export const updatePlatformMemberRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/platform/members/:person',
  summary: 'Gives a member of the platform another role, on every node within a second. The last owner stays one.',
  permission: 'managePlatform',
  audit: 'member.update',
  request: { params: personParams, body: platformMemberPatch },
  response: { 200: platformMemberView },
  problems: ['member/not-found', 'member/last-owner'],
  handle: async (call) => {
    const personId = await changeMember(call, { role: call.body.role });
    return { status: 200, body: viewPlatformMember(await readChanged(call, personId)) };
  },
});
