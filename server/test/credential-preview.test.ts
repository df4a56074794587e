/** The preview of a request: all that can be told of it without a secret, nothing of a secret, and just what is sent. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary().replaceAll('/', 'x');
let keyward: Keyward;
let upstream: Upstream;

before(async () => {
  upstream = await startUpstream((_received, response) => response.end('{}'));
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

async function preview(key: string, body: object) {
  const stored = await keyward.api('PUT', `credentials/${key}`, { body });
  assert.equal(stored.status, 201, stored.text);
  const answer = await keyward.api('POST', `credentials/${key}/preview`, { body: {} });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

test('an API key stands in its header behind its prefix, as dots', async () => {
  const fields = { in: 'header', name: 'X-Api-Key', prefix: 'Token ', apiKey: canary };
  assert.deepEqual(await preview('api-key', { type: 'ApiKey', baseUrl: 'https://api.example.com/v1/', fields }), {
    usable: true,
    target: { origin: 'https://api.example.com', path: '/v1' },
    origins: ['https://api.example.com'],
    injected: [{ placement: 'header:x-api-key', name: 'x-api-key', value: 'Token ••••' }],
    missing: [],
    scrub: 'on',
    unsearched: [],
    request: {
      method: 'GET',
      url: 'https://api.example.com/v1',
      headers: [
        { name: 'host', value: 'api.example.com' },
        { name: 'accept-encoding', value: 'identity' },
        { name: 'x-api-key', value: 'Token ••••' },
      ],
    },
  });
});

test('Basic shows the user and not the password, and a missing secret is named', async () => {
  const fields = { username: 'ann', password: canary };
  const { injected } = await preview('basic', { type: 'BasicAuth', baseUrl: 'https://api.example.com', fields });
  assert.deepEqual(injected, [{ placement: 'basic', name: 'authorization', value: 'ann:••••' }]);
  const bare = await preview('bare', { type: 'BasicAuth', fields: { username: 'ann' } });
  assert.deepEqual(
    [bare.usable, bare.reason, bare.missing, bare.target, bare.request, bare.refusal.code],
    [false, 'credential/incomplete', ['password'], undefined, undefined, 'credential/incomplete'],
  );
});

test('path, host and body are shown where they stand, and no filter shows more of a secret', async () => {
  const injection = [
    { into: 'host', value: '${sub}' },
    { into: 'path', value: 'bot${value}' },
    { into: 'path', value: 'a ${sub}' },
    { into: 'body', name: '/auth/token', value: '${value|base64}' },
    { into: 'query', name: 'who', value: '${sub|urlencode}' },
  ];
  const body = {
    type: 'Default',
    baseUrl: 'https://example.com/api',
    allowedOrigins: ['https://*.example.com'],
    fields: { sub: 'acme', value: canary },
    redactFields: ['value'],
    injection,
  };
  const shown = await preview('all', body);
  assert.deepEqual(shown.target, { origin: 'https://acme.example.com', path: '/api/bot••••/a%20acme' });
  assert.deepEqual(shown.origins, ['https://*.example.com']);
  assert.deepEqual(
    shown.injected.map(({ placement, value }: { placement: string; value: string }) => [placement, value]),
    [
      ['host', 'acme'],
      ['path', 'bot••••'],
      ['path', 'a acme'],
      ['body:/auth/token', '••••'],
      ['query:who', 'acme'],
    ],
  );
});

/** What is sent in the place of a credential, each with a request that it is used in. */
const sent = {
  header: {
    body: { type: 'ApiKey', fields: { in: 'header', name: 'Authorization', prefix: 'Bearer ', apiKey: canary } },
    request: {
      path: '/a?b=c%20d',
      headers: [
        { name: 'Authorization', value: 'mine' },
        { name: 'X-Own', value: 'kept' },
      ],
    },
  },
  query: {
    body: { type: 'ApiKey', fields: { in: 'query', name: 'api key', apiKey: canary } },
    request: { path: '/a?api+key=mine&b=2', headers: [{ name: 'Cookie', value: 'mine=1' }] },
  },
  basic: { body: { type: 'BasicAuth', fields: { username: 'ann', password: canary } }, request: { path: '' } },
  body: {
    body: {
      type: 'Secret',
      fields: { value: canary },
      injection: [{ into: 'body', name: '/auth/token', value: '${value}' }],
    },
    request: {
      method: 'POST',
      path: '/a',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      body: '{"auth": {"token": "mine", "n": 1.0}}',
    },
  },
  form: {
    body: {
      type: 'Secret',
      fields: { value: canary },
      injection: [{ into: 'body', name: 'token', value: '${value}' }],
    },
    request: {
      method: 'POST',
      path: '/a',
      headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
      body: 'a=1&token=mine',
    },
  },
  path: {
    body: { type: 'Secret', fields: { value: canary }, injection: [{ into: 'path', value: 'bot${value}' }] },
    request: {
      method: 'DELETE',
      path: '/getMe',
      headers: [
        { name: 'Connection', value: 'x-own' },
        { name: 'X-Own', value: '1' },
      ],
    },
  },
};

/** What undici and the connection add, and what the body decides. */
const OF_THE_CONNECTION = new Set(['connection', 'content-length', 'keyward-token', 'user-agent', 'accept', 'host']);

function linesOf(rawHeaders: readonly string[]): string[] {
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1]!]] : [],
  );
  return pairs.filter(([name]) => !OF_THE_CONNECTION.has(name!)).map(([name, value]) => `${name}: ${value}`);
}

/** As it stands in a header, a query, a body of JSON and a path. */
const forms = [canary, encodeURIComponent(canary), JSON.stringify(canary).slice(1, -1), encodeURI(canary)];

function mask(text: string): string {
  const basic = `Basic ${Buffer.from(`ann:${canary}`).toString('base64')}`;
  return forms.reduce((shown, form) => shown.replaceAll(form, '••••'), text.replace(basic, 'Basic base64(ann:••••)'));
}

for (const [key, { body, request }] of Object.entries(sent)) {
  test(`what is previewed is what is sent: ${key}`, async () => {
    const stored = await keyward.api('PUT', `credentials/sent-${key}`, {
      body: { ...body, baseUrl: `${upstream.url}/base` },
    });
    assert.equal(stored.status, 201, stored.text);
    const { json } = await keyward.api('POST', `credentials/sent-${key}/preview`, { body: request });
    const asked = request as {
      method?: string;
      path: string;
      headers?: { name: string; value: string }[];
      body?: string;
    };
    const { method = 'GET', headers = [] } = asked;
    const token = await keyward.tokenFor(`sent-${key}`);
    const answer = await keyward.raw(keyward.brokerUrl, `/proxy/sent-${key}${asked.path}`, {
      method,
      headers: { ...Object.fromEntries(headers.map(({ name, value }) => [name, value])), 'Keyward-Token': token },
      ...(asked.body !== undefined && { body: asked.body }),
    });
    assert.equal(answer.status, 200, answer.text);
    const got = upstream.received.at(-1)!;
    assert.equal(json.request.method, got.method);
    assert.equal(json.request.url, `${upstream.url}${mask(got.url)}`);
    assert.equal(json.request.body ?? '', mask(got.body.toString()));
    const previewed = json.request.headers.flatMap(({ name, value }: { name: string; value: string }) => [name, value]);
    assert.deepEqual(linesOf(previewed), linesOf(got.rawHeaders).map(mask));
  });
}

test('a request that would be refused shows why', async () => {
  const fields = { apiKey: canary, name: 'X-Api-Key' };
  await keyward.api('PUT', 'credentials/free', {
    body: { type: 'ApiKey', allowedOrigins: ['https://a.example'], fields },
  });
  const refusals = [
    [{ path: '/a' }, 'target/missing'],
    [{ path: '/a', target: 'https://b.example' }, 'policy/origin-refused'],
    [{ path: '/a/../b', target: 'https://a.example' }, 'target/invalid'],
    [{ path: '@evil', target: 'https://a.example' }, 'target/invalid'],
  ] as const;
  for (const [body, code] of refusals) {
    const { json } = await keyward.api('POST', 'credentials/free/preview', { body });
    assert.deepEqual([json.request, json.refusal?.code], [undefined, code]);
  }
});

test('a secret that is too short to be found in answers is named', async () => {
  const shown = await preview('short', {
    type: 'BasicAuth',
    baseUrl: upstream.url,
    fields: { username: 'u', password: 'seven77' },
  });
  assert.deepEqual(shown.unsearched, ['password']);
});

test('what is not there has no preview', async () => {
  assert.equal((await keyward.api('POST', 'credentials/none/preview', { body: {} })).json.code, 'credential/not-found');
});

test('the command shows the same', async () => {
  const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_TOKEN: await keyward.ownerToken() };
  const args = ['credential', 'preview', 'basic', '/v1/me', '--method', 'PUT', '--header', 'X-Own=1'];
  const { code, stdout, stderr } = await runCli(args, { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /basic +authorization +ann:••••/);
  assert.match(stdout, /^PUT https:\/\/api\.example\.com\/v1\/me\nhost: api\.example\.com\nX-Own: 1\n/m);
  assert.match(stdout, /^authorization: Basic base64\(ann:••••\)$/m);
});
