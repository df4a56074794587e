/** DELETE members/me: one leaves the organisation, its solutions included. */
import { requirePerson } from '../../people/own-account.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Leaves. */
export const leaveRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/members/me',
  summary: 'Leaves the organisation and its solutions. Access tokens that one has issued stay.',
  permission: 'read',
  audit: 'member.remove',
  request: {},
  response: { 204: noBody },
  problems: ['session/required', 'member/not-found', 'member/last-owner'],
  handle: async (call) => {
    const { personId } = requirePerson(call);
    const { services, token, organisation, requestId, address } = call;
    const asked = { token: token.reveal(), organisationId: organisation.id, personId, requestId, address };
    await services.broker.changeMember({ ...asked, isRemoval: true });
    return { status: 204, body: undefined };
  },
});
