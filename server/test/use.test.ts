/** What Keyward keeps of uses: exact counts over nodes, a request log of metadata, and no use that cannot be kept. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { type CallOptions, Keyward, runCli } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { PATIENCE_MS } from './kit/until.ts';
import { type Respond, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
/** Fit for a path and a consumer's name, as other canaries are not. */
const plainCanary = 'correct.horse.battery.staple';

/** Answers with the status that the path names: `/status/404`. */
const answer: Respond = ({ url }, response) => {
  response.writeHead(Number(/\/status\/(\d+)/.exec(url)?.[1] ?? 200)).end('12345678');
};

let upstream: Upstream;
before(async () => {
  upstream = await startUpstream(answer);
});
after(() => upstream.close());

async function store(keyward: Keyward, key: string, apiKey = canary): Promise<void> {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey };
  const body = { type: 'ApiKey', baseUrl: upstream.url, fields };
  assert.equal((await keyward.api('PUT', `credentials/${key}`, { body })).status, 201);
}

/** Asks until it holds; what is kept of a use is to be read soon after its end. */
async function eventually<T>(
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
  withinMs = PATIENCE_MS,
): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await delay(50)) {
    const value = await read();
    if (isDone(value) || Date.now() > deadline) return value;
  }
}

async function useOf(keyward: Keyward, key: string, query: string) {
  const { status, json, text } = await keyward.api('GET', `credentials/${key}/use?${query}`);
  assert.equal(status, 200, text);
  return json.items;
}

async function requestsOf(keyward: Keyward, query: string) {
  const { status, json, text } = await keyward.api('GET', `requests?${query}`);
  assert.equal(status, 200, text);
  return json.items;
}

/** A thousand calls at once, half of them through each node. */
async function countThousand(nodes: readonly [Keyward, Keyward]): Promise<void> {
  await store(nodes[0], 'counted');
  const tokens = [await nodes[0].tokenFor('counted'), await nodes[0].tokenFor('counted')];
  const statuses = [200, 200, 302, 404, 503];
  const calls = Array.from({ length: 1000 }, async (_, index) => {
    const headers = { 'keyward-consumer': `flow/${index % 4}` };
    const options = { token: tokens[index % 2]!, headers, method: 'POST', body: 'abc' };
    const call = () => nodes[index % 2]!.call(`/counted/status/${statuses[index % 5]}`, options);
    let answer = await call();
    // A machine that writes nothing for five seconds lets no use through, and counts none: that is not what is tested.
    while (answer.json?.code === 'audit/unavailable') answer = await delay(500).then(call);
    assert.equal(answer.status, statuses[index % 5], answer.text);
  });
  await Promise.all(calls);
  const [all] = await eventually(
    () => useOf(nodes[1], 'counted', 'by=all'),
    ([sum]) => sum?.count === 1000 && sum.statuses['2xx'] === 400,
  );
  assert.deepEqual(
    [all.count, all.statuses, all.failed],
    [1000, { '2xx': 400, '3xx': 200, '4xx': 200, '5xx': 200 }, 0],
  );
  assert.deepEqual([all.requestBytes, all.responseBytes], [3000, 8000]);
  assert.ok(all.latency.p50Ms > 0 && all.latency.p50Ms <= all.latency.p95Ms, JSON.stringify(all.latency));
  const byConsumer = await useOf(nodes[0], 'counted', 'by=consumer,origin,token');
  const counts = byConsumer.map((group: { consumer: string; count: number }) => [group.consumer, group.count]);
  assert.deepEqual(
    counts,
    [3, 2, 1, 0].map((flow) => [`flow/${flow}`, 250]),
  );
  assert.deepEqual(new Set(byConsumer.map((group: { origin: string }) => group.origin)), new Set([upstream.url]));
  const hours = await useOf(nodes[0], 'counted', 'by=hour');
  assert.equal(
    hours.reduce((sum: number, { count }: { count: number }) => sum + count, 0),
    1000,
  );
  await requestLogHolds(nodes[0], 'counted');
}

async function requestLogHolds(keyward: Keyward, key: string): Promise<void> {
  let cursor = '';
  const ids = new Set<string>();
  do {
    const page = await keyward.api('GET', `requests?credential=${key}&limit=200${cursor}`);
    for (const { id } of page.json.items) ids.add(id);
    cursor = page.json.nextCursor === undefined ? '' : `&cursor=${page.json.nextCursor}`;
  } while (cursor !== '');
  assert.equal(ids.size, 1000);
}

describe('on SQLite', () => {
  let nodes: readonly [Keyward, Keyward];
  before(async () => {
    const first = await Keyward.start();
    nodes = [first, await Keyward.start({ data: first.data })];
  });
  after(async () => {
    for (const node of nodes) {
      for (const secret of [canary, plainCanary]) assert.deepEqual(await node.leaksOf(secret), []);
    }
    await nodes[1].close();
    await nodes[0].close();
  });

  test('a thousand calls at once through two nodes are a thousand uses', () => countThousand(nodes));

  test('the log says what is known of a request and never its query, ids or secrets', async () => {
    const [keyward] = nodes;
    await store(keyward, 'logged', plainCanary);
    const token = await keyward.tokenFor('logged');
    const call = (path: string, options: CallOptions = {}) => keyward.call(`/logged${path}`, { token, ...options });
    const paste = encodeURIComponent(canary);
    await call(`/v1/users/8471/notes?key=${paste}&k=${plainCanary}`, { headers: { 'keyward-consumer': 'flow/7' } });
    await call(`/v1/${paste}/8471/x`);
    await call(`/v1/words/${plainCanary}`);
    await call('/v1/words/correct.horse');
    const logged = await eventually(
      () => requestsOf(keyward, 'credential=logged'),
      ({ length }) => length === 4,
    );
    assert.deepEqual(
      logged.map(({ path }: { path: string }) => path),
      ['/v1/words/correct.horse', '/{id}', '/v1/{id}/{id}/x', '/v1/users/{id}/notes'],
    );
    const { id, at, tokenId, credentialId, waitedMs, totalMs, ...rest } = logged[3];
    assert.match([id, tokenId, credentialId].join(), /^req_\w{26},tok_\w{26},cred_\w{26}$/);
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000 && waitedMs > 0 && totalMs >= waitedMs);
    assert.deepEqual(rest, {
      ...{ credentialKey: 'logged', consumer: 'flow/7', method: 'GET', origin: upstream.url },
      ...{ path: '/v1/users/{id}/notes', status: 200, requestBytes: 0, responseBytes: 8, isCut: false },
    });
    assert.deepEqual(upstream.received.at(-4)!.headers['keyward-consumer'], undefined);
  });

  test('refusals and failures are logged with their code; a refusal counts as no use, a failure as a failed one', async () => {
    const [keyward] = nodes;
    const gone = await startUpstream(answer);
    await gone.close();
    const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
    await keyward.api('PUT', 'credentials/gone', { body: { type: 'ApiKey', baseUrl: gone.url, fields } });
    const grants = [{ credentials: ['gone'], methods: ['GET'] }];
    const { id, token } = (await keyward.api('POST', 'access-tokens', { body: { name: 'r', grants } })).json;
    const failure = await keyward.call('/gone/quote', { token });
    assert.equal(failure.status, 502);
    await keyward.call('/gone/quote', { token, method: 'DELETE' });
    await keyward.call(`/nobody/${encodeURIComponent(canary)}`, { token });
    await keyward.call('/gone/quote', { token, headers: { 'keyward-consumer': token } });
    const logged = await eventually(
      () => requestsOf(keyward, `token=${id}`),
      ({ length }) => length === 4,
    );
    assert.deepEqual(
      logged.map(({ status, code, credentialKey, path }: Record<string, unknown>) => [
        status,
        code,
        credentialKey,
        path,
      ]),
      [
        [400, 'request/consumer-invalid', undefined, '/quote'],
        [404, 'credential/not-found', undefined, '/{id}'],
        [403, 'grant/refused', 'gone', '/quote'],
        [502, failure.json.code, 'gone', '/quote'],
      ],
    );
    const [use] = await eventually(
      () => useOf(keyward, 'gone', 'by=all'),
      ([sum]) => sum?.failed === 1,
    );
    assert.deepEqual([use.count, use.failed, use.statuses['5xx'], use.latency], [1, 1, 0, undefined]);
    assert.equal((await requestsOf(keyward, `token=${id}&statusClass=4xx&code=grant/refused`)).length, 1);
  });

  test('a consumer that is the secret is refused, and the first use of another is audited with it', async () => {
    const [keyward] = nodes;
    await store(keyward, 'named', plainCanary);
    const token = await keyward.tokenFor('named');
    const call = (consumer: string) =>
      keyward.call('/named/quote', { token, headers: { 'keyward-consumer': consumer } });
    const before = upstream.received.length;
    for (const consumer of [plainCanary, `flow/${plainCanary}`, 'a b', 'x'.repeat(201)]) {
      assert.equal((await call(consumer)).json.code, 'request/consumer-invalid');
    }
    assert.equal(upstream.received.length, before);
    assert.equal((await call('function/send')).status, 200);
    const { json } = await keyward.api('GET', 'audit?subject=named&action=credential.use&outcome=done');
    assert.deepEqual(json.items[0].details, { origin: upstream.url, consumer: 'function/send' });
  });

  test('the log is for admins, the statistics for everybody with a role, and the CLI shows both', async () => {
    const [keyward] = nodes;
    const tokenOf = async (role: string) =>
      (await keyward.api('POST', 'access-tokens', { body: { name: role, role } })).json.token;
    const statusOf = async (path: string, role: string) =>
      (await keyward.api('GET', path, { token: await tokenOf(role) })).status;
    assert.deepEqual([await statusOf('requests', 'editor'), await statusOf('requests', 'admin')], [403, 200]);
    assert.equal(await statusOf('credentials/counted/use', 'user'), 200);
    assert.equal((await keyward.api('GET', 'credentials/unknown/use')).json.code, 'credential/not-found');
    const connection = ['--url', keyward.controlUrl];
    const env = { KEYWARD_TOKEN: await keyward.ownerToken() };
    const use = await runCli(['credential', 'use', 'counted', '--by', 'consumer', ...connection], { env });
    assert.match(use.stdout, /flow\/3 +250 +100 +50 +50 +50 +0/);
    const log = await runCli(['request', 'list', '--credential', 'counted', '--limit', '3', ...connection], { env });
    assert.match(log.stdout, /counted +flow\/\d +POST +\S+ +\/status\/\{id\} +\d{3}/, log.stderr);
  });

  test('while the database takes no writes warm calls are answered for five seconds, then refused, and then again', async () => {
    const [keyward] = nodes;
    await store(keyward, 'locked');
    const token = await keyward.tokenFor('locked');
    const call = () => keyward.call('/locked/quote', { token });
    assert.equal((await call()).status, 200);
    await eventually(
      () => useOf(keyward, 'locked', 'by=all'),
      ([sum]) => sum?.statuses['2xx'] === 1,
    );
    const lock = new DatabaseSync(join(keyward.data, 'keyward.sqlite'), { timeout: 5000 });
    lock.exec('begin immediate');
    const answered = await refusedAfterFive(call);
    lock.exec('rollback');
    lock.close();
    await recovers(call);
    const sum = (
      await eventually(
        () => useOf(keyward, 'locked', 'by=all'),
        ([all]) => all.count > answered + 1,
      )
    )[0];
    assert.equal(sum.count, answered + 2);
  });

  test('what is past its retention is removed, also where logging is turned off', async () => {
    const data = nodes[0].data;
    const old = Date.now() - 100 * 86_400_000;
    const past = (table: string) => rows(data, `select * from ${table} where organisation_id = 'org_old'`).length;
    edit(
      data,
      `insert into request_log select 'org_old', ?, id, token_id, credential_id, credential_key, consumer, method, origin,
        path, status, code, waited_us, total_us, request_bytes, response_bytes, is_cut from request_log`,
      old,
    );
    assert.ok(past('request_log') > 1000);
    edit(data, `update credential_use set hour = ?, organisation_id = 'org_old' where consumer = 'flow/0'`, old);
    assert.ok(past('credential_use') > 0);
    const pruner = await Keyward.start({ data });
    const left = () => Promise.resolve(past('request_log') + past('credential_use'));
    assert.equal(await eventually(left, (count) => count === 0, 5000), 0);
    assert.ok(rows(data, 'select * from request_log').length > 1000);
    await pruner.close();
    const off = await Keyward.start({ data, flags: ['--request-log-retention', '0'] });
    assert.equal(
      await eventually(
        async () => rows(data, 'select * from request_log').length,
        (count) => count === 0,
        5000,
      ),
      0,
    );
    await store(off, 'unlogged');
    assert.equal((await off.call('/unlogged/x', { token: await off.tokenFor('unlogged') })).status, 200);
    const [use] = await eventually(
      () => useOf(off, 'unlogged', 'by=all'),
      ([sum]) => sum?.statuses['2xx'] === 1,
    );
    assert.deepEqual([use.count, await requestsOf(off, 'credential=unlogged')], [1, []]);
    await off.close();
  });

  test('an orderly stop loses no use', async () => {
    const [keyward] = nodes;
    await store(keyward, 'stopped');
    const token = await keyward.tokenFor('stopped');
    for (let count = 0; count < 50; count++) assert.equal((await keyward.call('/stopped/x', { token })).status, 200);
    await keyward.stop();
    const [use] = await useOf(nodes[1], 'stopped', 'by=all');
    assert.deepEqual([use.count, use.statuses['2xx']], [50, 50]);
  });
});

/** @returns how many calls were answered */
async function refusedAfterFive(call: () => Promise<{ status: number; json: { code: string } }>): Promise<number> {
  const startedAt = Date.now();
  let answered = 0;
  for (;;) {
    const { status, json } = await call();
    const tookMs = Date.now() - startedAt;
    if (status !== 200) {
      assert.deepEqual([status, json.code], [503, 'audit/unavailable']);
      assert.ok(tookMs > 4500, `refused after ${tookMs} ms`);
      return answered;
    }
    answered += 1;
    assert.ok(tookMs < 5000 + PATIENCE_MS, `answered after ${tookMs} ms`);
    await delay(200);
  }
}

async function recovers(call: () => Promise<{ status: number }>): Promise<void> {
  const status = await eventually(
    async () => (await call()).status,
    (code) => code === 200,
    10_000,
  );
  assert.equal(status, 200);
}

describe('on PostgreSQL', () => {
  let postgres: TestPostgres;
  let database: string;
  let nodes: readonly [Keyward, Keyward];
  before(async () => {
    postgres = await startPostgres();
    database = await postgres.createDatabase();
    const first = await Keyward.start({ database });
    nodes = [first, await Keyward.start({ database, data: first.data })];
  });
  after(async () => {
    for (const node of nodes) assert.deepEqual(await node.leaksOf(canary), []);
    await nodes[1].close();
    await nodes[0].close();
    await postgres.stop();
  });

  test('a thousand calls at once through two nodes are a thousand uses', () => countThousand(nodes));

  test('while the statistics take no writes warm calls are answered for five seconds, then refused, and then again', async () => {
    const [keyward] = nodes;
    await store(keyward, 'locked');
    const token = await keyward.tokenFor('locked');
    const call = () => keyward.call('/locked/quote', { token });
    assert.equal((await call()).status, 200);
    await eventually(
      () => useOf(keyward, 'locked', 'by=all'),
      ([sum]) => sum?.statuses['2xx'] === 1,
    );
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    await client.query('begin');
    await client.query('lock table use_writers in exclusive mode');
    const answered = await refusedAfterFive(call);
    await client.query('rollback');
    await client.end();
    await recovers(call);
    const sum = (
      await eventually(
        () => useOf(keyward, 'locked', 'by=all'),
        ([all]) => all.count > answered + 1,
      )
    )[0];
    assert.equal(sum.count, answered + 2);
  });
});
