/** POST platform/invitations: a one-time link that makes a member of the platform, shown once. */
import { invite } from '../../people/invite.ts';
import { issuedInvitationView, viewInvitation } from '../../people/member-view.ts';
import { platformInvitationBody } from '../../people/platform-member-view.ts';
import { defineRoute } from '../../route.ts';

const DEFAULT_LIFE_MS = 86_400_000;

/** Invites somebody to the platform. */
export const createPlatformInvitationRoute = defineRoute({
  method: 'POST',
  path: '/v1/platform/invitations',
  summary:
    'Invites somebody to the platform, with a role in every organisation, by a one-time link, which is answered once; no mail is sent.',
  permission: 'managePlatform',
  audit: 'invitation.create',
  request: { body: platformInvitationBody },
  response: { 201: issuedInvitationView },
  problems: ['grant/exceeded', 'invitation/not-found'],
  handle: async (call) => {
    const { record, link } = await invite(call, call.body, DEFAULT_LIFE_MS);
    return { status: 201, body: { ...viewInvitation(record, call.principal), link } };
  },
});
