/** Limits of tokens and credentials, and what upstreams ask to wait for: on the whole system, over the wire. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward, runCli } from './kit/keyward.ts';
import { PATIENCE_MS, until } from './kit/until.ts';
import { type Respond, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
/** Requests to `/hang`, to be answered by the test. */
let hanging: ServerResponse[] = [];

/** What the upstream says under `/wait/…`: status and Retry-After. */
const waits: Record<string, readonly [status: number, retryAfter: () => string | undefined]> = {
  seconds: [429, () => '120'],
  date: [503, () => new Date(Date.now() + 120_000).toUTCString()],
  long: [429, () => '86400'],
  short: [429, () => '1'],
  garbage: [429, () => 'soon'],
  silent: [429, () => undefined],
  busy: [503, () => undefined],
};

const respond: Respond = ({ url, headers }, response) => {
  if (headers['x-api-key'] !== canary) return void response.writeHead(401).end();
  const [, name] = /\/wait\/(\w+)/.exec(url) ?? [];
  if (url.includes('/hang')) return void hanging.push(response);
  if (name === undefined) return void response.end('ok');
  const [status, retryAfter] = waits[name]!;
  const value = retryAfter();
  response.writeHead(status, value === undefined ? {} : { 'retry-after': value }).end('too many, says the upstream');
};

before(async () => {
  upstream = await startUpstream(respond);
  keyward = await Keyward.start({ flags: ['--token-concurrency', '8'] });
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

async function store(key: string, limits?: object): Promise<void> {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const body = { type: 'ApiKey', baseUrl: upstream.url, fields, ...(limits && { limits }) };
  const stored = await keyward.api('PUT', `credentials/${key}`, { body });
  assert.equal(stored.status, 201, stored.text);
}

async function tokenWith(limits: object | undefined, ...credentials: string[]): Promise<string> {
  const body = { name: 'limited', grants: [{ credentials }], ...(limits && { limits }) };
  const issued = await keyward.api('POST', 'access-tokens', { body });
  assert.equal(issued.status, 201, issued.text);
  return issued.json.token;
}

const get = (path: string, token: string): Promise<Answer> => keyward.call(path, { token });

async function callsOf(count: number, path: string, token: string): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => get(path, token)));
  return answers.map(({ status }) => status).sort();
}

/** Waits until so many requests hang at the upstream. */
async function hangingAre(count: number): Promise<void> {
  await until(() => hanging.length >= count);
  assert.equal(hanging.length, count);
}

async function eventually<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await delay(50)) {
    const value = await read();
    if (isDone(value) || Date.now() > deadline) return value;
  }
}

function assertRefused(answer: Answer, code: string): void {
  assert.equal(answer.status, 429, answer.text);
  assert.equal(answer.headers.get('keyward-error'), code);
  assert.equal(answer.json.code, code);
  assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
}

describe('rates', () => {
  test('a token sends as many as its limit, then 429 with Retry-After, and the upstream gets no more', async () => {
    await store('plain');
    const token = await tokenWith({ perMinute: 5 }, 'plain');
    const before = upstream.received.length;
    assert.deepEqual(await callsOf(8, '/plain/a', token), [200, 200, 200, 200, 200, 429, 429, 429]);
    assert.equal(upstream.received.length, before + 5);
    const refused = await get('/plain/a', token);
    assertRefused(refused, 'limit/rate');
    assert.ok(Number(refused.headers.get('retry-after')) <= 12);
    assert.equal(refused.headers.get('ratelimit-policy'), '"token-minute";q=5;w=60');
    assert.match(refused.headers.get('ratelimit')!, /^"token-minute";r=0;t=\d+$/);
    assert.equal((await get('/plain/a', await tokenWith(undefined, 'plain'))).status, 200);
  });

  test('a credential counts what all tokens send together', async () => {
    await store('shared', { perMinute: 4 });
    const tokens = [await tokenWith(undefined, 'shared'), await tokenWith(undefined, 'shared')];
    const statuses = await Promise.all(tokens.map((token) => callsOf(3, '/shared/a', token)));
    assert.deepEqual(statuses.flat().sort(), [200, 200, 200, 200, 429, 429]);
    const refused = await get('/shared/a', tokens[0]!);
    assertRefused(refused, 'limit/rate');
    assert.match(refused.json.detail, /this credential/);
  });

  test('a second is over after a second', async () => {
    await store('quick', { perSecond: 2 });
    const token = await tokenWith(undefined, 'quick');
    assert.deepEqual(await callsOf(3, '/quick/a', token), [200, 200, 429]);
    await delay(1_100);
    assert.deepEqual(await callsOf(3, '/quick/a', token), [200, 200, 429]);
  });

  test('a flood of refusals is one entry of the audit log, each of them a line of the request log', async () => {
    await store('flooded', { perMinute: 1 });
    const token = await tokenWith(undefined, 'flooded');
    await get('/flooded/a', token);
    for (let i = 0; i < 5; i++) await callsOf(8, '/flooded/a', token);
    const audit = await keyward.api('GET', 'audit?outcome=refused&code=limit/rate&subject=flooded');
    assert.equal(audit.json.items.length, 1);
    assert.equal(audit.json.items[0].action, 'credential.use');
    const requests = await eventually(
      () => keyward.api('GET', 'requests?credential=flooded&code=limit/rate&limit=200'),
      ({ json }) => json.items.length >= 40,
    );
    assert.equal(requests.json.items.length, 40);
  });
});

describe('requests at once', () => {
  test('a slot is taken until the end, and given back by an answer and by a caller that goes away', async () => {
    hanging = [];
    await store('narrow', { concurrency: 2 });
    const token = await tokenWith(undefined, 'narrow');
    const first = get('/narrow/hang', token);
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${token}` };
    const second = fetch(`${keyward.brokerUrl}/proxy/narrow/hang`, { headers, signal: leaving.signal });
    second.catch(() => undefined);
    await hangingAre(2);
    assertRefused(await get('/narrow/a', token), 'limit/concurrency');
    leaving.abort();
    assert.equal(
      (
        await eventually(
          () => get('/narrow/a', token),
          ({ status }) => status === 200,
        )
      ).status,
      200,
    );
    const third = get('/narrow/hang', token);
    await hangingAre(3);
    assertRefused(await get('/narrow/a', token), 'limit/concurrency');
    for (const response of hanging) response.end('late');
    assert.deepEqual([(await first).text, (await third).text], ['late', 'late']);
    assert.deepEqual(await callsOf(2, '/narrow/a', token), [200, 200]);
  });

  test('requests that end in an error give their slot back, too', async () => {
    await store('failing', { concurrency: 1 });
    const gone = await startUpstream(() => undefined);
    const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
    await gone.close();
    await keyward.api('PATCH', 'credentials/failing', { body: { baseUrl: gone.url, fields } });
    const token = await tokenWith(undefined, 'failing');
    for (let i = 0; i < 5; i++) assert.equal((await get('/failing/a', token)).json.code, 'upstream/unreachable');
  });

  test('a request that is cut because its token was revoked gives its slot back', async () => {
    hanging = [];
    await store('cut', { concurrency: 1 });
    const body = { name: 'short-lived', grants: [{ credentials: ['cut'] }] };
    const { json: revoked } = await keyward.api('POST', 'access-tokens', { body });
    const cut = get('/cut/hang', revoked.token);
    await hangingAre(1);
    const token = await tokenWith(undefined, 'cut');
    assertRefused(await get('/cut/a', token), 'limit/concurrency');
    assert.equal((await keyward.api('DELETE', `access-tokens/${revoked.id}`)).status, 204);
    assert.equal((await cut).json.code, 'token/invalid');
    assert.equal((await get('/cut/a', token)).status, 200);
  });

  test('the default of the installation holds for a token without a limit of its own', async () => {
    hanging = [];
    await store('wide');
    const token = await tokenWith(undefined, 'wide');
    const more = await tokenWith({ concurrency: 9 }, 'wide');
    const running = Array.from({ length: 8 }, () => get('/wide/hang', token));
    await hangingAre(8);
    assertRefused(await get('/wide/a', token), 'limit/concurrency');
    running.push(...Array.from({ length: 9 }, () => get('/wide/hang', more)));
    await hangingAre(17);
    assertRefused(await get('/wide/a', more), 'limit/concurrency');
    for (const response of hanging) response.end();
    await Promise.all(running);
  });
});

describe('what the upstream asks to wait for', () => {
  for (const [name, status, most] of [
    ['seconds', 429, 120],
    ['date', 503, 121],
    ['long', 429, 600],
  ] as const) {
    test(`${status} with ${name} goes to the caller as it is; then nothing is sent until the time is over`, async () => {
      const key = `asks-${name}`;
      await store(key);
      await store(`other-${name}`);
      const tokens = [await tokenWith(undefined, key), await tokenWith(undefined, key)];
      const first = await get(`/${key}/wait/${name}`, tokens[0]!);
      assert.deepEqual([first.status, first.text], [status, 'too many, says the upstream']);
      assert.equal(first.headers.get('keyward-error'), null);
      const before = upstream.received.length;
      for (const token of tokens) {
        const refused = await get(`/${key}/a`, token);
        assertRefused(refused, 'upstream/rate-limited');
        const left = Number(refused.headers.get('retry-after'));
        assert.ok(left > most - 20 && left <= most, String(left));
      }
      assert.equal(upstream.received.length, before);
      assert.equal((await get(`/other-${name}/a`, await tokenWith(undefined, `other-${name}`))).status, 200);
      const shown = await eventually(
        () => keyward.api('GET', `credentials/${key}`),
        ({ json }) => json.rateLimitedUntil !== undefined,
      );
      const ms = Date.parse(shown.json.rateLimitedUntil) - Date.now();
      assert.ok(ms > (most - 20) * 1_000 && ms <= most * 1_000, String(ms));
    });
  }

  test('once it is over all go, and it is no longer shown', async () => {
    await store('brief');
    const token = await tokenWith(undefined, 'brief');
    await get('/brief/wait/short', token);
    assertRefused(await get('/brief/a', token), 'upstream/rate-limited');
    await delay(1_100);
    assert.deepEqual(await callsOf(3, '/brief/a', token), [200, 200, 200]);
    assert.equal((await keyward.api('GET', 'credentials/brief')).json.rateLimitedUntil, undefined);
  });

  test('without a time, or with one that nobody can read, every call goes through', async () => {
    await store('vague');
    const token = await tokenWith(undefined, 'vague');
    for (const name of ['garbage', 'silent', 'busy']) {
      const { status, text } = await get(`/vague/wait/${name}`, token);
      assert.deepEqual([status, text], [waits[name]![0], 'too many, says the upstream']);
    }
  });

  test('a credential may choose not to wait, at any time', async () => {
    await store('eager');
    const token = await tokenWith(undefined, 'eager');
    await get('/eager/wait/seconds', token);
    assertRefused(await get('/eager/a', token), 'upstream/rate-limited');
    const body = { limits: { respectRetryAfter: false } };
    assert.equal((await keyward.api('PATCH', 'credentials/eager', { body })).status, 200);
    const answer = await eventually(
      () => get('/eager/a', token),
      ({ status }) => status === 200,
    );
    assert.equal(answer.status, 200);
    assert.equal((await get('/eager/wait/seconds', token)).headers.get('keyward-error'), null);
    assert.equal((await get('/eager/a', token)).status, 200);
  });
});

test('catalogue 22: verification has a limit of its own, and says how long to wait', async () => {
  await store('tried');
  const verify = () => keyward.api('POST', 'credentials/tried/verify');
  const answers = await Promise.all(Array.from({ length: 11 }, verify));
  const refused = answers.filter(({ status }) => status === 429);
  assert.equal(refused.length, 1);
  assert.equal(refused[0]!.json.code, 'request/rate-limited');
  assert.match(refused[0]!.headers.get('retry-after')!, /^[1-6]$/);
});

test('each node counts for itself and learns of a pause by itself; every node shows it', async () => {
  await store('spread', { perMinute: 2 });
  await store('paused');
  const token = await tokenWith(undefined, 'spread', 'paused');
  const there = await Keyward.start({ data: keyward.data });
  try {
    for (const node of [keyward, there]) {
      const statuses: number[] = [];
      for (let i = 0; i < 3; i++) statuses.push((await node.call('/spread/a', { token })).status);
      assert.deepEqual(statuses, [200, 200, 429]);
    }
    await get('/paused/wait/seconds', token);
    assertRefused(await get('/paused/a', token), 'upstream/rate-limited');
    assert.equal((await there.call('/paused/a', { token })).status, 200);
    const shown = await eventually(
      () => there.api('GET', 'credentials/paused'),
      ({ json }) => json.rateLimitedUntil !== undefined,
    );
    assert.ok(Date.parse(shown.json.rateLimitedUntil) > Date.now());
    assert.deepEqual(await there.leaksOf(canary), []);
  } finally {
    await there.close();
  }
});

describe('limits are managed', () => {
  test('a credential takes, changes and loses limits without its secret, and what was used stays used', async () => {
    await store('changing', { perMinute: 1, respectRetryAfter: true });
    const token = await tokenWith(undefined, 'changing');
    assert.deepEqual((await keyward.api('GET', 'credentials/changing')).json.limits, { perMinute: 1 });
    assert.equal((await get('/changing/a', token)).status, 200);
    const raised = await keyward.api('PATCH', 'credentials/changing', { body: { limits: { perMinute: 2 } } });
    assert.deepEqual([raised.status, raised.json.limits, raised.json.version], [200, { perMinute: 2 }, 2]);
    assert.equal(raised.json.secrets.apiKey.materialVersion, 1);
    await delay(1_000);
    assertRefused(await get('/changing/a', token), 'limit/rate');
    const freed = await keyward.api('PATCH', 'credentials/changing', { body: { limits: null } });
    assert.deepEqual([freed.status, freed.json.limits], [200, undefined]);
    assert.equal(
      (
        await eventually(
          () => get('/changing/a', token),
          ({ status }) => status === 200,
        )
      ).status,
      200,
    );
    const same = await keyward.api('PATCH', 'credentials/changing', { body: { limits: {} } });
    assert.equal(same.json.version, freed.json.version);
    const audit = await keyward.api('GET', 'audit?action=credential.update&subject=changing');
    assert.deepEqual(
      audit.json.items.map(({ details }: { details: { changes: unknown } }) => details.changes),
      [[{ path: '/limits/perMinute', from: 2 }], [{ path: '/limits/perMinute', from: 1, to: 2 }]],
    );
  });

  test('what is no limit is refused, and says where', async () => {
    await store('strict');
    const bad = [{ perMinute: 0 }, { perSecond: -1 }, { concurrency: 1.5 }, { perMinute: 100_001 }, { perHour: 1 }, 7];
    for (const limits of [...bad, { concurrency: 10_001 }, { perMinute: '5' }, { respectRetryAfter: 'no' }]) {
      const changed = await keyward.api('PATCH', 'credentials/strict', { body: { limits } });
      assert.deepEqual([changed.status, changed.json.code], [422, 'request/invalid'], JSON.stringify(limits));
      assert.match(changed.json.errors[0].path, /^\/limits/);
    }
    for (const limits of [...bad, { respectRetryAfter: false }, null]) {
      const body = { name: 'bad', grants: [{ credentials: ['strict'] }], limits };
      const issued = await keyward.api('POST', 'access-tokens', { body });
      assert.deepEqual([issued.status, issued.json.code], [422, 'request/invalid'], JSON.stringify(limits));
    }
  });

  test('a token shows its limits, keeps them when it is rotated, and neither is lost over a restart', async () => {
    await store('kept', { perMinute: 50 });
    const grants = [{ credentials: ['kept'] }];
    const body = { name: 'kept', grants, limits: { perMinute: 2, concurrency: 3 } };
    const { json: issued } = await keyward.api('POST', 'access-tokens', { body });
    assert.deepEqual(issued.limits, body.limits);
    const { json: rotated } = await keyward.api('POST', `access-tokens/${issued.id}/rotate`, { body: {} });
    assert.deepEqual(rotated.limits, body.limits);
    await keyward.restart();
    assert.deepEqual((await keyward.api('GET', `access-tokens/${issued.id}`)).json.limits, body.limits);
    assert.deepEqual((await keyward.api('GET', 'credentials/kept')).json.limits, { perMinute: 50 });
    assert.deepEqual(await callsOf(3, '/kept/a', rotated.token), [200, 200, 429]);
  });

  test('the command line sets, shows and clears them', async () => {
    await store('cli');
    const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_DATA: keyward.data, XDG_CONFIG_HOME: keyward.data };
    const run = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await runCli(args, { env, input: canary });
      assert.equal(code, 0, stderr);
      return stdout;
    };
    await run('credential', 'update', 'cli', '--limit-per-minute', '30', '--ignore-retry-after');
    assert.deepEqual((await keyward.api('GET', 'credentials/cli')).json.limits, {
      perMinute: 30,
      respectRetryAfter: false,
    });
    assert.match(await run('credential', 'show', 'cli'), /limits +30 a minute/);
    await run('credential', 'update', 'cli', '--clear', 'limits');
    assert.equal((await keyward.api('GET', 'credentials/cli')).json.limits, undefined);
    const limits = ['--limit-per-second', '2', '--limit-concurrency', '3'];
    const sealed = [
      '--base-url',
      upstream.url,
      '--set',
      'in=header',
      '--set',
      'name=X-Api-Key',
      '--secret-stdin',
      'apiKey',
    ];
    await run('credential', 'add', 'sealed', '--type', 'ApiKey', ...sealed, ...limits);
    const { json: added } = await keyward.api('GET', 'credentials/sealed');
    assert.deepEqual([added.limits, added.usable], [{ perSecond: 2, concurrency: 3 }, true]);
    const token = JSON.parse(await run('token', 'create', '--credential', 'cli', ...limits, '--json'));
    assert.deepEqual(token.limits, { perSecond: 2, concurrency: 3 });
    assert.match(await run('token', 'show', token.id), /limits +2 a second, 3 at once/);
  });
});
