/** POST /v1/auth/sign-out: ends the session that is shown. */
import { endedSessionCookie } from '../../http/session-cookie.ts';
import { changeAccount, requirePerson } from '../../people/own-account.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Signs out. */
export const signOutRoute = defineRoute({
  method: 'POST',
  path: '/v1/auth/sign-out',
  summary: 'Ends the session that is shown.',
  permission: 'identify',
  audit: 'session.end',
  request: {},
  response: { 204: noBody },
  problems: ['session/required', 'session/not-found'],
  handle: async (call) => {
    await changeAccount(call, { kind: 'end-session', sessionId: requirePerson(call).sessionId });
    return { status: 204, body: undefined, headers: { 'set-cookie': endedSessionCookie(call.services.site) } };
  },
});
