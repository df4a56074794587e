/**
 * Catalogue 26: two nodes on one database. What changes on one is in force on the other, though its cache
 * is warm; without the database a node serves what it has for the stale limit and no longer.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { startRelay } from './kit/relay.ts';
import { PATIENCE_MS, until } from './kit/until.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const rootKey = { KEYWARD_ROOT_KEY: `keyward-root-1:${Buffer.alloc(32, 9).toString('base64url')}` };
let upstream: Upstream;
let postgres: TestPostgres;

before(async () => {
  upstream = await startUpstream((_received, response) => response.end('{"price":1}'));
  postgres = await startPostgres();
});
after(async () => {
  await upstream.close();
  await postgres.stop();
});

const body = (apiKey = canary, more: object = {}) => ({
  type: 'ApiKey',
  baseUrl: upstream.url,
  fields: { in: 'header', name: 'X-Api-Key', apiKey },
  ...more,
});
const sent = () => upstream.received.at(-1)!.headers['x-api-key'];

interface Warm {
  readonly key: string;
  readonly token: string;
  readonly tokenId: string;
}

async function putWarm(here: Keyward, there: Keyward, key: string, more: object = {}): Promise<Warm> {
  assert.equal((await here.api('PUT', `credentials/${key}`, { body: body(canary, more) })).status, 201);
  const made = await here.api('POST', 'access-tokens', { body: { name: key, grants: [{ credentials: [key] }] } });
  const { token, id: tokenId } = made.json;
  const warm = { key, token, tokenId };
  await settle(there, warm);
  return warm;
}

/** Once the feed has told of all that was done, nothing evicts any more: a call fills the caches, and the next is warm. */
async function settle(there: Keyward, { key, token }: Warm): Promise<void> {
  await delay(600);
  // A process that was stalled for longer than the stale limit refuses until it has read the feed again.
  for (let call = 0; call < 2; call++)
    await until(async () => (await there.call(`/${key}/quote`, { token })).status === 200);
}

/** Asks again and again until it is so. @returns the last answer, and whether it came in time */
async function askUntil(
  there: Keyward,
  { key, token }: Warm,
  isSo: (answer: Answer) => boolean,
  withinMs = PATIENCE_MS,
): Promise<{ answer: Answer; isInTime: boolean }> {
  const startedAt = performance.now();
  for (;;) {
    const askedAt = performance.now();
    const answer = await there.call(`/${key}/quote`, { token });
    const isInTime = askedAt - startedAt < withinMs;
    if (isSo(answer) || !isInTime) return { answer, isInTime };
    await delay(20);
  }
}

interface Changed {
  readonly what: string;
  readonly change: (here: Keyward, warm: Warm) => Promise<Answer>;
  /** The code by which the other node refuses from then on; undefined: the other secret is sent. */
  readonly code?: string;
}

const changes: readonly Changed[] = [
  {
    what: 'an update of the secret',
    change: (here, { key }) => here.api('PATCH', `credentials/${key}`, { body: { fields: { apiKey: `${canary}2` } } }),
  },
  {
    what: 'a deletion',
    change: (here, { key }) => here.api('DELETE', `credentials/${key}`),
    code: 'credential/not-found',
  },
  {
    what: 'a revocation',
    change: (here, { tokenId }) => here.api('DELETE', `access-tokens/${tokenId}`),
    code: 'token/invalid',
  },
  {
    what: 'an earlier expiry of the credential',
    change: async (here, { key }) => {
      const expiresAt = new Date(Date.now() + 400).toISOString();
      const answer = await here.api('PATCH', `credentials/${key}`, { body: { expiresAt } });
      await delay(400);
      return answer;
    },
    code: 'credential/expired',
  },
];

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`two nodes on one ${dialect}`, () => {
    let here: Keyward;
    let there: Keyward;
    before(async () => {
      const shared = dialect === 'SQLite' ? {} : { database: await postgres.createDatabase(), env: rootKey };
      here = await Keyward.start(shared);
      there = await Keyward.start(dialect === 'SQLite' ? { data: here.data } : shared);
    });
    after(async () => {
      for (const node of [there, here]) {
        assert.deepEqual(await node.leaksOf(canary), []);
        await node.close();
      }
    });

    for (const [index, { what, change, code }] of changes.entries()) {
      test(`catalogue 26: ${what} on one is in force on the other, its cache warm`, async () => {
        const warm = await putWarm(here, there, `changed-${index}`);
        const changed = await change(here, warm);
        assert.ok(changed.status < 300, changed.text);
        const { answer, isInTime } = await askUntil(there, warm, ({ headers }) =>
          code === undefined ? sent() === `${canary}2` : headers.get('keyward-error') !== null,
        );
        assert.ok(isInTime, answer.text);
        assert.equal(answer.headers.get('keyward-error') ?? undefined, code);
      });
    }

    test('catalogue 26: a key that comes back after a deletion is another credential, on the other node too', async () => {
      const warm = await putWarm(here, there, 'again');
      assert.equal((await here.api('DELETE', 'credentials/again')).status, 204);
      assert.equal((await here.api('PUT', 'credentials/again', { body: body() })).status, 201);
      const { answer } = await askUntil(there, warm, ({ status }) => status === 404);
      assert.equal(answer.json.code, 'credential/not-found');
    });
  });
}

/** A file that a node is writing to at the moment is busy. */
async function backedUp(source: DatabaseSync, path: string): Promise<void> {
  await until(() =>
    backup(source, path).then(
      () => true,
      () => false,
    ),
  );
}

describe('a database that goes back in time', () => {
  test('catalogue 26: an older state put back in place makes a running node forget everything', async () => {
    const keyward = await Keyward.start();
    try {
      const warm = await putWarm(keyward, keyward, 'restored');
      const older = join(keyward.data, 'older');
      using live = new DatabaseSync(join(keyward.data, 'keyward.sqlite'), { timeout: 5_000 });
      await backedUp(live, older);
      const changed = { fields: { apiKey: `${canary}2` } };
      assert.equal((await keyward.api('PATCH', 'credentials/restored', { body: changed })).status, 200);
      assert.equal((await askUntil(keyward, warm, () => sent() === `${canary}2`)).isInTime, true);
      await settle(keyward, warm);
      using source = new DatabaseSync(older, { readOnly: true });
      await backedUp(source, join(keyward.data, 'keyward.sqlite'));
      const { isInTime } = await askUntil(keyward, warm, () => sent() === canary);
      assert.ok(isInTime, 'what is sent is what the database holds');
      assert.deepEqual(await keyward.leaksOf(canary), []);
    } finally {
      await keyward.close();
    }
  });
});

describe('a store that cannot be reached', () => {
  for (const staleLimit of [0, 2]) {
    test(`catalogue 26: warm credentials are served for the stale limit of ${staleLimit} s, then refused, then served again`, async () => {
      const database = await postgres.createDatabase();
      const relay = await startRelay(Number(new URL(database).port));
      const throughRelay = database.replace(/:\d+\//, `:${relay.port}/`);
      const here = await Keyward.start({ database, env: rootKey });
      const flags = ['--stale-limit', String(staleLimit)];
      const there = await Keyward.start({ database: throughRelay, env: rootKey, flags });
      try {
        const kept = await putWarm(here, there, 'kept');
        const deleted = await putWarm(here, there, 'deleted');
        await settle(there, kept);
        relay.cut();
        const cutAt = performance.now();
        const warm = await there.call('/kept/quote', kept);
        if (performance.now() - cutAt < staleLimit * 1_000) assert.equal(warm.status, 200, warm.text);
        assert.equal((await here.api('DELETE', 'credentials/deleted')).status, 204);
        const { answer, isInTime } = await askUntil(there, kept, ({ status }) => status !== 200);
        assert.deepEqual([answer.status, answer.json.code, isInTime], [503, 'store/unavailable', true]);
        assert.ok(performance.now() - cutAt > staleLimit * 1_000, 'refused before the limit');
        assert.equal((await there.call('/deleted/quote', deleted)).status, 503);
        relay.mend();
        await askUntil(there, kept, ({ status }) => status === 200);
        assert.equal((await there.call('/kept/quote', kept)).status, 200);
        const { json } = (await askUntil(there, deleted, ({ status }) => status === 404)).answer;
        assert.equal(json.code, 'credential/not-found');
        for (const node of [here, there]) assert.deepEqual(await node.leaksOf(canary), []);
      } finally {
        await there.close();
        await here.close();
        await relay.close();
      }
    });
  }
});
