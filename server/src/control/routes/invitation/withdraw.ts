/** DELETE invitations/{invitation}: the link is good no longer. */
import { Type } from 'typebox';
import { isId } from '../../../domain/id.ts';
import { Problem } from '../../../domain/problem.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Takes an invitation back. */
export const withdrawInvitationRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/invitations/:invitation',
  summary: 'Takes an open invitation back.',
  permission: 'manageSolutionMembers',
  audit: 'invitation.withdraw',
  request: { params: Type.Object({ organisation: Type.String(), invitation: Type.String() }) },
  response: { 204: noBody },
  problems: ['invitation/not-found', 'grant/exceeded'],
  handle: async ({ services, token, organisation, params, requestId, address }) => {
    const { invitation: invitationId } = params;
    if (!isId('inv', invitationId)) throw new Problem('invitation/not-found');
    const asked = { token: token.reveal(), organisationId: organisation.id, requestId, address };
    await services.broker.withdrawInvitation({ ...asked, invitationId });
    return { status: 204, body: undefined };
  },
});
