/** POST connections/{credential}/reconnect: a new consent for what is there. */
import { Type } from 'typebox';
import { reconnectBody } from '../../connections/connection-body.ts';
import { connectionProblems } from '../../connections/connection-problems.ts';
import { answerMade, startedConnectionView } from '../../connections/connection-view.ts';
import { reconnectConnection } from '../../connections/reconnect-connection.ts';
import { verifyWritten } from '../../credentials/verify-credential.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams, scopeQuery } from '../../schemas.ts';

/** Connects once more; the tokens that are there go on until new ones are committed. */
export const reconnectConnectionRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/connections/:credential/reconnect',
  summary:
    'Connects once more: id, key, client, scopes and references stay, and the old tokens go on until the new ones are there.',
  permission: 'edit',
  audit: 'connection.reconnect',
  request: { params: credentialParams, query: scopeQuery, body: Type.Optional(reconnectBody) },
  response: { 200: startedConnectionView },
  problems: [...connectionProblems, 'credential/expired', 'credential/origins-unnamed', 'request/rate-limited'],
  handle: async (call) => {
    const made = await reconnectConnection({ ...call, body: call.body ?? {} });
    const credential = made.start ? made.credential : await verifyWritten(call, made.credential);
    return { status: 200, ...(await answerMade(call, { ...made, credential })) };
  },
});
