/** GET connections/{credential}: one connection. */
import { answerConnection, connectionView } from '../../connections/connection-view.ts';
import { requireConnection } from '../../connections/find-connection.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams, scopeQuery } from '../../schemas.ts';

/** Answers a connection: its credential with the life of its tokens. */
export const readConnectionRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/connections/:credential',
  summary:
    'One connection: its credential with the life of its tokens, scopes that were asked for and those that were granted.',
  permission: 'read',
  audit: 'connection.read',
  request: { params: credentialParams, query: scopeQuery },
  response: { 200: connectionView },
  problems: ['credential/not-found'],
  handle: async (call) => ({ status: 200, ...(await answerConnection(call, await requireConnection(call))) }),
});
