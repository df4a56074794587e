/**
 * Verification over a whole Keyward: before saving and after it, in each mode, against an API that answers well, badly or
 * not at all. What is not accepted under `enforce` leaves no trace in the store; the secret leaves none anywhere.
 */
import assert from 'node:assert/strict';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createAuthority } from './kit/authority.ts';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const wrong = `wrong-${newCanary()}`;
let keyward: Keyward;
let upstream: Upstream;
/** Answers whatever is asked with the right secret. */
let answer = { status: 200, body: 'ok', headers: {} as Record<string, string> };

before(async () => {
  upstream = await startUpstream(({ url, headers }, response) => {
    const given = headers['x-key'] ?? headers.authorization;
    const echo = JSON.stringify({ url, headers });
    if (given === undefined || String(given).includes('wrong')) return void response.writeHead(401).end(echo);
    response
      .writeHead(answer.status, { 'x-echo': encodeURIComponent(echo), ...answer.headers })
      .end(answer.body + echo);
  });
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  assert.deepEqual(await keyward.leaksOf(wrong), []);
  await keyward.close();
  await upstream.close();
});

const body = (secret = canary, more: object = {}) => ({
  type: 'ApiKey',
  baseUrl: upstream.url,
  fields: { in: 'header', name: 'X-Key', prefix: 'Token ', apiKey: secret, testPath: '/me?a=1' },
  ...more,
});

/** Rows that the file of the store holds: of credentials, of sealed fields, and of what is put up to be tried. */
function rows(): number[] {
  const db = new DatabaseSync(join(keyward.data, 'keyward.sqlite'), { readOnly: true });
  try {
    return ['credentials', 'material', 'staged_credentials'].map((table) => {
      return Number(db.prepare(`select count(*) as n from ${table}`).get()?.n);
    });
  } finally {
    db.close();
  }
}

describe('before saving', () => {
  test('credentials:verify answers the verdict and a trace that shows the request, and stores nothing', async () => {
    const stored = rows();
    const good = await keyward.api('POST', 'credentials:verify', { body: body() });
    assert.deepEqual([good.status, good.json.verdict], [200, 'accepted'], good.text);
    const steps = good.json.steps.map(({ step }: { step: string }) => step);
    const probed = ['request without the secret', 'status without the secret', 'request', 'status', 'rule'];
    assert.deepEqual(steps, ['fields', 'target', ...probed]);
    const { request } = good.json.steps.find(({ step }: { step: string }) => step === 'request');
    assert.deepEqual([request.method, request.url], ['GET', `${upstream.url}/me?a=1`]);
    const sent = upstream.received.at(-1)!;
    const shown = new Map(request.headers.map(({ name, value }: { name: string; value: string }) => [name, value]));
    assert.equal(shown.get('x-key'), 'Token ••••');
    assert.equal(sent.headers['x-key'], `Token ${canary}`);
    for (const [name, value] of shown)
      if (name !== 'x-key') assert.equal(value, sent.headers[String(name)], String(name));
    const kept = Object.keys(sent.headers).filter((name) => name !== 'connection');
    assert.deepEqual([...shown.keys()].sort(), kept.sort());
    const bad = await keyward.api('POST', 'credentials:verify', { body: body(wrong) });
    assert.deepEqual([bad.status, bad.json.verdict], [200, 'rejected']);
    assert.deepEqual(rows(), stored);
  });

  test('what is sent in no header is masked where it stands, in query, Basic and path', async () => {
    // No slash, which no path carries.
    const value = canary.replaceAll('/', '-');
    const injection = (step: object) => ({
      body: { type: 'Secret', baseUrl: upstream.url, fields: { value, testPath: '/me' }, injection: [step] },
    });
    const urlOf = async (step: object) => {
      const { json } = await keyward.api('POST', 'credentials:verify', injection(step));
      const { request } =
        json.steps?.find(({ step }: { step: string }) => step === 'request') ?? assert.fail(JSON.stringify(json));
      return [request.url.slice(upstream.url.length), request.headers];
    };
    assert.equal((await urlOf({ into: 'query', name: 'key', value: 'x ${value}' }))[0], '/me?key=x%20••••');
    assert.equal((await urlOf({ into: 'path', value: 'bot${value}' }))[0], '/bot••••/me');
    const [, headers] = await urlOf({ into: 'basic', value: 'ann:${value}' });
    assert.deepEqual(
      headers.filter(({ name }: { name: string }) => name === 'authorization'),
      [{ name: 'authorization', value: 'Basic base64(ann:••••)' }],
    );
  });

  test('what has no check is not verifiable, which is no failure', async () => {
    const bare = { type: 'Raw', fields: { raw: canary } };
    const tried = await keyward.api('POST', 'credentials:verify', { body: bare });
    assert.deepEqual([tried.status, tried.json.verdict], [200, 'unverified'], tried.text);
    assert.match(tried.json.steps[0].note, /^Not verifiable/);
    const enforced = await keyward.api('PUT', 'credentials/raw?verify=enforce', { body: bare });
    assert.equal(enforced.status, 201, enforced.text);
  });

  test('catalogue 22: no answer reads the same and takes as long, whether a port is closed or speaks no HTTP', async () => {
    const mute: Server = createServer((socket) => void socket.on('error', () => undefined).end('220 hello\r\n'));
    await new Promise<void>((resolve) => void mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as { port: number };
    const tell = async (to: number) => {
      const startedAt = performance.now();
      const { json } = await keyward.api('POST', 'credentials:verify', {
        body: body(canary, { baseUrl: `http://127.0.0.1:${to}` }),
      });
      assert.ok(performance.now() - startedAt >= 4_900, 'told at once');
      return JSON.stringify(json.steps).replaceAll(`:${to}`, '');
    };
    const [closed, odd] = await Promise.all([tell(1), tell(port)]);
    mute.close();
    assert.equal(closed, odd);
  });

  test('a certificate that is not good is told, as a login tells it', async () => {
    const { cert, key } = await (await createAuthority()).issue(['127.0.0.1']);
    const strange = createHttpsServer({ cert, key }, (_, response) => void response.end());
    await new Promise<void>((resolve) => void strange.listen(0, '127.0.0.1', resolve));
    const { port } = strange.address() as { port: number };
    const { json } = await keyward.api('POST', 'credentials:verify', {
      body: body(canary, { baseUrl: `https://127.0.0.1:${port}` }),
    });
    strange.close();
    assert.equal(json.verdict, 'unverified');
    assert.match(json.steps.at(-1).note, /^upstream\/unreachable: No authority that Keyward trusts has signed/);
  });
});

describe('enforce', () => {
  test('stores what is accepted with its verdict, and nothing of what is rejected or proves nothing', async () => {
    const stored = rows();
    const rejected = await keyward.api('PUT', 'credentials/strict?verify=enforce', { body: body(wrong) });
    assert.deepEqual([rejected.status, rejected.json.code], [422, 'verification/rejected'], rejected.text);
    assert.equal(rejected.json.verification.verdict, 'rejected');
    assert.ok(rejected.json.verification.steps.some(({ request }: { request?: object }) => request));
    for (const status of [302, 404, 429, 500]) {
      answer = { ...answer, status };
      const odd = await keyward.api('POST', 'credentials?verify=enforce', { body: body(canary, { key: 'strict' }) });
      assert.deepEqual([odd.status, odd.json.code], [422, 'verification/not-accepted'], odd.text);
    }
    answer = { ...answer, status: 200 };
    assert.deepEqual(rows(), stored);
    const good = await keyward.api('POST', 'credentials?verify=enforce', { body: body(canary, { key: 'strict' }) });
    assert.deepEqual([good.status, good.json.verification.verdict], [201, 'accepted'], good.text);
  });

  test('an update that is not accepted leaves the old secret live', async () => {
    const bad = { body: { baseUrl: upstream.url, fields: { apiKey: wrong } } };
    const failed = await keyward.api('PATCH', 'credentials/strict?verify=enforce', bad);
    assert.deepEqual([failed.status, failed.json.code], [422, 'verification/rejected'], failed.text);
    const { json } = await keyward.api('GET', 'credentials/strict');
    assert.deepEqual(
      [json.verification.verdict, json.version, json.secrets.apiKey.materialVersion],
      ['accepted', 1, 1],
    );
    const token = await keyward.tokenFor('strict');
    assert.equal((await keyward.call('/strict/me', { token })).status, 200);
    const renamed = await keyward.api('PATCH', 'credentials/strict?verify=enforce', { body: { name: 'Strict' } });
    assert.deepEqual([renamed.status, renamed.json.verification.verdict], [200, 'accepted'], renamed.text);
    assert.equal(rows()[2], 0);
  });

  test('a bulk stores the items that are accepted, and takes no more of them than may be tried at once', async () => {
    const items = [body(canary, { key: 'one' }), body(wrong, { key: 'two' }), { type: 'Raw', fields: { raw: canary } }];
    const some = await keyward.api('POST', 'credentials:bulk?verify=enforce', { body: { items, onError: 'good' } });
    assert.equal(some.status, 200, some.text);
    assert.deepEqual(
      some.json.items.map(({ index }: { index: number }) => index),
      [0, 2],
    );
    assert.deepEqual(
      some.json.failed.map(({ problem }: { problem: { code: string } }) => problem.code),
      ['verification/rejected'],
    );
    assert.equal((await keyward.api('GET', 'credentials/one')).json.verification.verdict, 'accepted');
    const none = await keyward.api('POST', 'credentials:bulk?verify=enforce', {
      body: { items: Array(31).fill(body()) },
    });
    assert.deepEqual([none.status, none.json.code], [422, 'request/invalid']);
    assert.equal(rows()[2], 0);
  });
});

describe('record and skip', () => {
  test('record is the default where what is tried has changed; a rejected credential is used only where that is allowed', async () => {
    const made = await keyward.api('PUT', 'credentials/lax', { body: body(wrong) });
    assert.deepEqual(
      [made.status, made.json.verification.verdict, made.json.reason],
      [201, 'rejected', 'credential/rejected'],
    );
    const asked = upstream.received.length;
    await keyward.api('PATCH', 'credentials/lax', { body: { name: 'Lax' } });
    const skipped = await keyward.api('PUT', 'credentials/skipped?verify=skip', { body: body() });
    assert.equal(skipped.json.verification.checkedAt, undefined);
    assert.equal(upstream.received.length, asked, 'nothing that is tried has changed');
    const token = await keyward.tokenFor('lax');
    assert.equal((await keyward.call('/lax/me', { token })).json.code, 'credential/rejected');
    await keyward.api('PATCH', 'settings', { body: { injectRejected: true } });
    await eventually(async () => (await keyward.call('/lax/me', { token })).status === 401);
    await keyward.api('PATCH', 'settings', { body: { injectRejected: false } });
  });

  test('a bulk with `record` is tried soon after, by Keyward itself, with an event', async () => {
    const items = [body(wrong, { key: 'later' })];
    assert.equal((await keyward.api('POST', 'credentials:bulk?verify=record', { body: { items } })).status, 200);
    await eventually(async () => {
      const { json } = await keyward.api('GET', 'credentials/later');
      return json.verification.verdict === 'rejected';
    });
    const { json } = await keyward.api('GET', 'events?limit=5');
    const told = json.items.filter(({ data }: { data: { key?: string; actor?: string } }) => data.key === 'later');
    assert.ok(
      told.some(({ type }: { type: string }) => type === 'credential.rejected'),
      JSON.stringify(told),
    );
    const { json: log } = await keyward.api('GET', 'audit?action=credential.verify&limit=1');
    assert.equal(log.items[0].actor, 'keyward');
  });
});

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await isSo()) return;
    await delay(100);
  }
  assert.fail('not within 30 s');
}
