/** DELETE platform/invitations/{invitation}: the link is good no longer. */
import { Type } from 'typebox';
import { withdrawInvitation } from '../../people/withdraw-invitation.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Takes an invitation to the platform back. */
export const withdrawPlatformInvitationRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/platform/invitations/:invitation',
  summary: 'Takes an open invitation to the platform back.',
  permission: 'managePlatform',
  audit: 'invitation.withdraw',
  request: { params: Type.Object({ invitation: Type.String() }) },
  response: { 204: noBody },
  problems: ['invitation/not-found'],
  handle: async (call) => {
    await withdrawInvitation(call);
    return { status: 204, body: undefined };
  },
});
