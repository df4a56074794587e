/** GET solutions/{solution}/functions/{function}: the version that counts, and whether its credentials can be used. */
import { keysOf, referencesOf } from '../../../functions/function-definition.ts';
import { findNamed } from '../../functions/find-reasons.ts';
import { functionDetailsView, functionParams, viewFunction } from '../../functions/function-view.ts';
import { readRecord, requireFunction } from '../../functions/require-function.ts';
import { defineRoute } from '../../route.ts';

/** Reads a function. */
export const readFunctionRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/solutions/:solution/functions/:function',
  summary: 'Reads one function, with the credentials that it names and why one of them cannot be used now.',
  permission: 'read',
  audit: 'function.read',
  request: { params: functionParams },
  response: { 200: functionDetailsView },
  problems: ['solution/not-found', 'function/not-found'],
  handle: async (call) => {
    const { record } = await requireFunction(call);
    const { definition } = readRecord(record);
    const named = await findNamed(call, record, keysOf(definition));
    const credentials = referencesOf(definition).map(({ key, path }) => ({
      key,
      path,
      reason: named.get(key)!.reason,
    }));
    return { status: 200, body: { ...viewFunction(record), credentials } };
  },
});
