/** DELETE members/{person}: a member is removed. */
import { changeMember } from '../../people/change-member.ts';
import { defineRoute } from '../../route.ts';
import { memberParams, noBody } from '../../schemas.ts';

/** Removes a member. */
export const removeMemberRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/members/:person',
  summary: 'Removes a member, whose sessions manage nothing here within a second. Access tokens that they issued stay.',
  permission: 'manageMembers',
  audit: 'member.remove',
  request: { params: memberParams },
  response: { 204: noBody },
  problems: ['member/not-found', 'member/last-owner', 'grant/exceeded'],
  handle: async (call) => {
    await changeMember(call, { isRemoval: true });
    return { status: 204, body: undefined };
  },
});
