/** PUT solutions/{solution}/functions/{function}: makes it, or puts a new version in the place of the one before. */
import { functionBody, functionParams, functionView, viewFunction } from '../../functions/function-view.ts';
import { putFunction } from '../../functions/write-function.ts';
import { defineRoute } from '../../route.ts';

/** Makes or replaces a function, under If-Match where it is given. */
export const putFunctionRoute = defineRoute({
  method: 'PUT',
  path: '/v1/organisations/:organisation/solutions/:solution/functions/:function',
  summary: 'Makes a function from JSON or YAML, or a new version of it; who saves it may grant every credential in it.',
  permission: 'edit',
  audit: 'function.put',
  request: { params: functionParams, body: functionBody },
  takesText: true,
  response: { 200: functionView, 201: functionView },
  problems: [
    'solution/not-found',
    'function/invalid',
    'function/stale',
    'function/too-many',
    'function/credential-missing',
    'grant/exceeded',
    'policy/origin-refused',
    'policy/placement-refused',
    'target/missing',
    'credential/unopenable',
    'credential/unwitnessed',
    'credential/unsendable-value',
    'function/not-found',
    'function/credential-incomplete',
    'function/credential-invalid',
  ],
  handle: async (call) => {
    const { record, isNew } = await putFunction(call);
    return { status: isNew ? 201 : 200, body: viewFunction(record) };
  },
});
