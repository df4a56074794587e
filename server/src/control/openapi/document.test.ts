/** The document says what the routes do, and is sound by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { problems } from '../../domain/problem.ts';
import { entrances, probes, routes } from '../routes/index.ts';
import { startControl } from '../testing/control-fixture.ts';
import { buildDocument } from './document.ts';
import type { Operation, PathItem, Response } from './openapi-types.ts';

const document = buildDocument(routes, probes, entrances);
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as PathItem).map(([method, operation]) => ({ method, path, operation: operation as Operation })),
);

/** Every `$ref` of the document. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value ? [String(value.$ref)] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

function codesOf(operation: Operation): string[] {
  const { responses } = document.components;
  return Object.values(operation.responses).flatMap((response) => {
    const found = '$ref' in response ? responses[response.$ref.split('/').at(-1)!]! : (response as Response);
    const schema = found.content?.['application/problem+json']?.schema;
    return (schema?.allOf?.[1]?.properties?.code?.enum ?? []) as string[];
  });
}

test('the linter finds nothing', async () => {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      // A tag is a noun of the API and its operations say what they do; the server is wherever the document came from.
      'tag-description': 'off',
      'no-server-example.com': 'off',
      'operation-4xx-response': 'off',
    },
  });
  const findings = await lintFromString({ source: JSON.stringify(document), config });
  assert.deepEqual(
    findings.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`),
    [],
  );
});

test('every route and probe stands in it, under its method and path', () => {
  assert.equal(operations.length, routes.length + probes.length + entrances.length);
  const names = operations.map(({ method, path }) => `${method} ${path}`);
  assert.ok(names.includes('post /v1/organisations/{organisation}/credentials:policy'), 'a colon is written as one');
  for (const { method, path } of [...routes, ...entrances]) {
    const template = path
      .replaceAll('::', '\n')
      .replace(/:(\w+)/g, '{$1}')
      .replaceAll('\n', ':');
    assert.ok(names.includes(`${method.toLowerCase()} ${template}`), `${method} ${path}`);
  }
});

test('each operation has a name of its own, of two parts, and one sentence', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  assert.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
  );
  for (const id of ids) assert.match(id, /^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
  for (const { operation } of operations) assert.match(operation.summary, /^[A-Z].*\.$/, operation.operationId);
});

test('every code that a route declares stands at its status, and no other', () => {
  for (const { operation, path } of operations) {
    for (const [status, response] of Object.entries(operation.responses)) {
      const codes = codesOf({ ...operation, responses: { [status]: response } });
      for (const code of codes) assert.equal(String(problems[code as keyof typeof problems].status), status);
    }
    const route = [...routes, ...entrances].find(({ summary }) => summary === operation.summary);
    if (!path.startsWith('/v1/')) continue;
    for (const code of route!.problems)
      assert.ok(codesOf(operation).includes(code), `${operation.operationId} ${code}`);
  }
});

test('every reference leads somewhere, and every component is used', () => {
  const used = new Set(referencesIn(document));
  const { securitySchemes: _, ...components } = document.components;
  const there = Object.entries(components).flatMap(([kind, named]) =>
    Object.keys(named).map((name) => `#/components/${kind}/${name}`),
  );
  for (const reference of used) assert.ok(there.includes(reference), `${reference} leads nowhere`);
  assert.deepEqual(
    there.filter((name) => !used.has(name)),
    [],
  );
});

test('every object that is sent is closed, as the server refuses unknown members', () => {
  for (const { operation } of operations) {
    const schema = operation.requestBody?.content['application/json']?.schema;
    // Documents have a reader of their own.
    const isDocument = operation.requestBody?.content['application/yaml'] !== undefined;
    if (!schema || isDocument) continue;
    const name = schema.$ref?.split('/').at(-1);
    const body = name === undefined ? schema : document.components.schemas[name]!;
    assert.equal(body.additionalProperties, false, operation.operationId);
  }
});

test('records with a version answer it as the ETag, as the document says', async (t) => {
  const fixture = await startControl();
  t.after(() => fixture.close());
  const fields = { in: 'header', name: 'X-Key' };
  const body = { key: 'a', type: 'ApiKey', baseUrl: 'https://a.example', fields };
  await fixture.request({ method: 'POST', path: 'credentials', body });
  for (const { path, operation, method } of operations) {
    const isElsewhere = path.includes('/platform/') || path.includes('/connections/');
    if (method !== 'get' || /\{(?!organisation|credential\})/.test(path) || isElsewhere) continue;
    const url = path.replace('{organisation}', 'default').replace('{credential}', 'a');
    // Of people alone.
    if (url === '/v1/auth/sessions' || url === '/v1/auth/identities') continue;
    const answer = await fixture.request({ path: url });
    assert.equal(answer.status, 200, url);
    const { headers = {} } = operation.responses[200] as Response;
    assert.equal('ETag' in headers, answer.headers.etag !== undefined, `${operation.operationId} and its ETag`);
    assert.match(String(answer.headers['keyward-request-id']), /^req_/);
  }
});
