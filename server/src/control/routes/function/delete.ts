/** DELETE solutions/{solution}/functions/{function}: with all its versions. */
import { functionParams } from '../../functions/function-view.ts';
import { deleteFunction } from '../../functions/write-function.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Deletes a function. */
export const deleteFunctionRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/solutions/:solution/functions/:function',
  summary: 'Deletes a function with all its versions; grants of it confer nothing any more.',
  permission: 'edit',
  audit: 'function.delete',
  request: { params: functionParams },
  response: { 204: noBody },
  problems: ['solution/not-found', 'function/not-found', 'function/stale'],
  handle: async (call) => {
    await deleteFunction(call);
    return { status: 204, body: undefined };
  },
});
