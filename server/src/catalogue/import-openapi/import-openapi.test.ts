import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../domain/problem.ts';
import { type ImportOptions, importOpenApi } from './import-openapi.ts';

const json = { responses: { 200: { description: 'ok', content: { 'application/json': {} } } } };

function documentWith(more: object): string {
  const info = { title: 'Acme API', version: '1', description: 'Things of Acme. And more.' };
  const common = { openapi: '3.1.0', info, externalDocs: { url: 'https://acme.example/docs' } };
  return JSON.stringify({ ...common, servers: [{ url: 'https://api.acme.example/v1' }], ...more });
}

function schemes(securitySchemes: object, ...security: readonly object[]): object {
  return { components: { securitySchemes }, ...(security.length > 0 && { security }) };
}

function imported(more: object, options?: ImportOptions) {
  const { draft, report } = importOpenApi(documentWith(more), options);
  return {
    draft,
    report,
    types: draft.types as Record<string, Record<string, unknown>>,
    left: leftOf(report.unmapped),
  };
}

function leftOf(unmapped: readonly { path: string; reason: string }[]): Record<string, string> {
  return Object.fromEntries(unmapped.map(({ path, reason }) => [path, reason]));
}

const key = { type: 'apiKey', in: 'header', name: 'X-Key' };

test('each kind of scheme becomes the type that sends it so', () => {
  const of = (scheme: object) => imported(schemes({ it: scheme }, { it: [] })).types;
  assert.deepEqual(of(key).ApiKey!.values, { in: 'header', name: 'X-Key', prefix: '' });
  assert.deepEqual(of({ ...key, in: 'query', name: 'k' }).ApiKey!.values, { in: 'query', name: 'k', prefix: '' });
  assert.deepEqual(of({ ...key, in: 'cookie', name: 'c' }).ApiKey!.values, { in: 'cookie', name: 'c', prefix: '' });
  const bearer = { in: 'header', name: 'Authorization', prefix: 'Bearer ' };
  assert.deepEqual(of({ type: 'http', scheme: 'Bearer' }).ApiKey!.values, bearer);
  assert.deepEqual(Object.keys(of({ type: 'http', scheme: 'basic' })), ['BasicAuth']);
  assert.deepEqual(Object.keys(of({ type: 'mutualTLS' })), ['Certificate']);
});

test('a key in Authorization asks for the prefix, which no document tells', () => {
  const { types } = imported(schemes({ it: { ...key, name: 'Authorization' } }));
  const fields = types.ApiKey!.fields as { name: string }[];
  assert.deepEqual(
    fields.map(({ name }) => name),
    ['prefix', 'apiKey'],
  );
  assert.deepEqual(types.ApiKey!.values, { in: 'header', name: 'Authorization' });
});

test('flows of OAuth become data of connections, those that Keyward has not are reported', () => {
  const tokenUrl = 'https://id.acme.example/token';
  const flows = {
    authorizationCode: {
      authorizationUrl: 'https://id.acme.example/authorize',
      tokenUrl,
      refreshUrl: tokenUrl,
      scopes: { 'read:me': 'Reads.', 'bad scope': 'x' },
    },
    clientCredentials: { tokenUrl, scopes: { all: 'All.' } },
    implicit: {},
  };
  const { types, left } = imported(schemes({ it: { type: 'oauth2', flows } }));
  assert.deepEqual(types.OAuth2!.oauth, {
    authorizationUrl: 'https://id.acme.example/authorize',
    tokenUrl,
    grants: ['authorization_code', 'refresh_token', 'client_credentials'],
    scopes: { all: 'All.', 'read:me': 'Reads.' },
    clientAuthentication: 'basic',
  });
  assert.match(left['/components/securitySchemes/it/flows/implicit']!, /does not use/);
  assert.match(left['/components/securitySchemes/it/flows/authorizationCode/scopes']!, /no scope/);
});

test('what cannot be sent is reported with its place and reason, and makes no method', () => {
  const given = {
    digest: { type: 'http', scheme: 'digest' },
    oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://id.acme.example/.well-known/openid-configuration' },
    empty: { type: 'oauth2', flows: {} },
    odd: { type: 'telepathy' },
    host: { ...key, name: 'Host' },
    far: { $ref: 'other.yaml#/x' },
    circle: { $ref: '#/components/securitySchemes/circle' },
    template: { ...key, name: 'X-${apiKey}' },
  };
  const { types, left } = imported(schemes(given, ...Object.keys(given).map((id) => ({ [id]: [] }))));
  assert.deepEqual(types, {});
  for (const [path, reason] of [
    ['digest/scheme', /no way/],
    ['oidc', /by hand/],
    ['empty', /no flow/],
    ['odd/type', /no type/],
    ['host/name', /may carry/],
    ['far', /out of the document/],
    ['circle', /circle/],
    ['template/name', /placeholder/],
  ] as const) {
    assert.match(left[`/components/securitySchemes/${path}`] ?? '', reason, path);
  }
});

test('schemes that are needed together are one credential with several secrets', () => {
  const both = { a: key, b: { ...key, in: 'query', name: 'account' }, user: { type: 'http', scheme: 'basic' } };
  const { types } = imported(schemes(both, { a: [], b: [] }, { user: [], a: [] }));
  assert.deepEqual(types.ApiKey!.injection, [
    { into: 'header', name: 'X-Key', value: '${apiKey}' },
    { into: 'query', name: 'account', value: '${b}' },
  ]);
  assert.deepEqual(types.BasicAuth!.injection, [
    { into: 'basic', value: '${username}:${password}' },
    { into: 'header', name: 'X-Key', value: '${a}' },
  ]);
  const same = imported(schemes({ a: key, b: { ...key, name: 'x-key' } }, { a: [], b: [] }));
  assert.match(same.left['/security/0']!, /one place/);
});

test('of several ways of one type the first counts, and the others are reported', () => {
  const two = { a: key, b: { ...key, in: 'query', name: 'k' } };
  const { types, left } = imported(schemes(two, { b: [] }, { a: [] }, {}));
  assert.deepEqual(types.ApiKey!.values, { in: 'query', name: 'k', prefix: '' });
  assert.match(left['/security/1']!, /another way/);
});

test('variables of a server are fields only where they move no host', () => {
  const variables = {
    shop: { default: 'demo' },
    region: { default: 'eu', enum: ['eu', 'us', 'bad.one'] },
    host: { default: 'api.acme.example' },
    deep: { default: 'a/b' },
    version: { default: 'v2' },
  };
  const of = (url: string) => imported({ ...schemes({ a: key }), servers: [{ url, variables }] });
  const label = of('https://{shop}.acme.example/{version}');
  assert.equal(label.types.ApiKey!.baseUrl, 'https://${shop}.acme.example/${version}');
  assert.equal(of('https://{host}/api').types.ApiKey!.baseUrl, 'https://api.acme.example/api');
  assert.match(of('https://{host}/api').left['/servers/0/variables/host']!, /move the host/);
  assert.equal(of('https://{shop}.com/').types.ApiKey!.baseUrl, 'https://demo.com');
  assert.equal(of('https://{shop}.github.io/').types.ApiKey!.baseUrl, 'https://demo.github.io');
  assert.equal(of('https://api.acme.example/{deep}').types.ApiKey!.baseUrl, 'https://api.acme.example/a/b');
  assert.equal(of('https://x{shop}.acme.example').types.ApiKey!.baseUrl, 'https://xdemo.acme.example');
  const listed = of('https://{region}.acme.example').types.ApiKey!.fields as { enum?: string[] }[];
  assert.deepEqual(listed[0]!.enum, ['eu', 'us']);
  for (const value of ['@evil.example', 'evil.example/', 'a.b']) {
    variables.host.default = value;
    const baseUrl = String(of('https://api.{host}.acme.example').types.ApiKey!.baseUrl ?? 'https://x.acme.example');
    assert.match(baseUrl, /^https:\/\/[a-z.]+\.acme\.example$/, value);
  }
});

test('several servers are a choice, the first being the default; local, relative and plain ones are left out', () => {
  const servers = [
    { url: 'https://api.acme.example', description: 'Production' },
    {
      url: 'https://{env}.acme.test',
      variables: { env: { default: 'one', enum: ['one', 'two'] } },
      description: 'Test',
    },
    { url: 'http://api.acme.example' },
    { url: '/v1' },
    { url: 'http://localhost:3000' },
    { url: 'https://${x}.acme.example' },
  ];
  const { types, left } = imported({ ...schemes({ a: key }), servers });
  assert.deepEqual(types.ApiKey!.baseUrl, [
    { when: { field: 'server', in: ['test'] }, url: 'https://${env}.acme.test' },
    { url: 'https://api.acme.example' },
  ]);
  assert.match(left['/servers/2/url']!, /plain HTTP/);
  assert.match(left['/servers/3/url']!, /relative/);
  assert.match(left['/servers/4']!, /machine itself/);
  assert.match(left['/servers/5/url']!, /placeholder/);
});

test('without a usable server each credential brings its base URL, unless the import is given one', () => {
  const none = { ...schemes({ a: key }), servers: [] };
  assert.equal(imported(none).types.ApiKey!.ownBaseUrl, true);
  const given = imported(none, { baseUrl: 'https://api.acme.example/v1/' });
  assert.equal(given.types.ApiKey!.baseUrl, 'https://api.acme.example/v1');
});

test('a GET that asks for nothing but the secret is offered to verify by, and taken only when it is named', () => {
  const paths = {
    '/things': { get: json },
    '/users/me': { get: { ...json, parameters: [{ name: 'page', in: 'query' }] } },
    '/open': { get: { ...json, security: [] } },
    '/maybe': { get: { ...json, security: [{}, { a: [] }] } },
    '/asks': { get: json, parameters: [{ $ref: '#/components/parameters/must' }] },
    '/old': { get: { ...json, deprecated: true } },
    '/text': { get: { responses: { 200: { content: { 'text/plain': {} } } } } },
    '/x/../me': { get: json },
    '/${apiKey}': { get: json },
    '/a/{id}': { get: json },
    '/made': { post: json },
  };
  const parameters = { must: { name: 'q', in: 'query', required: true } };
  const more = { components: { securitySchemes: { a: key }, parameters }, security: [{ a: [] }], paths };
  const { report, types } = imported(more);
  assert.deepEqual(
    report.candidates.map(({ request }) => request),
    ['/users/me', '/things'],
  );
  assert.equal(types.ApiKey!.verification, undefined);
  const chosen = imported(more, { verification: '/users/me' });
  assert.deepEqual(chosen.types.ApiKey!.verification, { request: { method: 'GET', path: '/users/me' } });
  assert.equal(imported(more, { verification: '/open' }).types.ApiKey!.verification, undefined);
});

test('texts are cut to one line and begin no placeholder', () => {
  const info = { title: 'A\u202ecme\n ${apiKey}\u001b[31m', version: '1', description: `${'x'.repeat(5_000)}. y` };
  const { draft } = imported({ ...schemes({ a: key }), info });
  assert.equal(draft.title, 'Acme $ {apiKey} [31m');
  assert.equal(draft.description!.length, 240);
  assert.equal(draft.name, 'org/acme-apikey-31m');
});

test('a document that is hostile or none is refused with its place, and without its text', () => {
  const secret = 'canary-5f1c';
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
  for (let n = 1; n < 9; n += 1) {
    const [name, before] = [String.fromCharCode(97 + n), String.fromCharCode(96 + n)];
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`);
  }
  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['no object', '[]', /not an OpenAPI/],
    ['empty', '', /not an OpenAPI/],
    ['of OpenAPI 2', '{"swagger":"2.0"}', /OpenAPI 2/],
    ['of another version', '{"openapi":"4.0.0"}', /3\.0/],
    ['broken', `openapi: 3.0.0\n  ${secret}: [`, /line \d/],
    ['with duplicates', `openapi: 3.0.0\ninfo: 1\ninfo: ${secret}`, /line \d/],
    ['with members of every object', '{"openapi":"3.0.0","x":{"__proto__":{"a":1}}}', /every object/],
    ['deep', `{"openapi":"3.0.0","x":${'['.repeat(300)}${']'.repeat(300)}}`, /nested/],
    ['deep YAML', `${'['.repeat(3_000)}`, /neither|line/],
    ['a bomb', `openapi: 3.0.0\n${bomb.join('\n')}`, /aliases|values/],
    ['large', ' '.repeat(4 * 1024 * 1024 + 1), /4 MiB/],
  ];
  for (const [what, text, reason] of refused) {
    const isRefusal = (error: unknown) => {
      assert.ok(error instanceof Problem && error.code === 'provider/document-invalid', what);
      assert.match(error.errors![0]!.message, reason, what);
      assert.ok(!JSON.stringify(error.toBody()).includes(secret), what);
      return true;
    };
    assert.throws(() => importOpenApi(text), isRefusal, what);
  }
});

test('the report is bounded, whatever the document has', () => {
  const securitySchemes = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`s${n}`, { type: 'odd' }]));
  const paths = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`/p${n}`, { servers: [], get: json }]));
  const { report } = imported({ ...schemes(securitySchemes), paths });
  assert.ok(report.unmapped.length <= 201 && report.mapped.length <= 200);
  assert.match(report.unmapped.at(-1)!.reason, /more entries/);
});
