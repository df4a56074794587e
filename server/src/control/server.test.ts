import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem } from '../domain/problem.ts';
import { assertRefused, type ControlFixture, startControl } from './testing/control-fixture.ts';

let control: ControlFixture;
before(async () => {
  control = await startControl();
});
after(() => control.close());

const CANARY = 'canary-7f3a9c51d2';
const post = (body: unknown, headers = {}) => ({ method: 'POST' as const, path: 'credentials', body, headers });

test('each malformed request answers its own code and changes nothing', async () => {
  const rows: [string, unknown, string, number][] = [
    ['not JSON', `{"type":"ApiKey","fields":{"apiKey":"${CANARY}"`, 'request/malformed', 400],
    ['no body', '', 'request/invalid', 422],
    ['an array', [], 'request/invalid', 422],
    ['nesting without end', '['.repeat(200_000), 'request/malformed', 400],
    ['a prototype key', `{"type":"ApiKey","fields":{"__proto__":{"apiKey":"${CANARY}"}}}`, 'request/invalid', 422],
    ['an escaped one', `{"type":"ApiKey","\\u005f_proto__":{"apiKey":"${CANARY}"}}`, 'request/invalid', 422],
    ['a constructor key', '{"type":"ApiKey","fields":{"constructor":"x"}}', 'request/invalid', 422],
    ['an unknown member', { type: 'ApiKey', fields: { apiKey: CANARY }, secret: CANARY }, 'request/invalid', 422],
    ['a number for text', { type: 'ApiKey', fields: { apiKey: 12345678 } }, 'request/invalid', 422],
    ['a body over 1 MiB', { type: 'ApiKey', fields: { apiKey: CANARY.repeat(80_000) } }, 'request/too-large', 413],
  ];
  for (const [name, body, code, status] of rows) {
    const answer = await assertRefused(control, post(body), code);
    assert.equal(answer.status, status, name);
    assert.ok(!answer.text.includes(CANARY), `${name}: the answer quotes the request`);
  }
  assert.ok(!control.log.join('').includes(CANARY), 'the log quotes a request');
});

test('bytes that are not UTF-8 are refused', async () => {
  const response = await control.app.inject({
    method: 'POST',
    url: '/v1/organisations/default/credentials',
    headers: { authorization: `Bearer ${control.tokens.owner}`, 'content-type': 'application/json' },
    payload: Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xff]), Buffer.from('"}')]),
  });
  assert.equal(response.json().code, 'request/malformed');
});

test('another media type is refused', async () => {
  await assertRefused(control, post('type=ApiKey', { 'content-type': 'text/plain' }), 'request/media-type');
});

test('a validation error names paths and rules, never values', async () => {
  const answer = await assertRefused(control, post({ type: 1, labels: { a: 2 }, [CANARY]: CANARY }), 'request/invalid');
  assert.deepEqual(answer.body.errors.map(({ path }: { path: string }) => path).sort(), [
    '/canary-7f3a9c51d2',
    '/labels/a',
    '/type',
  ]);
});

test('an unknown query parameter is refused, and a number of the query is read as one', async () => {
  await assertRefused(control, { path: 'credentials?limt=5' }, 'request/invalid');
  await assertRefused(control, { path: 'credentials?limit=0' }, 'request/invalid');
  await assertRefused(control, { path: 'credentials?limit=5&limit=6' }, 'request/invalid');
  assert.equal((await control.request({ path: 'credentials?limit=5' })).status, 200);
});

test('a Host that is not this listener is refused before the token is looked at', async () => {
  for (const host of ['evil.example', 'localhost.evil.example', 'keyward.test:7421', 'keyward.test']) {
    const answer = await assertRefused(control, { path: 'credentials', headers: { host } }, 'request/host-refused');
    assert.equal(answer.status, 421);
  }
  for (const host of ['localhost:7420', 'LOCALHOST', 'keyward.test:7420']) {
    assert.equal((await control.request({ path: 'credentials', headers: { host } })).status, 200, host);
  }
});

test('an unknown path is not found, and a path that does not decode neither', async () => {
  await assertRefused(control, { path: '/v2/nothing' }, 'route/not-found');
  await assertRefused(control, { path: '/v1/organisations/%zz/credentials' }, 'route/not-found');
  await assertRefused(control, { path: `credentials/${'a'.repeat(300)}` }, 'route/not-found');
});

test('every answer carries a request id, forbids caching and framing', async () => {
  for (const path of ['/health', '/v2/nothing', 'credentials', '/v1/organisations/%zz']) {
    const { headers } = await control.request({ path });
    assert.match(String(headers['keyward-request-id']), /^req_[0-9a-z]{26}$/, path);
  }
  const { headers } = await control.request({ path: 'credentials' });
  assert.equal(headers['cache-control'], 'no-store');
  assert.match(String(headers['content-security-policy']), /default-src 'none'/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
});

test('probes need neither token nor Host, and readiness depends on the store', async () => {
  const headers = { host: '10.0.0.7:7420' };
  assert.equal((await control.request({ path: '/health', token: '', headers })).status, 200);
  assert.equal((await control.request({ path: '/ready', token: '', headers })).status, 200);
});

test('readiness answers 503 when the store does not', async () => {
  const broken = await startControl();
  await broken.store.close();
  const answer = await broken.request({ path: '/ready', token: '' });
  assert.equal(answer.status, 503);
  assert.equal(answer.body.code, 'store/unavailable');
  await broken.close();
});

test('what fails unexpectedly is answered without its message', async () => {
  const cause = new Error(CANARY);
  control.broker.refuse.set('authenticate', cause as Problem);
  const answer = await control.request({ path: 'credentials' });
  control.broker.refuse.delete('authenticate');
  assert.equal(answer.body.code, 'internal/unexpected');
  assert.ok(!answer.text.includes(CANARY));
});
