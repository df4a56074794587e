/** POST /v1/auth/sessions/end-others: ends all of one's own sessions but the one that is shown. */
import { changeAccount } from '../../people/own-account.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Ends all other sessions. */
export const endOtherSessionsRoute = defineRoute({
  method: 'POST',
  path: '/v1/auth/sessions/end-others',
  summary: 'Ends all of one’s own sessions but the one that is shown.',
  permission: 'identify',
  audit: 'session.end',
  request: {},
  response: { 204: noBody },
  problems: ['session/required', 'session/limited'],
  handle: async (call) => {
    await changeAccount(call, { kind: 'end-other-sessions' });
    return { status: 204, body: undefined };
  },
});
