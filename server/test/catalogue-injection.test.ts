/**
 * Catalogue 5, 9 to 12, 45 and 47: values that try to leave the place they were sealed for, and callers that try to
 * stand in it. A whole Keyward in front of an upstream that says what it got.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { edit } from './kit/database.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { exchangeRaw } from './kit/raw.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

/** Without the slash that no path carries. */
const canary = newCanary().replace('/', '');
let keyward: Keyward;
let upstream: Upstream;
let token: string;

before(async () => {
  upstream = await startUpstream(({ method, url, headers, body }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ method, url, headers, body: body.toString() }));
  });
  const preload = new URL('./kit/names-on-loopback.ts', import.meta.url).href;
  keyward = await Keyward.start({ env: { NODE_OPTIONS: `--import ${preload}` } });
  token = await keyward.tokenFor('*');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

type Step = Record<string, string>;

function put(key: string, injection: readonly Step[], more: object = {}): Promise<Answer> {
  const body = { type: 'Secret', baseUrl: upstream.url, fields: { value: canary }, injection, ...more };
  return keyward.api('PUT', `credentials/${key}`, { body });
}

async function stored(key: string, injection: readonly Step[], more: object = {}): Promise<void> {
  const answer = await put(key, injection, more);
  assert.equal(answer.status, 201, answer.text);
}

const last = () => upstream.received.at(-1)!;
const hosted = () => `http://example.test:${new URL(upstream.url).port}`;
/** A credential of which all fields but `value` can be read. */
const withLabel = (label: string, more: object = {}) => ({
  type: 'Default',
  baseUrl: hosted(),
  fields: { label, value: canary },
  redactFields: ['value'],
  policy: { plainHttp: 'permitted' },
  ...more,
});
const hostRule: readonly Step[] = [
  { into: 'host', value: '${label}' },
  { into: 'header', name: 'x-api-key', value: '${value}' },
];

test("a path step puts its segments between the base path and the caller's path, which alone is judged", async () => {
  const rule = [
    { into: 'path', value: 'bot${value}' },
    { into: 'path', value: 'v1' },
  ];
  await stored('telegram', rule, { baseUrl: `${upstream.url}/api` });
  const grants = [{ credentials: ['telegram'], paths: ['/getMe'] }];
  const narrow = (await keyward.api('POST', 'access-tokens', { body: { name: 'narrow', grants } })).json.token;
  const answer = await keyward.call('/telegram/getMe?a=1', { token: narrow });
  assert.equal(answer.status, 200);
  const [, base, bot, version, method] = new URL(last().url, 'http://x').pathname.split('/');
  assert.deepEqual([base, decodeURIComponent(bot!), version, method], ['api', `bot${canary}`, 'v1', 'getMe']);
  assert.match(answer.json.url, /^\/api\/\*+\/v1\/getMe\?a=1$/, 'the echo is scrubbed');
  assert.equal(
    (await keyward.call('/telegram/other', { token: narrow })).headers.get('keyward-error'),
    'grant/refused',
  );
  assert.equal((await keyward.call('/telegram', { token })).status, 200);
});

test('catalogue 47: a secret that would leave its segment is refused when it is stored', async () => {
  const rule = [{ into: 'path', value: '${value}' }];
  for (const value of ['.', '..', '/../', 'a/b', '%2e%2e', '%252f', '..;', 'a\\b', 'a\nb']) {
    const answer = await put('leaving', rule, { fields: { value } });
    assert.deepEqual([answer.status, answer.json.code], [422, 'credential/unsendable-value'], JSON.stringify(value));
  }
  for (const value of ['@evil.example', 'x.evil.example', '?x', '#x']) {
    const answer = await put('staying', rule, { fields: { value } });
    assert.ok(answer.status < 300, answer.text);
    assert.equal((await keyward.call('/staying/x', { token })).status, 200);
    assert.equal(last().url, `/${encodeURIComponent(value).replaceAll('%40', '@')}/x`);
  }
});

test('a host step puts its labels before the host, to an origin that the policy names or has a suffix for', async () => {
  const port = new URL(upstream.url).port;
  const suffix = { allowedOrigins: [`http://*.example.test:${port}`] };
  await stored('hosted', hostRule, withLabel('acme', suffix));
  assert.equal((await keyward.call('/hosted/x', { token })).status, 200);
  assert.deepEqual([last().headers.host, last().headers['x-api-key']], [`acme.example.test:${port}`, canary]);
  const exact = { allowedOrigins: [`http://b.a.example.test:${port}`] };
  await stored('exact', hostRule, withLabel('b.a', exact));
  assert.equal((await keyward.call('/exact/x', { token })).status, 200);
  assert.equal(last().headers.host, `b.a.example.test:${port}`);
  const { policy } = (await keyward.api('GET', 'credentials/exact')).json;
  assert.deepEqual(policy.roles.api.origins, exact.allowedOrigins, 'the base URL itself gets no secret');
});

test('a host step whose origin no policy permits, or that reads a secret, is refused when it is stored', async () => {
  const port = new URL(upstream.url).port;
  const unnamed = [{}, { allowedOrigins: [`http://other.example.test:${port}`] }];
  for (const more of [...unnamed, { allowedOrigins: ['http://*.example.test'] }]) {
    assert.equal((await put('unnamed', hostRule, withLabel('acme', more))).json.code, 'credential/origin-invalid');
  }
  const two = withLabel('a.b', { allowedOrigins: [`http://*.example.test:${port}`] });
  assert.equal((await put('two', hostRule, two)).json.code, 'credential/origin-invalid');
  const secret = await put('secret', [{ into: 'host', value: '${value}' }], withLabel('acme'));
  assert.equal(secret.json.code, 'request/invalid');
  assert.equal(secret.json.errors[0].path, '/injection/0/value');
  const bare = await put('bare', hostRule, withLabel('acme', { baseUrl: undefined, allowedOrigins: [upstream.url] }));
  assert.equal(bare.json.code, 'credential/origin-invalid');
});

test('catalogue 47: a field value such as `@evil`, `x.evil/` or `/../` never becomes part of a host', async () => {
  const port = new URL(upstream.url).port;
  const before = upstream.received.length;
  for (const label of [
    '@evil',
    'x.evil/',
    'evil.example#',
    'evil?',
    'a:80@b',
    '/../',
    '..',
    '.',
    '',
    'A',
    '*',
    'a b',
  ]) {
    const answer = await put(
      'label',
      hostRule,
      withLabel(label, { allowedOrigins: [`http://*.example.test:${port}`] }),
    );
    assert.ok(answer.status === 422, `${JSON.stringify(label)} ${answer.text}`);
  }
  assert.equal(upstream.received.length, before);
});

test('catalogue 5 and 47: a base URL with user info, a hostile path or a star is refused', async () => {
  const { host } = new URL(upstream.url);
  const urls = [
    `http://${host}@evil.example`,
    `http://${host}/../x`,
    `http://${host}/a/%2e%2e`,
    `http://${host}\\@evil`,
  ];
  for (const baseUrl of [...urls, `http://*.example.test`, `http://${host}//evil`]) {
    const answer = await put('base', [{ into: 'path', value: '${value}' }], { baseUrl });
    assert.deepEqual([answer.status, answer.json.code], [422, 'credential/origin-invalid'], baseUrl);
  }
});

test('a suffix below which anybody registers names is refused', async () => {
  for (const host of ['com', 'co.uk', 'github.io', 'localhost', '127.0.0.1']) {
    const answer = await put('public', [], { allowedOrigins: [`https://*.${host}`] });
    assert.deepEqual(
      [answer.json.code, answer.json.errors[0].path],
      ['credential/origin-invalid', '/allowedOrigins/0'],
    );
  }
});

test('catalogue 5: a path below an injected segment cannot climb around it', async () => {
  await stored('climb', [{ into: 'path', value: '${value}' }]);
  const before = upstream.received.length;
  for (const path of ['/../x', '/%2e%2e/x', '/..;/x', '//x', '/a/%252e%252e/x', '/..%2fx']) {
    const answer = await keyward.raw(keyward.brokerUrl, `/proxy/climb${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.deepEqual([answer.status, answer.headers.get('keyward-error')], [400, 'target/invalid'], path);
  }
  assert.equal(upstream.received.length, before);
});

/** An API key in a header, Basic and a cookie of a name each; what the upstream got with them. */
async function storeSlots(): Promise<void> {
  const key = { type: 'ApiKey', baseUrl: upstream.url, fields: { in: 'header', name: 'X-Api-Key', apiKey: canary } };
  assert.equal((await keyward.api('PUT', 'credentials/slot-header', { body: key })).status, 201);
  const fields = { in: 'cookie', name: 'sid', apiKey: 'cookie-secret-value' };
  assert.equal((await keyward.api('PUT', 'credentials/slot-cookie', { body: { ...key, fields } })).status, 201);
  const basic = { type: 'BasicAuth', baseUrl: upstream.url, fields: { username: 'ann', password: canary } };
  assert.equal((await keyward.api('PUT', 'credentials/slot-basic', { body: basic })).status, 201);
}

/** Names and values of the request that the upstream got last, names in lower case. */
function receivedPairs(): [string, string][] {
  const { rawHeaders } = last();
  return rawHeaders.flatMap((name, i) =>
    i % 2 === 0 ? [[name.toLowerCase(), rawHeaders[i + 1]!] as [string, string]] : [],
  );
}

const valuesOf = (name: string) => receivedPairs().flatMap(([each, value]) => (each === name ? [value] : []));

function sendRaw(key: string, lines: readonly string[], body = ''): Promise<string> {
  const head = [`POST /proxy/${key}/x HTTP/1.1`, `Host: ${new URL(keyward.brokerUrl).host}`, ...lines];
  return exchangeRaw(keyward.brokerUrl, `${head.join('\r\n')}\r\n\r\n${body}`);
}

test('catalogue 9: a secret with CR, LF, NUL or beyond Latin-1 is refused when it is stored, wherever it stands', async () => {
  const places: [Step, string[]][] = [
    [{ into: 'header', name: 'x-key', value: '${value}' }, ['a\rb', 'a\nb', 'a\u0000', 'a€', ' a', 'a\n']],
    [{ into: 'cookie', name: 'sid', value: '${value}' }, ['a\rb', 'a;b', 'a\u0000', 'é', 'a b']],
    [{ into: 'basic', value: 'u:${value}' }, ['a\rb', 'a\nb', 'a\u0000']],
    [{ into: 'query', name: 'k', value: '${value}' }, ['a\u0000']],
    [{ into: 'path', value: 'p${value}' }, ['a\rb', 'a\nb', 'a\u0000']],
    [{ into: 'body', name: '/k', value: '${value}' }, ['a\u0000']],
  ];
  for (const [step, values] of places) {
    for (const value of values) {
      const { json } = await put('bad-value', [step], { fields: { value } });
      assert.equal(json.code, 'credential/unsendable-value', `${step.into} ${JSON.stringify(value)}`);
    }
  }
});

test('catalogue 10: whatever the caller sends in its place, the injected value stands once', async () => {
  await storeSlots();
  const names = [
    'X-API-KEY',
    'x-api-key',
    'X_Api_Key',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'Forwarded',
    'X-Real-IP',
  ];
  const lines = [...names.map((name) => `${name}: mine`), 'X-Api-Key: twice', 'Cookie: sid=mine', 'Content-Length: 0'];
  assert.match(await sendRaw('slot-header', [`Authorization: Bearer ${token}`, ...lines]), /^HTTP\/1\.1 200/);
  assert.deepEqual(valuesOf('x-api-key'), [canary]);
  assert.deepEqual(valuesOf('host'), [new URL(upstream.url).host]);
  for (const name of ['authorization', 'cookie', ...names.slice(2).map((name) => name.toLowerCase())]) {
    assert.deepEqual(valuesOf(name), [], name);
  }
  await sendRaw('slot-basic', [`Keyward-Token: ${token}`, 'Authorization: Basic bWluZTptaW5l', 'Content-Length: 0']);
  assert.deepEqual(valuesOf('authorization'), [`Basic ${Buffer.from(`ann:${canary}`).toString('base64')}`]);
  await sendRaw('slot-cookie', [`Authorization: Bearer ${token}`, 'Cookie: sid=mine; other=1', 'Content-Length: 0']);
  assert.deepEqual(valuesOf('cookie'), ['sid=cookie-secret-value']);
  assert.ok(!JSON.stringify(upstream.received.slice(-3)).includes('mine'));
});

test('catalogue 10: two Hosts, and two tokens that differ, are refused before anything is sent', async () => {
  const before = upstream.received.length;
  const lines = [`Authorization: Bearer ${token}`, 'Content-Length: 0'];
  assert.match(await sendRaw('slot-header', ['Host: evil.example', ...lines]), /^HTTP\/1\.1 400/);
  assert.match(await sendRaw('slot-header', [`Keyward-Token: kw_${'a'.repeat(43)}`, ...lines]), /^HTTP\/1\.1 40[01]/);
  assert.equal(upstream.received.length, before);
});

test('catalogue 11: a field that Connection names goes before injection and takes no injected value with it', async () => {
  const named = 'Connection: authorization, x-api-key, host, cookie, content-length, x-hop';
  const lines = [
    named,
    'X-Hop: 1',
    'TE: trailers',
    'Keep-Alive: timeout=5',
    'Proxy-Connection: close',
    'Content-Length: 2',
  ];
  assert.match(await sendRaw('slot-header', [`Keyward-Token: ${token}`, ...lines], 'hi'), /^HTTP\/1\.1 200/);
  assert.deepEqual(valuesOf('x-api-key'), [canary]);
  assert.deepEqual(valuesOf('host'), [new URL(upstream.url).host]);
  for (const name of ['x-hop', 'te', 'keep-alive', 'proxy-connection']) assert.deepEqual(valuesOf(name), [], name);
  assert.equal(last().body.toString(), 'hi', 'the body is framed by what is left');
  await sendRaw('slot-basic', [`Keyward-Token: ${token}`, named, 'Content-Length: 0']);
  assert.equal(valuesOf('authorization').length, 1);
});

test('catalogue 12: the injected header as a trailer is dropped', async () => {
  const lines = [`Authorization: Bearer ${token}`, 'Trailer: X-Api-Key', 'Transfer-Encoding: chunked'];
  const body = '2\r\nhi\r\n0\r\nX-Api-Key: mine\r\nAuthorization: mine\r\n\r\n';
  assert.match(await sendRaw('slot-header', lines, body), /^HTTP\/1\.1 200/);
  assert.deepEqual(valuesOf('x-api-key'), [canary]);
  assert.deepEqual(valuesOf('trailer'), []);
  assert.equal(last().body.toString(), 'hi');
  assert.ok(!JSON.stringify(last()).includes('mine'));
});

test('catalogue 45: a placement that was not sealed is refused, though the rule in the database asks for it', async () => {
  const before = upstream.received.length;
  const rules: Step[] = [
    { into: 'body', name: '/message', value: '${value}' },
    { into: 'header', name: 'x-other', value: '${value}' },
    { into: 'path', value: '${value}' },
    { into: 'host', value: '${value}' },
  ];
  for (const [index, rule] of rules.entries()) {
    const key = `sealed-${index}`;
    await stored(key, [{ into: 'header', name: 'x-api-key', value: '${value}' }]);
    const sql = 'update credentials set injection = ? where key = ?';
    assert.equal(edit(keyward.data, sql, JSON.stringify([rule]), key), 1);
    const headers = { 'content-type': 'application/json' };
    const answer = await keyward.call(`/${key}/x`, { token, method: 'POST', headers, body: '{}' });
    assert.deepEqual([answer.status, answer.headers.get('keyward-error')], [403, 'policy/placement-refused'], key);
  }
  assert.equal(upstream.received.length, before);
});

test('a secret in the path is tried by its test path', async () => {
  const rule = [{ into: 'path', value: 'bot${value}' }];
  const guard = await startUpstream(({ url }, response) => {
    response.writeHead(url === `/bot${encodeURIComponent(canary).replaceAll('%2B', '+')}/getMe` ? 200 : 401).end();
  });
  await stored('tried', rule, { baseUrl: guard.url, fields: { value: canary, testPath: '/getMe' } });
  const { json } = await keyward.api('POST', 'credentials/tried/verify');
  assert.equal(json.verification.verdict, 'accepted', JSON.stringify(json.verification));
  assert.deepEqual(guard.received.map(({ url }) => url)[0], '/getMe');
  await guard.close();
});
