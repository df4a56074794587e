/** DELETE solutions/{solution}/members/{person}: the role in the solution is taken away. */
import { changeMember } from '../../people/change-member.ts';
import { defineRoute } from '../../route.ts';
import { noBody, solutionMemberParams } from '../../schemas.ts';
import { requireSolution } from '../../solutions/require-solution.ts';

/** Takes a role in a solution away. */
export const removeSolutionMemberRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/solutions/:solution/members/:person',
  summary: 'Takes away a member’s role in the solution; one in the whole organisation stays.',
  permission: 'manageSolutionMembers',
  audit: 'member.update',
  request: { params: solutionMemberParams },
  response: { 204: noBody },
  problems: ['solution/not-found', 'member/not-found', 'grant/exceeded'],
  handle: async (call) => {
    const { id: solutionId } = await requireSolution(call);
    await changeMember(call, { inSolution: { solutionId, role: null } });
    return { status: 204, body: undefined };
  },
});
