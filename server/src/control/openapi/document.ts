/**
 * The OpenAPI 3.1 document of the control API, made from the routes themselves: what they validate, answer and refuse is
 * what it says. Pure; docs/openapi.json is its text.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
import { readFileSync } from 'node:fs';
import type { ProblemCode } from '../../domain/problem.ts';
import { type Entrance, entranceProblems } from '../entrance.ts';
import type { OpenRoute } from '../open-route.ts';
import { commonProblems, type Route } from '../route.ts';
import { violation } from '../schemas.ts';
import { usage } from '../usages/usage-view.ts';
import type { Components, Method, OpenApiDocument, Operation, PathItem } from './openapi-types.ts';
import { operationOf } from './operation.ts';
import { templateOf } from './operation-id.ts';
import { headerParameters } from './parameters.ts';
import { commonResponses, problemCodeSchema, problemResponses, problemSchema } from './problem-responses.ts';
import { SchemaComponents } from './schema-components.ts';

const DESCRIPTION = `Stores credentials and can only seal them; the broker, another listener, uses them.

Errors are \`application/problem+json\` with a stable \`code\`. Where an id stands a key (for an organisation its slug) may
stand. Something foreign, unknown or not granted gives the same 404. No answer contains a secret, but for those that
issue an access token, a one-time link, a second factor or its backup codes, each once.`;

const components: Omit<Components, 'schemas'> = {
  securitySchemes: {
    token: { type: 'http', scheme: 'bearer', description: 'An access token, `kw_…`.' },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'keyward',
      description: 'The session of a person; `__Host-keyward` over HTTPS. Writes take the exact `Origin`.',
    },
  },
  headers: {
    'Keyward-Request-Id': { description: 'Id of the request, also in the log.', schema: { type: 'string' } },
    ETag: { description: 'Version of the record, for `If-Match`.', schema: { type: 'string' } },
    'WWW-Authenticate': { description: 'The scheme to authenticate with: `Bearer`.', schema: { type: 'string' } },
  },
  parameters: headerParameters,
  responses: commonResponses(),
};

/** The version of the package that this file lies in. */
function readVersion(): string {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function probeOperation({ path, summary, problems }: OpenRoute): Operation {
  const schema = { type: 'object', required: ['status'], properties: { status: { const: 'ok' } } };
  const headers = { 'Keyward-Request-Id': { $ref: '#/components/headers/Keyward-Request-Id' } };
  return {
    operationId: `probes.${path.slice(1)}`,
    tags: ['probes'],
    summary,
    security: [],
    responses: {
      200: { description: 'Yes.', headers, content: { 'application/json': { schema } } },
      ...problemResponses(problems, []),
    },
  };
}

function entranceOperation(entrance: Entrance, schemas: SchemaComponents): Operation {
  const { problems } = entrance;
  const route = { ...entrance, permission: 'identify', audit: 'session.end', takesText: false } as const;
  const { responses, ...operation } = operationOf(route, schemas);
  const codes = [...problems, ...entranceProblems];
  return {
    ...operation,
    description: 'Needs no token, but the exact `Origin` of the control API.',
    security: [],
    responses: { 200: responses['200']!, ...problemResponses(codes, []) },
  };
}

type Entry = readonly [path: string, method: Method, operation: Operation];

function pathsOf(entries: readonly Entry[]): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {};
  for (const [path, method, operation] of entries) paths[path] = { ...paths[path], [method]: operation };
  return paths;
}

/**
 * The document of these routes.
 *
 * @throws Error where two different schemas have the same title
 */
export function buildDocument(
  routes: readonly Route[],
  probes: readonly OpenRoute[],
  entrances: readonly Entrance[],
): OpenApiDocument {
  const schemas = new SchemaComponents();
  const codes: ProblemCode[] = [
    ...commonProblems,
    ...[...routes, ...probes, ...entrances].flatMap(({ problems }) => problems),
  ];
  schemas.add('ProblemCode', problemCodeSchema(codes));
  schemas.add('Problem', problemSchema);
  schemas.describe(violation);
  schemas.describe(usage);
  const entries: Entry[] = [
    ...routes.map((route): Entry => {
      return [templateOf(route.path), route.method.toLowerCase() as Method, operationOf(route, schemas)];
    }),
    ...entrances.map((entrance): Entry => [entrance.path, 'post', entranceOperation(entrance, schemas)]),
    ...probes.map((probe): Entry => [probe.path, 'get', probeOperation(probe)]),
  ];
  const tags = new Set(entries.flatMap(([, , operation]) => operation.tags));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Keyward control API',
      version: readVersion(),
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The control listener, by default http://127.0.0.1:7420' }],
    security: [{ token: [] }, { session: [] }],
    tags: [...tags].map((name) => ({ name })),
    paths: pathsOf(entries),
    components: { ...components, schemas: schemas.toJson() },
  };
}
