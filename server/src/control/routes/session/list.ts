/** GET /v1/auth/sessions: where one is signed in. */
import { Type } from 'typebox';
import { SESSION_IDLE_MS } from '../../../domain/session.ts';
import { listSessions } from '../../../store/sessions.ts';
import { requirePerson } from '../../people/own-account.ts';
import { sessionView, viewSession } from '../../people/session-view.ts';
import { defineRoute } from '../../route.ts';

/** Lists one's own sessions. */
export const listSessionsRoute = defineRoute({
  method: 'GET',
  path: '/v1/auth/sessions',
  summary: 'Lists one’s own sessions, newest first.',
  permission: 'identify',
  audit: 'session.list',
  request: {},
  response: { 200: Type.Object({ items: Type.Array(sessionView) }, { additionalProperties: false }) },
  problems: ['session/required'],
  handle: async (call) => {
    const { personId, sessionId } = requirePerson(call);
    const { store, clock } = call.services;
    const sessions = await listSessions(store.read, personId, { now: clock(), idleMs: SESSION_IDLE_MS });
    const { reach, identityProviderId } = call.principal;
    // To the provider of one organisation the person's other sessions are nothing.
    const own = sessions.filter(({ origin }) => reach === undefined || origin?.providerId === identityProviderId);
    return { status: 200, body: { items: own.map((each) => viewSession(each, sessionId)) } };
  },
});
