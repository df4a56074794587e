/** POST connections: makes one, and says where a browser has to go for a consent. */
import { connectionBody, connectionQuery } from '../../connections/connection-body.ts';
import { connectionProblems, newConnectionProblems } from '../../connections/connection-problems.ts';
import { answerMade, startedConnectionView } from '../../connections/connection-view.ts';
import { createConnection } from '../../connections/create-connection.ts';
import { fingerprintConnection } from '../../connections/fingerprint-connection.ts';
import { verifyWritten } from '../../credentials/verify-credential.ts';
import { defineRoute } from '../../route.ts';

/** Makes a connection; without a consent to come the tokens are obtained before anything is stored. */
export const createConnectionRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/connections',
  summary:
    'Makes a connection: by an OAuth configuration of the organisation, by a client of its own, or of a refresh token that is tried and then stored; `startUrl` is where a browser goes for the consent.',
  permission: 'edit',
  audit: 'connection.create',
  request: { query: connectionQuery, body: connectionBody },
  response: { 201: startedConnectionView },
  problems: [...connectionProblems, ...newConnectionProblems],
  idempotency: { fingerprint: ({ body }) => fingerprintConnection(body), replay: 'shown-once' },
  handle: async (call) => {
    const made = await createConnection(call, call.body);
    const credential = made.start ? made.credential : await verifyWritten(call, made.credential);
    return { status: 201, ...(await answerMade(call, { ...made, credential })) };
  },
});
