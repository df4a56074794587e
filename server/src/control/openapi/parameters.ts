/** The parameters of an operation: those of its path and query, and the headers that its kind of write takes. */
import type { TSchema } from 'typebox';
import type { Route } from '../route.ts';
import type { JsonSchema, Parameter, Reference } from './openapi-types.ts';
import type { SchemaComponents } from './schema-components.ts';

type Described = Pick<Route, 'method' | 'problems' | 'request'>;

/** What the parameters of paths and queries mean, where their schemas do not say it. */
const MEANINGS: Readonly<Record<string, string>> = {
  organisation: 'Id or slug of the organisation; the first one is `default`.',
  credential: 'Id (`cred_…`) or key of the credential.',
  accessToken: 'Id of the access token, `tok_…`.',
  person: 'Id (`per_…`) or email address of the member.',
  invitation: 'Id of the invitation, `inv_…`.',
  session: 'Id of the session, `ses_…`.',
  type: 'Name of a credential type, `ApiKey`.',
  limit: 'Items of a page; 50 by default.',
  cursor: 'The `nextCursor` of the previous page.',
  sort: 'What to sort by.',
  verify:
    'Whether to try the credential on its API: `enforce` stores it only if it is accepted, `record` stores it and tries it then, `skip` does not try. By default `record` where what is tried has changed; for a bulk `skip`.',
  force: 'Deletes although it is in use.',
  status: 'Only those in this state.',
  search: 'Only those whose key or name contains this text.',
  action: 'Only entries of this action, `credential.create`.',
  subject: 'Only entries about this id.',
};

/** Headers that several operations take. */
export const headerParameters: Readonly<Record<string, Parameter>> = {
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description: 'The version that the write is made on, `"3"`; another one is refused. Without it, any version.',
    schema: { type: 'string' },
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
};

function refersTo(name: string): Reference {
  return { $ref: `#/components/parameters/${name}` };
}

function describeParameter(name: string, place: 'path' | 'query', schema: JsonSchema): Parameter {
  const { description = MEANINGS[name], ...rest } = schema;
  return {
    name,
    in: place,
    ...(place === 'path' && { required: true }),
    ...(description !== undefined && { description }),
    schema: rest,
  };
}

function propertiesOf(schema: TSchema | undefined, components: SchemaComponents): Record<string, JsonSchema> {
  return schema === undefined ? {} : { ...components.describe(schema).properties };
}

function headersOf({ method, problems }: Described): Reference[] {
  const isConditional = ['PUT', 'PATCH', 'DELETE'].includes(method) && problems.some((code) => code.endsWith('/stale'));
  const isOnce = problems.some((code) => code.startsWith('idempotency/'));
  return [...(isConditional ? [refersTo('If-Match')] : []), ...(isOnce ? [refersTo('Idempotency-Key')] : [])];
}

/** Path, query and header parameters, in this order. */
export function parametersOf(
  route: Described,
  template: string,
  components: SchemaComponents,
): (Parameter | Reference)[] {
  const path = propertiesOf(route.request.params, components);
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const query = Object.entries(propertiesOf(route.request.query, components));
  return [
    ...names.map((name) => describeParameter(name, 'path', path[name] ?? { type: 'string' })),
    ...query.map(([name, schema]) => describeParameter(name, 'query', schema)),
    ...headersOf(route),
  ];
}
