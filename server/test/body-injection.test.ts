/**
 * A credential that stands in the body of a request: in a JSON document at a pointer, or in a field of a form. A whole
 * Keyward in front of an upstream that says what it got.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let token: string;

before(async () => {
  upstream = await startUpstream(({ headers, body }, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(JSON.stringify(headers) + body.toString());
  });
  keyward = await Keyward.start({ flags: ['--body-limit', '65536'] });
  for (const [key, name] of [
    ['json', '/auth/token'],
    ['form', 'api_key'],
  ] as const) {
    const injection = [{ into: 'body', name, value: '${value}' }];
    const body = { type: 'Secret', baseUrl: upstream.url, fields: { value: canary }, injection };
    const answer = await keyward.api('PUT', `credentials/${key}`, { body });
    assert.deepEqual([answer.status, answer.json.policy.roles.api.placements], [201, [`body:${name}`]], answer.text);
  }
  token = await keyward.tokenFor('*');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

type Headers = Record<string, string>;

function post(
  key: string,
  type: string | undefined,
  body?: string | Uint8Array,
  headers: Headers = {},
): Promise<Answer> {
  const all = { authorization: `Bearer ${token}`, ...(type !== undefined && { 'content-type': type }), ...headers };
  return keyward.raw(keyward.brokerUrl, `/proxy/${key}/x`, { method: 'POST', headers: all, body });
}

const last = () => upstream.received.at(-1)!;
const sent = () => last().body.toString();

test("the value stands at the pointer, its length is told, and every other byte is the caller's", async () => {
  const text = '{ "n": 1.0e+2, "auth" : {"token": "mine", "x":12345678901234567890 },"é":[ ] }\n';
  const answer = await post('json', 'application/json; charset=utf-8', text);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(
    sent(),
    text.replace('"mine"', () => JSON.stringify(canary)),
  );
  assert.equal(last().headers['content-length'], String(last().body.length));
  assert.match(answer.text, /"token": "\*+"/, 'the echo is scrubbed');
});

test('a body sent in chunks is sent on with its length', async () => {
  const headers = { 'transfer-encoding': 'chunked' };
  assert.equal((await post('json', 'application/vnd.api+json', '{"a":1}', headers)).status, 200);
  assert.equal(sent(), `{"a":1,"auth":{"token":${JSON.stringify(canary)}}}`);
  assert.deepEqual(
    [last().headers['content-length'], last().headers['transfer-encoding']],
    [String(last().body.length), undefined],
  );
});

test('an empty body that is announced as JSON or a form becomes the one that holds the value', async () => {
  assert.equal((await post('json', 'application/json')).status, 200);
  assert.equal(sent(), `{"auth":{"token":${JSON.stringify(canary)}}}`);
  assert.equal((await post('form', 'application/x-www-form-urlencoded')).status, 200);
  assert.equal(new URLSearchParams(sent()).get('api_key'), canary);
});

test('a field of a form stands once, and what the caller has put there is gone', async () => {
  const text = 'a=1+2&api_key=mine&api%5Fkey=mine&b=%zz';
  assert.equal((await post('form', 'application/x-www-form-urlencoded', text)).status, 200);
  assert.deepEqual(new URLSearchParams(sent()).getAll('api_key'), [canary]);
  assert.ok(sent().startsWith('a=1+2&b=%zz&api_key='));
});

test("hashes of the caller's body are not sent with another", async () => {
  const text = '{"auth":{"token":0}}';
  const hash = createHash('sha256').update(text).digest('base64');
  const digests = {
    'content-digest': `sha-256=:${hash}:`,
    digest: `SHA-256=${hash}`,
    'content-md5': hash,
    'repr-digest': hash,
  };
  assert.equal((await post('json', 'application/json', text, digests)).status, 200);
  for (const name of Object.keys(digests)) assert.equal(last().headers[name], undefined, name);
});

test('multipart, other types, other charsets and compressed bodies are refused with 415', async () => {
  const before = upstream.received.length;
  const types = ['multipart/form-data; boundary=x', 'text/plain', 'application/xml', 'application/jsonx', undefined];
  for (const type of [...types, 'application/json; charset=utf-16', 'application/x-www-form-urlencoded']) {
    const answer = await post('json', type, '{}');
    assert.deepEqual([answer.status, answer.headers.get('keyward-error')], [415, 'request/body-unsupported'], type);
  }
  const encoded = await post('json', 'application/json', '{}', { 'content-encoding': 'gzip' });
  assert.equal(encoded.status, 415);
  assert.equal((await post('form', 'application/json', '{}')).status, 415);
  assert.equal(upstream.received.length, before);
});

test('a body without one place that every reader would find is refused with 422', async () => {
  const before = upstream.received.length;
  const twice = ['{"auth":{},"auth":{}}', '{"auth":{"token":1,"t\\u006fken":2}}'];
  for (const text of [...twice, '{"auth":1}', '[]', '{', '{"__proto__":{}}', `${'['.repeat(20_000)}`, '\ufeff{}']) {
    const answer = await post('json', 'application/json', text);
    assert.deepEqual(
      [answer.status, answer.headers.get('keyward-error')],
      [422, 'request/body-refused'],
      text.slice(0, 40),
    );
  }
  assert.equal((await post('json', 'application/json', Uint8Array.of(0x22, 0xff, 0x22))).status, 422);
  assert.equal(upstream.received.length, before);
});

test('a body over the limit is refused with 413, announced or not, and one at the limit is sent', async () => {
  const before = upstream.received.length;
  const long = JSON.stringify({ a: 'x'.repeat(65_536) });
  assert.equal((await post('json', 'application/json', long)).headers.get('keyward-error'), 'request/too-large');
  const chunked = await post('json', 'application/json', long, { 'transfer-encoding': 'chunked' });
  assert.equal(chunked.status, 413);
  assert.equal(upstream.received.length, before);
  assert.equal((await post('json', 'application/json', `${long.slice(0, 65_534)}"}`)).status, 200);
});

test('the body of a caller without a grant is not waited for', async () => {
  const body = { name: 'other', grants: [{ credentials: ['form'] }] };
  const other = (await keyward.api('POST', 'access-tokens', { body })).json.token;
  const response = await fetch(`${keyward.brokerUrl}/proxy/json/x`, {
    method: 'POST',
    headers: { authorization: `Bearer ${other}`, 'content-type': 'application/json' },
    body: new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) }),
    duplex: 'half',
    signal: AbortSignal.timeout(10_000),
  } as RequestInit);
  assert.equal(response.status, 404);
});

test('a caller that waits for 100 Continue is told to send', async () => {
  assert.equal((await post('json', 'application/json', '{}', { expect: '100-continue' })).status, 200);
});

test('a caller that goes while it sends is let go, and the broker lives on', async () => {
  const controller = new AbortController();
  const sending = fetch(`${keyward.brokerUrl}/proxy/json/x`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('{')) }),
    duplex: 'half',
    signal: controller.signal,
  } as RequestInit);
  setTimeout(() => controller.abort(), 200);
  await assert.rejects(sending);
  assert.equal((await post('json', 'application/json', '{}')).status, 200);
});

test('a rule that mixes kinds, meets itself, or names no place is refused when it is written', async () => {
  const step = (name: string) => ({ into: 'body', name, value: '${value}' });
  const rules = [
    [step('/a'), step('b')],
    [step('/a'), step('/a/b')],
    [step('a'), step('a')],
  ];
  const names = ['', '/a/-', '/__proto__/a', '/a~2', '/a\n', `/${'a/'.repeat(40)}`].map((name) => [step(name)]);
  for (const injection of [...rules, ...names, [{ into: 'body', value: '${value}' }]]) {
    const body = { type: 'Secret', baseUrl: upstream.url, fields: { value: canary }, injection };
    const answer = await keyward.api('PUT', 'credentials/bad', { body });
    assert.deepEqual([answer.status, answer.json.code], [422, 'request/invalid'], JSON.stringify(injection));
  }
});
