/** GET solutions/{solution}/functions/{function}/versions: the last hundred, the latest first. */
import { Type } from 'typebox';
import { listFunctionVersions } from '../../../store/functions.ts';
import { functionParams, functionView, viewFunction } from '../../functions/function-view.ts';
import { requireFunction } from '../../functions/require-function.ts';
import { defineRoute } from '../../route.ts';

/** Lists the versions of a function that are kept. */
export const listFunctionVersionsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/solutions/:solution/functions/:function/versions',
  summary: 'Lists the versions of a function, the latest first; a hundred are kept, and only the latest runs.',
  permission: 'read',
  audit: 'function.read',
  request: { params: functionParams },
  response: { 200: Type.Object({ items: Type.Array(functionView) }, { additionalProperties: false }) },
  problems: ['solution/not-found', 'function/not-found'],
  handle: async (call) => {
    const { record } = await requireFunction(call);
    const versions = await listFunctionVersions(call.services.store.read, record);
    return { status: 200, body: { items: versions.map(viewFunction) } };
  },
});
