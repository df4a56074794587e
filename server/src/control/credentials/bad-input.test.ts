/** Bad input of credentials: each row has its code, and nothing changes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../../domain/id.ts';
import { assertRefused, type ControlFixture, startControl } from '../testing/control-fixture.ts';

const CANARY = 'canary-91b7e0';
const b64 = (text: string) => Buffer.from(text).toString('base64');
const apiKey = (extra: object, fields: object = {}) => ({
  type: 'ApiKey',
  baseUrl: 'https://api.example',
  fields: { apiKey: CANARY, ...fields },
  ...extra,
});
const envelope = Buffer.concat([Buffer.from([1]), Buffer.alloc(90)]).toString('base64');

let control: ControlFixture;
before(async () => {
  control = await startControl();
  const taken = await control.request({ method: 'PUT', path: 'credentials/taken', body: apiKey({}) });
  assert.equal(taken.status, 201, taken.text);
});
after(() => control.close());

const rows: [name: string, body: object, code: string, path?: string][] = [
  ['unknown type', { type: 'Nope', fields: {} }, 'credential/type-unknown'],
  ['no values', { type: 'ApiKey' }, 'request/invalid', '/fields'],
  ['data beside fields', apiKey({ data: {} }), 'request/invalid', '/data'],
  ['unknown field', apiKey({}, { apikey: 'x' }), 'credential/field-unknown', '/fields/apikey'],
  ['a field named as an object member', apiKey({}, { toString: 'x' }), 'credential/field-unknown', '/fields/toString'],
  ['base64 without padding', { type: 'ApiKey', data: { apiKey: 'YWI' } }, 'credential/base64-invalid', '/data/apiKey'],
  ['base64url', { type: 'ApiKey', data: { apiKey: '-_-_' } }, 'credential/base64-invalid'],
  ['base64 with a line break', { type: 'ApiKey', data: { apiKey: 'YWJj\nYWJj' } }, 'credential/base64-invalid'],
  ['base64 with stray bits', { type: 'ApiKey', data: { apiKey: 'YWJ=' } }, 'credential/base64-invalid'],
  ['mask', apiKey({}, { apiKey: '••••••••' }), 'credential/masked-value', '/fields/apiKey'],
  ['mask in base64', { type: 'ApiKey', data: { apiKey: b64('sk-****1234') } }, 'credential/masked-value'],
  ['CR and LF for a header', apiKey({}, { apiKey: `${CANARY}\r\nX: y` }), 'credential/unsendable-value'],
  ['a trailing newline', apiKey({}, { apiKey: `${CANARY}\n` }), 'credential/unsendable-value'],
  ['NUL for a query', apiKey({}, { in: 'query', name: 'k', apiKey: `${CANARY}\0` }), 'credential/unsendable-value'],
  ['beyond Latin-1 for a header', apiKey({}, { apiKey: `${CANARY}€` }), 'credential/unsendable-value'],
  ['CR and LF in the prefix', apiKey({}, { prefix: 'a\r\nb' }), 'credential/unsendable-value'],
  ['bytes that are not text', { type: 'ApiKey', data: { apiKey: '//79' } }, 'credential/unsendable-value'],
  ['a lone surrogate', apiKey({}, { apiKey: '\ud800' }), 'request/invalid', '/fields/apiKey'],
  ['a secret over 64 KiB', apiKey({}, { apiKey: 'x'.repeat(65_537) }), 'credential/too-large', '/fields/apiKey'],
  ['a header that steers the connection', apiKey({}, { name: 'Host' }), 'request/invalid', '/fields/name'],
  [
    'a base URL with user info',
    apiKey({ baseUrl: 'https://u:p@api.example' }),
    'credential/origin-invalid',
    '/baseUrl',
  ],
  ['an empty base URL', apiKey({ baseUrl: '' }), 'credential/origin-invalid', '/baseUrl'],
  [
    'an origin with a path',
    apiKey({ allowedOrigins: ['https://a.example/x'] }),
    'credential/origin-invalid',
    '/allowedOrigins/0',
  ],
  ['plain HTTP', apiKey({ baseUrl: 'http://api.example' }), 'credential/plain-http-refused'],
  ['an expiry in the past', apiKey({ expiresAt: '2025-12-31T00:00:00Z' }), 'request/invalid', '/expiresAt'],
  ['an expiry of no calendar', apiKey({ expiresAt: '2026-02-30T00:00:00Z' }), 'request/invalid', '/expiresAt'],
  ['a key that is none', apiKey({ key: 'Not A Key' }), 'credential/key-invalid'],
  ['a key that is an id', apiKey({ key: newId('cred') }), 'credential/key-invalid'],
  ['a key that is taken', apiKey({ key: 'taken' }), 'credential/key-taken'],
  ['an id without sealed', apiKey({ id: newId('cred') }), 'request/invalid', '/id'],
  ['sealed without an id', { type: 'ApiKey', sealed: { apiKey: envelope } }, 'request/invalid', '/id'],
  [
    'sealed beside a plain secret',
    apiKey({ id: newId('cred'), sealed: { apiKey: envelope } }),
    'request/invalid',
    '/fields/apiKey',
  ],
  [
    'sealed that is not base64',
    { type: 'ApiKey', id: newId('cred'), sealed: { apiKey: '!' } },
    'credential/base64-invalid',
  ],
  [
    'sealed that is no envelope',
    { type: 'ApiKey', id: newId('cred'), sealed: { apiKey: b64('x') } },
    'credential/seal-refused',
  ],
  [
    'a plain field sealed',
    { type: 'ApiKey', id: newId('cred'), sealed: { name: envelope } },
    'request/invalid',
    '/sealed/name',
  ],
  [
    'an unknown placement',
    apiKey({ policy: { placements: ['trailer:x'] } }),
    'request/invalid',
    '/policy/placements/0',
  ],
  ['a policy without secrets', { type: 'ApiKey', fields: {}, policy: { scrub: 'off' } }, 'request/invalid', '/policy'],
  ['labels with odd names', apiKey({ labels: { ' ': 'x' } }), 'request/invalid', '/labels/ '],
];

test('each row of bad input answers its code, quotes no value and changes nothing, on POST and PUT', async () => {
  for (const [name, body, code, path] of rows) {
    for (const target of ['POST credentials', 'PUT credentials/new-one']) {
      const [method, url] = target.split(' ') as ['POST' | 'PUT', string];
      if (method === 'PUT' && 'key' in body) continue;
      const answer = await assertRefused(control, { method, path: url, body }, code);
      if (path)
        assert.ok(
          answer.body.errors.some((error: { path: string }) => error.path === path),
          `${name}: ${answer.text}`,
        );
      assert.ok(!answer.text.includes(CANARY), name);
    }
  }
});

test('what the broker refuses is passed on, and what was staged is taken back', async () => {
  const { Problem } = await import('../../domain/problem.ts');
  control.broker.refuse.set('admitMaterial', new Problem('credential/seal-refused'));
  const body = { type: 'ApiKey', id: newId('cred'), sealed: { apiKey: envelope } };
  await assertRefused(control, { method: 'POST', path: 'credentials', body }, 'credential/seal-refused');
  const patch = { fields: { apiKey: 'another-secret' } };
  await assertRefused(control, { method: 'PATCH', path: 'credentials/taken', body: patch }, 'credential/seal-refused');
  control.broker.refuse.clear();
});

test('a sealing key that the pinned broker has not signed seals nothing', async () => {
  await control.store.transaction(async (transaction) => {
    await transaction
      .updateTable('organisation_keys')
      .set({ not_after: control.now + 1e12 })
      .execute();
  });
  await assertRefused(control, { method: 'POST', path: 'credentials', body: apiKey({}) }, 'keys/sealing-key-untrusted');
  await assertRefused(control, { path: 'sealing-key' }, 'keys/sealing-key-untrusted');
});

test('bad changes of what is there answer their code and change nothing', async () => {
  const patches: [object, string, Record<string, string>?][] = [
    [{ key: 'other' }, 'credential/immutable'],
    [{ type: 'BasicAuth' }, 'credential/immutable'],
    [{ id: newId('cred') }, 'credential/immutable'],
    [{ baseUrl: 'https://evil.example' }, 'credential/policy-changed'],
    [{ allowedOrigins: ['https://evil.example'] }, 'credential/policy-changed'],
    [{ fields: { name: 'X-Echo' } }, 'credential/policy-changed'],
    [{ policy: { release: ['access-token'] } }, 'credential/policy-changed'],
    [{ policy: { webSocket: 'permitted' } }, 'credential/policy-changed'],
    [{ fields: { apiKey: null } }, 'request/invalid'],
    [{ fields: { apiKey: '********' } }, 'credential/masked-value'],
    [{ name: 'x' }, 'credential/stale', { 'if-match': '"7"' }],
    [{ name: 'x' }, 'request/invalid', { 'if-match': 'W/"1"' }],
  ];
  for (const [body, code, headers = {}] of patches) {
    await assertRefused(control, { method: 'PATCH', path: 'credentials/taken', body, headers }, code);
  }
  const put = apiKey({ baseUrl: 'https://evil.example', fields: {} });
  await assertRefused(control, { method: 'PUT', path: 'credentials/taken', body: put }, 'credential/policy-changed');
  await assertRefused(
    control,
    { method: 'PUT', path: `credentials/${newId('cred')}`, body: apiKey({}) },
    'credential/not-found',
  );
  const stale = { 'if-match': '2' };
  await assertRefused(control, { method: 'DELETE', path: 'credentials/taken', headers: stale }, 'credential/stale');
  await assertRefused(
    control,
    { method: 'PUT', path: 'credentials/none', body: apiKey({}), headers: stale },
    'credential/stale',
  );
});
