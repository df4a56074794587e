/** POST invitations: a one-time link, shown to whoever invites and to nobody else. */
import { invite } from '../../people/invite.ts';
import { invitationBody, issuedInvitationView, viewInvitation } from '../../people/member-view.ts';
import { defineRoute } from '../../route.ts';

/** Invites somebody. */
export const createInvitationRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/invitations',
  summary:
    'Invites somebody by a one-time link, which is answered once; no mail is sent. Confers no more than one has.',
  permission: 'manageSolutionMembers',
  audit: 'invitation.create',
  request: { body: invitationBody },
  response: { 201: issuedInvitationView },
  problems: ['solution/not-found', 'grant/exceeded', 'invitation/not-found'],
  handle: async (call) => {
    const { record, link } = await invite(call, call.body);
    return { status: 201, body: { ...viewInvitation(record, call.principal), link } };
  },
});
