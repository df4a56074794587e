/** PATCH members/{person}: another role. */
import { Problem } from '../../../domain/problem.ts';
import { changeMember, readChanged } from '../../people/change-member.ts';
import { memberPatch, memberView, viewMember } from '../../people/member-view.ts';
import { requireMember } from '../../people/require-member.ts';
import { defineRoute } from '../../route.ts';
import { memberParams } from '../../schemas.ts';

/** Changes a member's role. */
export const updateMemberRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/organisations/:organisation/members/:person',
  summary: 'Gives a member another role, at most one’s own. `null` leaves the roles in solutions alone.',
  permission: 'manageMembers',
  audit: 'member.update',
  request: { params: memberParams, body: memberPatch },
  response: { 200: memberView },
  problems: ['member/not-found', 'member/last-owner', 'grant/exceeded'],
  handle: async (call) => {
    const { role } = call.body;
    const { solutions } = await requireMember(call);
    if (role === null && Object.keys(solutions).length === 0) {
      const message = 'leaves nothing of the membership: remove the member';
      throw new Problem('request/invalid', { errors: [{ path: '/role', message }] });
    }
    const personId = await changeMember(call, { role });
    return { status: 200, body: viewMember(await readChanged(call, personId), call.principal) };
  },
});
