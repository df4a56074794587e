/** POST credentials:bulk: up to 10,000 at once; where some are bad, none or the good ones. */
import { bulkBody, bulkView } from '../../credentials/bulk-body.ts';
import { createBulk, replayBulk } from '../../credentials/create-bulk.ts';
import { writeQuery } from '../../credentials/credential-body.ts';
import { bulkFingerprint } from '../../credentials/fingerprint.ts';
import { enforceProblems, inputProblems, shadowProblems } from '../../credentials/write-problems.ts';
import { defineRoute } from '../../route.ts';

const BODY_LIMIT_BYTES = 16 * 1_048_576;

/** Creates many credentials, each bad item reported with its index and problem. */
export const createBulkRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/credentials::bulk',
  summary: 'Creates up to 10,000 credentials; where some are bad, none of them, or with `onError: good` the others.',
  permission: 'edit',
  audit: 'credential.create',
  request: { query: writeQuery, body: bulkBody },
  response: { 200: bulkView },
  bodyLimit: BODY_LIMIT_BYTES,
  problems: [
    ...inputProblems,
    ...enforceProblems,
    'credential/bulk-refused',
    'credential/key-taken',
    ...shadowProblems,
    'credential/id-taken',
    'credential/stale',
  ],
  idempotency: {
    fingerprint: (call) => bulkFingerprint(call, call.body),
    replay: async (call, resource) => ({ status: 200, body: await replayBulk(call, resource) }),
    keepsResource: true,
  },
  handle: async (call) => ({ status: 200, body: await createBulk(call, call.body) }),
});
