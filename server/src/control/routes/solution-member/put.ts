/** PUT solutions/{solution}/members/{person}: a role of their own in the solution, for somebody who is a member already. */
import { changeMember, readChanged } from '../../people/change-member.ts';
import { memberView, solutionMemberBody, viewMember } from '../../people/member-view.ts';
import { defineRoute } from '../../route.ts';
import { solutionMemberParams } from '../../schemas.ts';
import { requireSolution } from '../../solutions/require-solution.ts';

/** Gives a role in a solution. */
export const putSolutionMemberRoute = defineRoute({
  method: 'PUT',
  path: '/v1/organisations/:organisation/solutions/:solution/members/:person',
  summary: 'Gives a member of the organisation, or of another solution, a role in the solution. Strangers are invited.',
  permission: 'manageSolutionMembers',
  audit: 'member.update',
  request: { params: solutionMemberParams, body: solutionMemberBody },
  response: { 200: memberView },
  problems: ['solution/not-found', 'member/not-found', 'grant/exceeded'],
  handle: async (call) => {
    const { id: solutionId } = await requireSolution(call);
    const personId = await changeMember(call, { inSolution: { solutionId, role: call.body.role } });
    return { status: 200, body: viewMember(await readChanged(call, personId), call.principal, solutionId) };
  },
});
