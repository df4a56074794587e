/** DELETE invitations/{invitation}: the link is good no longer. */
import { Type } from 'typebox';
import { withdrawInvitation } from '../../people/withdraw-invitation.ts';
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
  handle: async (call) => {
    await withdrawInvitation(call);
    return { status: 204, body: undefined };
  },
});
