/** GET solutions/{solution}/template: the solution as one YAML file without secrets. */
import { Type } from 'typebox';
import { defineRoute } from '../../route.ts';
import { solutionParams } from '../../schemas.ts';
import { templateOf } from '../../solutions/template-of.ts';

const query = Type.Object(
  { fields: Type.Optional(Type.Boolean({ description: 'Whether values of plain fields go along.' })) },
  { additionalProperties: false },
);

const body = Type.Object(
  { template: Type.String({ description: 'YAML, as docs/solution-template.schema.json has it.' }) },
  { additionalProperties: false, title: 'SolutionTemplate' },
);

/** Makes a template of a solution. */
export const readTemplateRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/solutions/:solution/template',
  summary: 'Gives a solution as one YAML file without secrets, of which others can be made.',
  permission: 'read',
  audit: 'solution.template',
  request: { params: solutionParams, query },
  response: { 200: body },
  problems: ['solution/not-found', 'solution/too-large'],
  handle: async (call) => {
    return { status: 200, body: { template: await templateOf(call, call.query.fields ?? false) } };
  },
});
