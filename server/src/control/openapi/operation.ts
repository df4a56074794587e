/** One route as an operation of the document. */
import type { TSchema } from 'typebox';
import { leastRole } from '../permission.ts';
import type { Route } from '../route.ts';
import type { Content, Operation, Response } from './openapi-types.ts';
import { operationName, templateOf } from './operation-id.ts';
import { parametersOf } from './parameters.ts';
import { problemResponses } from './problem-responses.ts';
import type { SchemaComponents } from './schema-components.ts';

const DONE: Readonly<Record<string, string>> = { 200: 'Done.', 201: 'Created.', 204: 'Done; the answer has no body.' };

function jsonContent(schema: TSchema, components: SchemaComponents): Content {
  return { 'application/json': { schema: components.describe(schema) } };
}

/** Where text is taken, it may be YAML of the same shape. */
function bodyContent({ takesText }: Route, schema: TSchema, components: SchemaComponents): Content {
  const content = jsonContent(schema, components);
  return takesText ? { ...content, 'application/yaml': { schema: { type: 'string' } } } : content;
}

/** A record with a version of its own answers it as the ETag too. */
function isVersioned(schema: TSchema): boolean {
  return 'version' in ((schema as { properties?: object }).properties ?? {});
}

function successOf(status: string, schema: TSchema, components: SchemaComponents): Response {
  return {
    description: DONE[status] ?? 'Done.',
    headers: {
      'Keyward-Request-Id': { $ref: '#/components/headers/Keyward-Request-Id' },
      ...(isVersioned(schema) && { ETag: { $ref: '#/components/headers/ETag' } }),
    },
    ...(status !== '204' && { content: jsonContent(schema, components) }),
  };
}

function needOf({ permission }: Route): string {
  const role = leastRole[permission];
  return role === undefined
    ? 'Any valid token may call it.'
    : `Needs a token with the role \`${role}\` or a higher one.`;
}

/** The operation of a route; named schemas are added to the components. */
export function operationOf(route: Route, components: SchemaComponents): Operation {
  const { request, response, problems, summary } = route;
  const { group, verb } = operationName(route);
  const successes = Object.entries(response).map(([status, schema]) => [status, successOf(status, schema, components)]);
  return {
    operationId: `${group}.${verb}`,
    tags: [group],
    summary,
    description: needOf(route),
    parameters: parametersOf(route, templateOf(route.path), components),
    ...(request.body && { requestBody: { required: true, content: bodyContent(route, request.body, components) } }),
    responses: { ...Object.fromEntries(successes), ...problemResponses(problems) },
  };
}
