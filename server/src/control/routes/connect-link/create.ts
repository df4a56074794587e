/** POST connect-links: makes one and shows its address once. */
import { connectLinkBody } from '../../connect-links/connect-link-body.ts';
import { madeConnectLinkView, viewConnectLink } from '../../connect-links/connect-link-view.ts';
import { createConnectLink } from '../../connect-links/create-connect-link.ts';
import { connectionProblems, newConnectionProblems } from '../../connections/connection-problems.ts';
import { changeProblems, inputProblems, shadowProblems } from '../../credentials/write-problems.ts';
import { defineRoute } from '../../route.ts';
import { scopeQuery } from '../../schemas.ts';

/** Makes a connect link; the answer is the only place where its address ever stands. */
export const createConnectLinkRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/connect-links',
  summary:
    'Makes a page for somebody without an account, who may store one credential, once; the answer is the only place where its address ever stands.',
  permission: 'edit',
  audit: 'connect-link.create',
  request: { query: scopeQuery, body: connectLinkBody },
  response: { 201: madeConnectLinkView },
  problems: [
    ...inputProblems,
    ...changeProblems,
    ...shadowProblems,
    ...connectionProblems,
    ...newConnectionProblems,
    'credential/key-taken',
    'credential/id-taken',
    'connect-link/nothing-asked',
    'connect-link/not-found',
    'request/return-refused',
  ],
  // Of the fields their names: a value may be a secret in the wrong place.
  idempotency: {
    fingerprint: ({ body }) => ({ ...body, fields: Object.keys(body.fields ?? {}) }),
    replay: 'shown-once',
  },
  handle: async (call) => {
    const { link, url } = await createConnectLink(call, call.body);
    return { status: 201, body: { ...viewConnectLink(link, call.services.clock()), url } };
  },
});
