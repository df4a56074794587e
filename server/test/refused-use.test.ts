/** Bad input to the broker, and what bad upstreams answer: refused before anything is dialled, or cleaned on its way back. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { findCanary, newCanary } from './kit/canary.ts';
import { type CallOptions, Keyward } from './kit/keyward.ts';
import { type Respond, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let token: string;
let limited: string;

const answers: Record<string, Respond> = {
  '/v1/gzip': ({ headers }, response) => {
    const body = gzipSync(JSON.stringify({ you: 'sent', key: headers['x-api-key'] }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
  },
  '/v1/cookie': (_received, response) => {
    response.writeHead(200, { 'set-cookie': ['sid=upstream', 'other=1'], 'x-kept': 'yes' }).end('ok');
  },
  '/v1/moved': ({ headers }, response) => {
    const location = `https://elsewhere.example/?key=${encodeURIComponent(String(headers['x-api-key']))}`;
    response.writeHead(302, { location }).end();
  },
  '/v1/forges': ({ headers }, response) => {
    response.writeHead(200, { 'keyward-error': 'token/invalid', 'x-echo': headers['x-api-key'] }).end('ok');
  },
};

before(async () => {
  upstream = await startUpstream((received, response) => {
    const answer = answers[received.url] ?? ((_: unknown, plain) => plain.end('{}'));
    answer(received, response);
  });
  keyward = await Keyward.start();
  const gone = await startUpstream(() => undefined);
  await gone.close();
  await store('sample', `${upstream.url}/v1`);
  await store('hidden', `${upstream.url}/v1`);
  await store('gone', gone.url);
  token = await keyward.tokenFor('sample', 'gone');
  const grants = [{ credentials: ['sample'], methods: ['GET'], paths: ['/quote/*'] }];
  limited = (await keyward.api('POST', 'access-tokens', { body: { name: 'limited', grants } })).json.token;
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

async function store(key: string, baseUrl: string, into = keyward): Promise<void> {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const stored = await into.api('PUT', `credentials/${key}`, { body: { type: 'ApiKey', baseUrl, fields } });
  assert.equal(stored.status, 201, stored.text);
}

describe('the broker refuses, and dials nothing', () => {
  type Row = readonly [what: string, status: number, code: string, path: string, options?: CallOptions];
  const bearer = (name: 'token' | 'limited') => name;
  const table: readonly (Row | readonly [...Row, 'token' | 'limited'])[] = [
    ['no token', 401, 'token/missing', '/sample/quote'],
    ['a junk token', 401, 'token/invalid', '/sample/quote', { headers: { authorization: 'Bearer junk' } }],
    [
      'a token nobody issued',
      401,
      'token/invalid',
      '/sample/quote',
      {
        headers: { 'keyward-token': `kw_${'A'.repeat(43)}` },
      },
    ],
    ['a credential that is not granted', 404, 'credential/not-found', '/hidden/quote', {}, bearer('token')],
    ['a credential that is not there', 404, 'credential/not-found', '/nobody/quote', {}, bearer('token')],
    ['a method outside the grant', 403, 'grant/refused', '/sample/quote/a', { method: 'DELETE' }, bearer('limited')],
    ['a path outside the grant', 403, 'grant/refused', '/sample/admin', {}, bearer('limited')],
    ['dot segments', 400, 'target/invalid', '/sample/quote/../admin', {}, bearer('token')],
    ['encoded dot segments', 400, 'target/invalid', '/sample/quote/%2e%2E/admin', {}, bearer('token')],
    ['dot segments with a parameter', 400, 'target/invalid', '/sample/quote/..;a=b/admin', {}, bearer('token')],
    ['two slashes', 400, 'target/invalid', '/sample//evil.example/', {}, bearer('token')],
    ['a backslash', 400, 'target/invalid', '/sample/\\evil.example', {}, bearer('token')],
    ['user info behind the key', 404, 'credential/not-found', '/nobody/@evil.example', {}, bearer('token')],
    ['an encoded control character', 400, 'target/invalid', '/sample/%0d%0aX:y', {}, bearer('token')],
    ['a broken escape', 400, 'target/invalid', '/sample/%zz', {}, bearer('token')],
    ['an encoded slash under a path grant', 400, 'target/invalid', '/sample/quote/a%2fb', {}, bearer('limited')],
    ['an encoded backslash under a path grant', 400, 'target/invalid', '/sample/quote/a%5Cb', {}, bearer('limited')],
    [
      'a browser that navigates',
      403,
      'request/browser-refused',
      '/sample/quote',
      {
        headers: { 'sec-fetch-mode': 'navigate' },
      },
      bearer('token'),
    ],
    [
      'a protocol upgrade',
      501,
      'request/upgrade-refused',
      '/sample/quote',
      {
        headers: { connection: 'upgrade', upgrade: 'websocket' },
      },
      bearer('token'),
    ],
  ];
  for (const [what, status, code, path, options = {}, whose] of table) {
    test(`${what}: ${status} ${code}`, async () => {
      const shown: Record<string, string> =
        whose === undefined ? {} : { 'keyward-token': whose === 'token' ? token : limited };
      const before = upstream.received.length;
      const headers = { ...options.headers, ...shown };
      const answer = await keyward.raw(keyward.brokerUrl, `/proxy${path}`, { ...options, headers });
      assert.deepEqual([answer.status, answer.json?.code], [status, code], answer.text);
      assert.equal(answer.headers.get('keyward-error'), code);
      assert.equal(upstream.received.length, before);
    });
  }

  test('an absolute target and one outside /proxy: 400 target/invalid', async () => {
    for (const path of [`${upstream.url}/v1/quote`, '/', '/proxy', '/proxy/', '/proxy/Ünknown']) {
      const sent = encodeURI(path);
      const answer = await keyward.raw(keyward.brokerUrl, sent, { headers: { 'keyward-token': token } });
      assert.equal(answer.json.code, 'target/invalid', path);
    }
  });

  test('an address that is not permitted: 403 egress/denied', async () => {
    const guarded = await Keyward.start({ permitEgress: '' });
    try {
      await store('sample', `${upstream.url}/v1`, guarded);
      const before = upstream.received.length;
      const answer = await guarded.call('/sample/quote', { token: await guarded.tokenFor('sample') });
      assert.deepEqual([answer.status, answer.json.code], [403, 'egress/denied']);
      assert.equal(upstream.received.length, before);
      assert.deepEqual(await guarded.leaksOf(canary), []);
    } finally {
      await guarded.close();
    }
  });

  test('an upstream that is down: 502 upstream/unreachable', async () => {
    const answer = await keyward.call('/gone/quote', { token });
    assert.deepEqual([answer.status, answer.json.code], [502, 'upstream/unreachable']);
    assert.equal(answer.headers.get('keyward-error'), 'upstream/unreachable');
  });

  test('what is refused here works within the grant, so that the table proves something', async () => {
    const before = upstream.received.length;
    assert.equal((await keyward.call('/sample/quote/a', { token: limited })).status, 200);
    assert.equal((await keyward.call('/sample/a%2Fb', { token })).status, 200);
    assert.equal(upstream.received.length, before + 2);
    assert.equal(upstream.received.at(-1)!.headers['x-api-key'], canary);
  });
});

describe('what an upstream answers', () => {
  test('a gzip body that holds the secret arrives readable and without it', async () => {
    const answer = await keyward.call('/sample/gzip', { token });
    assert.equal(answer.json.you, 'sent');
    assert.equal(findCanary(answer.text, canary), undefined);
    assert.notEqual(answer.json.key, undefined);
  });

  test('Set-Cookie is dropped, other headers pass', async () => {
    const answer = await keyward.call('/sample/cookie', { token });
    assert.equal(answer.headers.get('set-cookie'), null);
    assert.equal(answer.headers.get('x-kept'), 'yes');
    assert.equal(answer.headers.get('content-security-policy'), 'sandbox');
  });

  test('a redirect is handed on, not followed, and its Location holds no secret', async () => {
    const before = upstream.received.length;
    const answer = await keyward.call('/sample/moved', { token });
    assert.equal(answer.status, 302);
    assert.match(answer.headers.get('location')!, /^https:\/\/elsewhere\.example\/\?key=/);
    assert.equal(findCanary(answer.headers.get('location')!, canary), undefined);
    assert.equal(upstream.received.length, before + 1);
  });

  test('a Keyward-Error of the upstream is not taken for ours, and an echoed header is scrubbed', async () => {
    const answer = await keyward.call('/sample/forges', { token });
    assert.equal(answer.headers.get('keyward-error'), null);
    assert.equal(findCanary(answer.headers.get('x-echo')!, canary), undefined);
  });
});
