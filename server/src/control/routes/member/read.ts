/** GET members/{person}: one member, with how many access tokens they have issued. */
import { memberDetailView, viewMemberDetail } from '../../people/member-view.ts';
import { requireMember } from '../../people/require-member.ts';
import { defineRoute } from '../../route.ts';
import { memberParams } from '../../schemas.ts';

/** Reads a member. */
export const readMemberRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/members/:person',
  summary: 'Reads a member, with how many access tokens live that they issued here.',
  permission: 'seeMembers',
  audit: 'member.read',
  request: { params: memberParams },
  response: { 200: memberDetailView },
  problems: ['member/not-found'],
  handle: async (call) => ({ status: 200, body: await viewMemberDetail(call, await requireMember(call)) }),
});
