/**
 * Catalogue 5 to 8, 24 and 50 in each way to name a credential: by path, by Host, and by `Keyward-Target` for one without a
 * base URL. What is refused is refused before anything is dialled.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { type Answer, type CallOptions, Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
/** Without the characters that no cookie carries. */
const plain = newCanary().replace(/\W/g, '');
let keyward: Keyward;
let upstream: Upstream;
/** Like the upstream, at another port: another origin. */
let other: Upstream;
let token: string;
let limited: string;

before(async () => {
  upstream = await startUpstream((received, response) => {
    const secret = received.headers.cookie === undefined ? canary : plain;
    demanding(secret)(received, response);
  });
  other = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
  await store('sample', { baseUrl: `${upstream.url}/v1` });
  await store('crm.eu', { baseUrl: `${upstream.url}/v1` });
  await store('free', { allowedOrigins: [upstream.url] });
  token = await keyward.tokenFor('sample', 'crm.eu', 'free');
  const grants = [{ credentials: ['sample', 'free'], paths: ['/quote/*', '/v1/quote/*'] }];
  limited = (await keyward.api('POST', 'access-tokens', { body: { name: 'limited', grants } })).json.token;
});
after(async () => {
  for (const secret of [canary, plain]) assert.deepEqual(await keyward.leaksOf(secret), []);
  await keyward.close();
  await upstream.close();
  await other.close();
});

async function store(key: string, bound: object): Promise<void> {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const stored = await keyward.api('PUT', `credentials/${key}`, { body: { type: 'ApiKey', ...bound, fields } });
  assert.equal(stored.status, 201, stored.text);
}

interface Form {
  readonly name: string;
  /** A request for a path below `/v1` of the upstream. */
  call(path: string, options?: CallOptions & { readonly whose?: string }): Promise<Answer>;
}

function send(path: string, { whose = token, headers, ...options }: CallOptions & { whose?: string } = {}) {
  return keyward.raw(keyward.brokerUrl, path, { ...options, headers: { 'keyward-token': whose, ...headers } });
}

const portOf = () => new URL(keyward.brokerUrl).port;
const at = (label: string) => ({ host: `${label}.localhost:${portOf()}` });

const forms: readonly Form[] = [
  { name: 'by path', call: (path, options) => send(`/proxy/sample${path}`, options) },
  {
    name: 'by Host',
    call: (path, options) => send(path, { ...options, headers: { ...at('sample'), ...options?.headers } }),
  },
  {
    name: 'by Keyward-Target',
    call: (path, options) =>
      send(`/proxy/free/v1${path}`, { ...options, headers: { 'keyward-target': upstream.url, ...options?.headers } }),
  },
];

async function assertRefused(answer: Promise<Answer>, code: string, what: string): Promise<void> {
  const before = upstream.received.length + other.received.length;
  const { status, json, headers } = await answer;
  assert.deepEqual([json?.code, headers.get('keyward-error')], [code, code], `${what}: ${status}`);
  assert.equal(upstream.received.length + other.received.length, before, what);
}

for (const { name, call } of forms) {
  describe(name, () => {
    test('the call reaches the upstream with the secret, the path as it was written', async () => {
      const answer = await call('/quote/a%20b?symbol=AAPL&x=%2F');
      assert.equal(answer.status, 200, answer.text);
      const got = upstream.received.at(-1)!;
      assert.equal(got.url, '/v1/quote/a%20b?symbol=AAPL&x=%2F');
      assert.equal(got.headers['x-api-key'], canary);
      assert.equal(got.headers.host, new URL(upstream.url).host);
      assert.equal(
        Object.keys(got.headers).some((header) => header.startsWith('keyward')),
        false,
      );
    });

    test('catalogue 5: paths that another parser would read as an origin are refused', async () => {
      for (const path of ['//evil', '/\\evil', '/%09/evil', '/a//b', '/%00', '/%zz', '/%0d%0aX:y', '/a%c0%ae']) {
        await assertRefused(call(path), 'target/invalid', path);
      }
    });

    test('catalogue 6: dot segments are refused, and a grant is judged on the normalised path', async () => {
      for (const path of ['/quote/../admin', '/quote/%2e%2E/admin', '/quote/..;/admin', '/quote/%252e%252e/admin']) {
        await assertRefused(call(path), 'target/invalid', path);
      }
      for (const path of ['/quote%2fa', '/quote/a%2fb', '/quote/a%5Cb']) {
        await assertRefused(
          call(path, { whose: limited }),
          path === '/quote%2fa' ? 'grant/refused' : 'target/invalid',
          path,
        );
      }
      await assertRefused(call('/admin', { whose: limited }), 'grant/refused', '/admin');
      await assertRefused(call('/%61dmin', { whose: limited }), 'grant/refused', '/%61dmin');
      assert.equal((await call('/qu%6fte/a', { whose: limited })).status, 200);
    });

    test('catalogue 50: a browser that navigates is refused', async () => {
      await assertRefused(
        call('/quote/a', { headers: { 'sec-fetch-mode': 'navigate' } }),
        'request/browser-refused',
        name,
      );
    });
  });
}

describe('a Host below the suffix', () => {
  test('catalogue 24: case and port do not count, and a key may have dots', async () => {
    for (const host of ['SAMPLE.LocalHost', 'sample.localhost:1', 'crm.eu.localhost', `Crm.EU.localhost:${portOf()}`]) {
      const answer = await send('/quote', { headers: { host } });
      assert.equal(answer.status, 200, `${host} ${answer.text}`);
    }
  });

  test('hides all of Keyward’s own paths: they are paths of the upstream', async () => {
    for (const path of ['/rpc/resolve', '/health', '/proxy/crm.eu/x', '/proxy/', '/rpc/']) {
      assert.equal((await send(path, { headers: at('sample') })).status, 200, path);
      assert.equal(upstream.received.at(-1)!.url, `/v1${path}`);
      await assertRefused(send(path, { whose: '', headers: at('sample') }), 'token/missing', path);
    }
  });

  test('never names anything but a key', async () => {
    for (const host of ['-a.localhost', '..localhost', '.localhost', 'cred_1.localhost']) {
      for (const path of ['/proxy/sample/quote', '/health', '/rpc/x']) {
        await assertRefused(send(path, { headers: { host } }), 'target/invalid', `${host}${path}`);
      }
    }
    const hidden = { host: 'a@sample.localhost' };
    await assertRefused(send('/quote', { headers: hidden }), 'request/header-refused', 'what is no host at all');
    await assertRefused(send('/quote', { headers: at('nobody') }), 'credential/not-found', 'an unknown key');
  });

  test('is none where the Host is the suffix, an address or another host: there the paths are Keyward’s own', async () => {
    for (const host of [
      'localhost',
      `localhost:${portOf()}`,
      '127.0.0.1:80',
      '[::1]:80',
      'sample.localhost.',
      'sample.example',
    ]) {
      const headers = { host };
      assert.equal((await send('/health', { headers })).status, 204, host);
      assert.equal((await send('/proxy/sample/quote', { headers })).status, 200, host);
      await assertRefused(send('/quote', { headers }), 'target/invalid', host);
    }
  });

  test('is told by the option, whatever a forwarding header says', async () => {
    const named = await Keyward.start({ flags: ['--broker-host-suffix', 'Broker.Example.COM'] });
    try {
      const call = (headers: Record<string, string>) => named.raw(named.brokerUrl, '/x', { headers });
      assert.equal((await call({ host: 'sample.broker.example.com' })).json.code, 'token/missing');
      assert.equal((await call({ host: 'sample.localhost' })).json.code, 'target/invalid');
      const forwarded = { host: 'broker.example.com', 'x-forwarded-host': 'sample.broker.example.com' };
      assert.equal((await call(forwarded)).json.code, 'target/invalid');
      assert.deepEqual(await named.leaksOf(canary), []);
    } finally {
      await named.close();
    }
  });
});

describe('Keyward-Target', () => {
  const to = (target: string, key = 'free') =>
    send(`/proxy/${key}/v1/quote`, { headers: { 'keyward-target': target } });

  test('is needed where there is no base URL', async () => {
    await assertRefused(send('/proxy/free/v1/quote'), 'target/missing', 'no header');
    await assertRefused(send('/v1/quote', { headers: at('free') }), 'target/missing', 'no header, by Host');
    const byHost = await send('/v1/quote', { headers: { ...at('free'), 'keyward-target': upstream.url } });
    assert.equal(byHost.status, 200);
  });

  test('catalogue 5 and 8: it is an origin in its one normal form or refused', async () => {
    const { port } = new URL(upstream.url);
    const rewritten = [`${upstream.url}/`, `${upstream.url}/v1`, `HTTP://127.0.0.1:${port}`, `http://127.1:${port}`];
    const hidden = [
      `http://u:p@127.0.0.1:${port}`,
      `http://127.0.0.1.:${port}`,
      `${upstream.url}@evil.example`,
      `${upstream.url}?`,
    ];
    for (const target of [
      ...rewritten,
      ...hidden,
      `${upstream.url}#`,
      `//127.0.0.1:${port}`,
      '127.0.0.1',
      'null',
      '',
    ]) {
      await assertRefused(to(target), 'target/invalid', target);
    }
  });

  test('catalogue 8: another port, scheme or name of a permitted host is not permitted', async () => {
    const { port } = new URL(upstream.url);
    for (const target of [
      other.url,
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      'http://127.0.0.1',
      `${upstream.url}.evil.example`,
    ]) {
      const isOrigin = !target.endsWith('.evil.example');
      await assertRefused(to(target), isOrigin ? 'policy/origin-refused' : 'target/invalid', target);
    }
  });

  test('may repeat the origin of a base URL and name no other', async () => {
    assert.equal((await to(upstream.url, 'sample')).status, 200);
    assert.equal(upstream.received.at(-1)!.url, '/v1/v1/quote');
    await assertRefused(to(other.url, 'sample'), 'policy/origin-refused', 'another origin');
  });

  test('a refusal of it is in the audit log', async () => {
    const entries = (await keyward.api('GET', 'audit?action=credential.use&limit=200')).json.items;
    const codes = new Set(entries.map((entry: { code?: string }) => entry.code));
    for (const code of ['policy/origin-refused', 'target/missing', 'target/invalid', 'grant/refused']) {
      assert.ok(codes.has(code), `${code} of ${[...codes]}`);
    }
  });
});

describe('the token in the place of the secret', () => {
  const place = { 'X-Api-Key': 'header', token: 'query', sid: 'cookie' } as const;
  before(async () => {
    for (const [name, where] of Object.entries(place)) {
      const fields = { in: where, name, apiKey: where === 'cookie' ? plain : canary };
      const body = { type: 'ApiKey', baseUrl: upstream.url, fields };
      const stored = await keyward.api('PUT', `credentials/in-${where}`, { body });
      assert.equal(stored.status, 201, stored.text);
    }
    const fields = { username: 'api', password: canary };
    await keyward.api('PUT', 'credentials/in-basic', { body: { type: 'BasicAuth', baseUrl: upstream.url, fields } });
    slotted = await keyward.tokenFor('in-*');
  });
  let slotted = '';
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const ask = (key: string, path: string, headers: Record<string, string> = {}) =>
    keyward.raw(keyward.brokerUrl, path, { headers: { ...at(key), ...headers } });

  test('works without any header of Keyward’s, and never reaches the upstream', async () => {
    const calls = [
      ask('in-header', '/echo', { 'x-api-key': slotted }),
      ask('in-query', `/echo?a=1&token=${slotted}&b=2`),
      ask('in-query', `/echo?a=1&%74oken=${slotted.replace('kw_', '%6b%77%5F')}&b=2`),
      ask('in-cookie', '/echo', { cookie: `x=1; sid=${slotted}` }),
      ask('in-basic', '/echo', { authorization: `Basic ${base64(`api:${slotted}`)}` }),
      ask('in-header', '/echo', { authorization: `Bearer ${slotted}`, 'x-other': `a ${slotted}` }),
      ask('in-header', `/echo?stray=${slotted}&kept=%2f`, { authorization: `Bearer ${slotted}` }),
    ];
    for (const answer of await Promise.all(calls)) assert.equal(answer.status, 200, answer.text);
    const got = JSON.stringify(upstream.received.slice(-calls.length), (_, value) =>
      Buffer.isBuffer(value) ? '' : value,
    );
    for (const form of [slotted, slotted.slice(3), base64(slotted).slice(0, -4)])
      assert.equal(got.includes(form), false);
    assert.match(got, /echo\?a=1&b=2&token=/);
    assert.match(got, /echo\?kept=%2f"/);
  });

  test('is refused where the credential’s secret does not go, and the refusal is in the audit log', async () => {
    const wrong = [
      ask('in-header', '/quote', { 'x-token': slotted }),
      ask('in-header', `/quote?token=${slotted}`),
      ask('in-query', '/quote', { 'x-api-key': slotted }),
      ask('in-cookie', '/quote', { cookie: `other=${slotted}` }),
      ask('in-basic', `/${slotted}/quote`),
    ];
    for (const answer of wrong) await assertRefused(answer, 'token/missing', 'a wrong place');
    const entries = (await keyward.api('GET', 'audit?action=credential.use&code=token/missing')).json.items;
    const keys = new Set(entries.map((entry: { subjectKey?: string }) => entry.subjectKey));
    assert.deepEqual([...keys].toSorted(), ['in-basic', 'in-cookie', 'in-header', 'in-query']);
  });

  test('is refused beside another token, and deep in the path', async () => {
    const both = ask('in-header', '/quote', { 'x-api-key': slotted, authorization: `Bearer ${token}` });
    await assertRefused(both, 'token/ambiguous', 'two tokens');
    const deep = ask('in-header', `/quote/${slotted}`, { 'x-api-key': slotted });
    await assertRefused(deep, 'target/invalid', 'a token in the path');
  });

  test('is in no log line and no answer', async () => {
    for (const shown of [slotted, token, limited]) {
      const leaks = await keyward.leaksOf(shown);
      // The answer that shows a new token, once, is no leak.
      assert.deepEqual(
        leaks.filter((text) => !text.startsWith('201 ')),
        [],
      );
    }
  });
});
