/** POST solutions/{solution}/functions/{function}/dry-run: what an invocation would send. Opens, sends and stores nothing. */
import { dryRun, dryRunBody, dryRunView } from '../../functions/dry-run.ts';
import { functionParams } from '../../functions/function-view.ts';
import { readRecord, requireFunction } from '../../functions/require-function.ts';
import { defineRoute } from '../../route.ts';

/** Shows the request of an invocation, a draft's too. */
export const dryRunFunctionRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/solutions/:solution/functions/:function/dry-run',
  summary: 'Shows the request that an invocation would send, secrets as dots; nothing is opened or sent.',
  permission: 'read',
  audit: 'function.read',
  request: { params: functionParams, body: dryRunBody },
  response: { 200: dryRunView },
  problems: ['solution/not-found', 'function/not-found'],
  handle: async (call) => {
    const { record } = await requireFunction(call);
    const { parameters = {} } = call.body;
    return { status: 200, body: await dryRun(call, { record, read: readRecord(record) }, parameters) };
  },
});
