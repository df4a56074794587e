/** DELETE /v1/auth/sessions/{session}: ends one of one's own sessions. */
import { Type } from 'typebox';
import { isId } from '../../../domain/id.ts';
import { Problem } from '../../../domain/problem.ts';
import { changeAccount, requirePerson } from '../../people/own-account.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Ends a session. */
export const endSessionRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/auth/sessions/:session',
  summary: 'Ends one of one’s own sessions, on every node within a second.',
  permission: 'identify',
  audit: 'session.end',
  request: { params: Type.Object({ session: Type.String() }) },
  response: { 204: noBody },
  problems: ['session/required', 'session/not-found'],
  handle: async (call) => {
    requirePerson(call);
    const { session: sessionId } = call.params;
    if (!isId('ses', sessionId)) throw new Problem('session/not-found');
    await changeAccount(call, { kind: 'end-session', sessionId });
    return { status: 204, body: undefined };
  },
});
