/** Bad input to the control API: each kind has its own code, says nothing of the value and leaves everything as it was. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { rows, stateOf } from './kit/database.ts';
import { type Answer, type CallOptions, Keyward } from './kit/keyward.ts';

const canary = newCanary();
const baseUrl = 'https://api.example.com';
const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
const good = { type: 'ApiKey', baseUrl, fields };
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const sample = 'credentials/sample';
let keyward: Keyward;
let runner: string;
let stranger: string;

before(async () => {
  keyward = await Keyward.start();
  const stored = await keyward.api('PUT', sample, { body: good });
  assert.equal(stored.status, 201);
  runner = await keyward.tokenFor('sample');
  const other = await Keyward.start();
  stranger = await other.ownerToken();
  await other.close();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

/** Sends it and sees that it is refused under this code, without a trace in any table but the audit log. */
async function assertRefused(status: number, code: string, send: () => Promise<Answer>): Promise<void> {
  const stored = stateOf(keyward.data);
  const listed = (await keyward.api('GET', 'credentials')).text;
  const shown = (await keyward.api('GET', sample)).text;
  const answer = await send();
  assert.deepEqual([answer.status, answer.json?.code], [status, code], answer.text);
  assert.match(answer.headers.get('content-type')!, /^application\/problem\+json/);
  assert.equal(stateOf(keyward.data), stored);
  assert.equal((await keyward.api('GET', 'credentials')).text, listed);
  assert.equal((await keyward.api('GET', sample)).text, shown);
}

type Row = readonly [what: string, status: number, code: string, method: string, path: string, options: CallOptions];

function refuses(table: readonly Row[]): void {
  for (const [what, status, code, method, path, options] of table) {
    test(`${what} is ${status} ${code} and changes nothing`, () =>
      assertRefused(status, code, () => keyward.api(method, path, options)));
  }
}

const create = (
  what: string,
  status: number,
  code: string,
  body: object | string | Uint8Array,
  headers: Record<string, string> = {},
): Row => [what, status, code, 'POST', 'credentials', { body, headers }];
const withField = (member: Record<string, string>) => ({ ...good, fields: { ...fields, ...member } });
const change = (
  what: string,
  status: number,
  code: string,
  body: object,
  headers: Record<string, string> = {},
): Row => [what, status, code, 'PATCH', sample, { body, headers }];

describe('a caller', () => {
  refuses([
    ['no token', 401, 'token/missing', 'GET', 'credentials', { headers: { authorization: '' } }],
    ['a token that is junk', 401, 'token/invalid', 'GET', 'credentials', { token: 'kw_junk' }],
    [
      'a token of the right form that nobody issued',
      401,
      'token/invalid',
      'POST',
      'credentials',
      {
        token: `kw_${'A'.repeat(43)}`,
        body: good,
      },
    ],
    [
      'a token shown under another scheme',
      401,
      'token/missing',
      'GET',
      'credentials',
      {
        headers: { authorization: `Basic ${base64('a:b')}` },
      },
    ],
  ]);

  test('the owner of another installation is 401 token/invalid and changes nothing', () =>
    assertRefused(401, 'token/invalid', () => keyward.api('DELETE', sample, { token: stranger })));

  test('a token that may only use is 403 token/forbidden where it tries to manage', () =>
    assertRefused(403, 'token/forbidden', () => keyward.api('DELETE', sample, { token: runner })));

  test('another organisation is 404 organisation/not-found', () =>
    assertRefused(404, 'organisation/not-found', async () => {
      const headers = { authorization: `Bearer ${await keyward.ownerToken()}` };
      return keyward.fetch(`${keyward.controlUrl}/v1/organisations/other/credentials`, { headers });
    }));

  test('a Host that is not ours is 421 request/host-refused', () =>
    assertRefused(421, 'request/host-refused', async () => {
      const headers = { host: 'rebound.example', authorization: `Bearer ${await keyward.ownerToken()}` };
      return keyward.raw(keyward.controlUrl, '/v1/organisations/default/credentials', { headers });
    }));
});

describe('a body', () => {
  const json = { 'content-type': 'application/json' };
  refuses([
    create('JSON cut short', 400, 'request/malformed', `{"type":"ApiKey","fields":{"apiKey":${JSON.stringify(canary)}`),
    create('an empty body', 422, 'request/invalid', '', json),
    create('a secret as the body', 400, 'request/malformed', canary),
    create('a list', 422, 'request/invalid', [good]),
    create('another media type', 415, 'request/media-type', JSON.stringify(good), { 'content-type': 'text/plain' }),
    create('a body over 1 MiB', 413, 'request/too-large', { ...good, description: 'x'.repeat(1_048_576) }),
    create('a member __proto__', 422, 'request/invalid', `{"__proto__":{"type":"ApiKey"},"type":"ApiKey","fields":{}}`),
    create('a field constructor', 422, 'request/invalid', { ...good, fields: { ...fields, constructor: 'x' } }),
    create('JSON 100,000 deep', 400, 'request/malformed', `{"type":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
    create('JSON 100 deep', 422, 'request/invalid', `{"type":${'['.repeat(100)}${']'.repeat(100)}}`),
    create('an unknown member', 422, 'request/invalid', { ...good, apiKey: canary }),
    create('a number for a text', 422, 'request/invalid', { ...good, name: 7 }),
    create('no values at all', 422, 'request/invalid', { type: 'ApiKey', baseUrl }),
    create('data beside fields', 422, 'request/invalid', { ...good, data: { apiKey: base64(canary) } }),
  ]);

  test('invalid UTF-8 is 400 request/malformed and changes nothing', () =>
    assertRefused(400, 'request/malformed', async () => {
      const body = Buffer.concat([
        Buffer.from('{"type":"ApiKey","name":"'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}'),
      ]);
      const headers = { ...json, authorization: `Bearer ${await keyward.ownerToken()}`, 'content-length': body.length };
      const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      return keyward.raw(keyward.controlUrl, '/v1/organisations/default/credentials', {
        method: 'POST',
        headers: sent,
        body,
      });
    }));
});

describe('a credential', () => {
  refuses([
    create('an unknown type', 422, 'credential/type-unknown', { ...good, type: 'Telepathy' }),
    create('an unknown field', 422, 'credential/field-unknown', withField({ apikey: canary })),
    create('a key of the wrong form', 422, 'credential/key-invalid', { ...good, key: 'Not A Key' }),
    create('a key that is taken', 409, 'credential/key-taken', { ...good, key: 'sample' }),
    create('bad base64', 422, 'credential/base64-invalid', { type: 'ApiKey', baseUrl, data: { apiKey: `!${canary}` } }),
    create('base64 without its padding', 422, 'credential/base64-invalid', {
      type: 'ApiKey',
      baseUrl,
      data: { apiKey: base64('abcd').replace(/=+$/, '') },
    }),
    create('a mask', 422, 'credential/masked-value', withField({ apiKey: '••••••••' })),
    create('a partial mask', 422, 'credential/masked-value', withField({ apiKey: 'sk-****1234' })),
    create('CR LF in a header secret', 422, 'credential/unsendable-value', withField({ apiKey: `${canary}\r\nX: y` })),
    create(
      'a trailing newline in a header secret',
      422,
      'credential/unsendable-value',
      withField({ apiKey: `${canary}\n` }),
    ),
    create('NUL in a header secret', 422, 'credential/unsendable-value', withField({ apiKey: `${canary}\0` })),
    create('a header that steers the connection', 422, 'request/invalid', withField({ name: 'Transfer-Encoding' })),
    create('a secret over 64 KiB', 413, 'credential/too-large', withField({ apiKey: canary.repeat(2500) })),
    create('user info in the base URL', 422, 'credential/origin-invalid', {
      ...good,
      baseUrl: 'https://a:b@example.com',
    }),
    create('a query in the base URL', 422, 'credential/origin-invalid', { ...good, baseUrl: `${baseUrl}?a=b` }),
    create('a base URL that is no URL', 422, 'credential/origin-invalid', { ...good, baseUrl: canary }),
    create('a scheme that is not HTTP', 422, 'credential/origin-invalid', { ...good, baseUrl: 'ftp://example.com' }),
    create('a path in an origin', 422, 'credential/origin-invalid', { ...good, allowedOrigins: [`${baseUrl}/v1`] }),
    create('plain HTTP to a host that is not loopback', 422, 'credential/plain-http-refused', {
      ...good,
      baseUrl: 'http://api.example.com',
    }),
    create('a plain HTTP origin', 422, 'credential/plain-http-refused', {
      ...good,
      allowedOrigins: ['http://api.example.com'],
    }),
    create('an expiry in the past', 422, 'request/invalid', { ...good, expiresAt: '2020-01-01T00:00:00Z' }),
    change('another type', 422, 'credential/immutable', { type: 'BasicAuth' }),
    change('a stale If-Match', 412, 'credential/stale', { name: 'Renamed' }, { 'if-match': '"99"' }),
    change('another base URL without the secret', 409, 'credential/policy-changed', {
      baseUrl: 'https://evil.example',
    }),
    change('another header without the secret', 409, 'credential/policy-changed', { fields: { name: 'X-Echoed' } }),
    change('a mask for "unchanged"', 422, 'credential/masked-value', { fields: { apiKey: '********' } }),
    change('a removed secret', 422, 'request/invalid', { fields: { apiKey: null } }),
    ['a stale If-Match on a deletion', 412, 'credential/stale', 'DELETE', sample, { headers: { 'if-match': '"99"' } }],
    ['an unknown credential', 404, 'credential/not-found', 'GET', 'credentials/nobody', {}],
    [
      'a credential id that nobody has',
      404,
      'credential/not-found',
      'DELETE',
      `credentials/cred_${'0'.repeat(26)}`,
      {},
    ],
    ['an unknown route', 404, 'route/not-found', 'GET', 'secrets', {}],
    [
      'a grant of an unknown credential',
      404,
      'credential/not-found',
      'POST',
      'access-tokens',
      {
        body: { name: 'r', grants: [{ credentials: ['nobody'] }] },
      },
    ],
    ['a token without role or grant', 422, 'request/invalid', 'POST', 'access-tokens', { body: { name: 'r' } }],
  ]);

  test('the secret of a refused write is staged nowhere', () => {
    const [{ count }] = rows(keyward.data, 'select count(*) as count from material');
    assert.equal(count, 1);
  });

  test('what an authenticated caller was refused is in the audit log, under its code', async () => {
    const { json } = await keyward.api('GET', 'audit?limit=200');
    const refused = json.items.filter(({ outcome }: { outcome: string }) => outcome === 'refused');
    const codes = new Set(refused.map(({ code }: { code: string }) => code));
    for (const code of [
      'credential/masked-value',
      'credential/stale',
      'credential/policy-changed',
      'token/forbidden',
    ]) {
      assert.ok(codes.has(code), code);
    }
  });
});
