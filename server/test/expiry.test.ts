/** Expiry over whole processes: two nodes on one database, each of which may end a credential, and one whose clock lies. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { until } from './kit/until.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const COUNT = 20;

/** Loaded before everything else into a process whose wall clock is to be a day ahead of the database's. */
const dayAhead = `data:text/javascript,${encodeURIComponent(`
  const real = Date, now = real.now;
  globalThis.Date = class extends real {
    constructor(...parts) { if (parts.length === 0) super(now() + 86400000); else super(...parts); }
    static now() { return now() + 86400000; }
  };`)}`;

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`expiry with two nodes on ${dialect}`, () => {
    const canary = newCanary();
    let upstream: Upstream;
    let nodes: Keyward[] = [];
    let store: Store;
    let token: string;

    before(async () => {
      upstream = await startUpstream(demanding(canary));
      const database = dialect === 'PostgreSQL' ? { database: await postgres.createDatabase() } : {};
      const first = await Keyward.start(database);
      nodes = [first, await Keyward.start({ ...database, data: first.data })];
      store = await openStore({ url: database.database ?? `sqlite:${join(first.data, 'keyward.sqlite')}` });
      token = await first.tokenFor('*');
    });
    after(async () => {
      for (const node of nodes) assert.deepEqual(await node.leaksOf(canary), []);
      await store?.close();
      for (const node of nodes.toReversed()) await node.close();
      await upstream.close();
    });

    const body = (expiresAt?: number) => ({
      type: 'ApiKey',
      baseUrl: upstream.url,
      fields: { in: 'header', name: 'X-Api-Key', apiKey: canary },
      ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
    });
    const put = (key: string, expiresAt?: number) =>
      nodes[0]!.api('PUT', `credentials/${key}`, { body: body(expiresAt) });
    /** How far ahead an expiry must lie so that all is set up by then: a loaded machine takes its time. */
    const leadMs = async (): Promise<number> => {
      const begun = Date.now();
      await Promise.all(Array.from({ length: COUNT }, (_, n) => put(`rehearsal-${n}`)));
      await Promise.all(nodes.flatMap((node) => Array.from({ length: COUNT }, (_, n) => use(node, `rehearsal-${n}`))));
      return 2000 + 3 * (Date.now() - begun);
    };
    const use = (node: Keyward, key: string, by = token): Promise<Answer> => node.call(`/${key}/quote`, { token: by });
    const past = (instant: number) => delay(Math.max(0, instant - Date.now()));

    test('each of 20 credentials is used up to its time and refused from it on, on both nodes, warm', async () => {
      const start = Date.now() + (await leadMs());
      const keys = Array.from({ length: COUNT }, (_, n) => ({ key: `short-${n}`, expiresAt: start + n * 100 }));
      await Promise.all(keys.map(async ({ key, expiresAt }) => assert.equal((await put(key, expiresAt)).status, 201)));
      await Promise.all(
        keys.flatMap(({ key, expiresAt }) =>
          nodes.map(async (node) => {
            const warm = await use(node, key);
            assert.equal(warm.status, 200, warm.text);
            await past(expiresAt - 300);
            const last = await use(node, key);
            if (Date.now() < expiresAt) assert.equal(last.status, 200, last.text);
            // Nodes go by the database's time, which they know as well as the slowest answer of it was quick.
            await past(expiresAt + 1000);
            const refused = await use(node, key);
            assert.deepEqual([refused.status, refused.json.code], [410, 'credential/expired']);
          }),
        ),
      );
    });

    test('at its time each is ended once: tombstone, entry, no material', async () => {
      const records = await until(async () => {
        const all = await store.read.selectFrom('credentials').selectAll().where('key', 'like', 'short-%').execute();
        return all.every(({ status }) => status === 'expired') && all;
      });
      assert.equal(records.length, COUNT);
      for (const { status, secrets, version, deleted_at, expires_at } of records) {
        assert.deepEqual([status, secrets, version], ['expired', '{}', 2]);
        assert.ok(deleted_at! >= expires_at!);
      }
      const ids = records.map(({ id }) => id);
      assert.deepEqual(
        await store.read.selectFrom('material').select('field').where('credential_id', 'in', ids).execute(),
        [],
      );
      const { json } = await nodes[1]!.api('GET', 'audit?action=credential.expire&limit=200');
      assert.deepEqual(json.items.map(({ subject }: { subject: string }) => subject).sort(), ids.sort());
      assert.ok(json.items.every(({ actor }: { actor: string }) => actor === 'keyward'));
    });

    test('the list keeps the tombstone, and a successor under its key is another credential', async () => {
      const listed = await nodes[1]!.api('GET', 'credentials?status=expired&limit=200');
      assert.equal(listed.json.items.length, COUNT);
      const shown = await nodes[1]!.api('GET', 'credentials/short-0');
      assert.deepEqual(
        [shown.json.status, shown.json.usable, shown.json.reason],
        ['expired', false, 'credential/expired'],
      );
      assert.deepEqual(shown.json.secrets, { apiKey: { set: false } });
      const tried = await nodes[0]!.api('PATCH', 'credentials/short-0', { body: { expiresAt: null } });
      assert.deepEqual([tried.status, tried.json.code], [410, 'credential/expired']);
      const verified = await nodes[0]!.api('POST', 'credentials/short-0/verify');
      assert.deepEqual([verified.status, verified.json.code], [410, 'credential/expired']);
      const declared = await put('short-1');
      assert.deepEqual([declared.status, declared.json.version], [201, 1]);
      const made = await nodes[0]!.api('POST', 'credentials', { body: { ...body(), key: 'short-0' } });
      assert.equal(made.status, 201, made.text);
      assert.notEqual(made.json.id, shown.json.id);
      for (const node of nodes) {
        await until(async () => (await use(node, 'short-0')).status === 200);
      }
    });

    test('what is renewed in time lives on, to a later time or without one', async () => {
      const at = Date.now() + (await leadMs());
      await put('later', at);
      await put('never', at);
      const later = new Date(at + 4000).toISOString();
      assert.equal((await nodes[1]!.api('PATCH', 'credentials/later', { body: { expiresAt: later } })).status, 200);
      assert.equal((await nodes[1]!.api('PATCH', 'credentials/never', { body: { expiresAt: null } })).status, 200);
      await past(at + 600);
      for (const key of ['never', 'later']) {
        const { status } = await use(nodes[0]!, key);
        if (key === 'never' || Date.now() < at + 4000) assert.equal(status, 200, key);
      }
      await past(at + 4050);
      for (const node of nodes) assert.equal((await use(node, 'later')).json.code, 'credential/expired');
      assert.equal((await use(nodes[1]!, 'never')).status, 200);
    });

    test('tokens and grants end to the second too, warm on both nodes', async () => {
      const at = Date.now() + (await leadMs());
      const expiresAt = new Date(at).toISOString();
      await put('lasting');
      const issue = async (members: object) =>
        (await nodes[0]!.api('POST', 'access-tokens', { body: { name: 't', ...members } })).json.token;
      const tokens = [
        await issue({ grants: [{ credentials: ['lasting'] }], expiresAt }),
        await issue({ grants: [{ credentials: ['lasting'], expiresAt }] }),
      ];
      for (const by of tokens) for (const node of nodes) assert.equal((await use(node, 'lasting', by)).status, 200);
      await past(at + 30);
      for (const node of nodes) {
        assert.equal((await use(node, 'lasting', tokens[0]!)).json.code, 'token/invalid');
        assert.equal((await use(node, 'lasting', tokens[1]!)).json.code, 'credential/not-found');
      }
    });

    test('catalogue 43: a node whose clock is a day ahead ends nothing early and uses nothing late', async () => {
      const database = dialect === 'PostgreSQL' ? { database: urlOf(nodes[0]!) } : {};
      const env = { NODE_OPTIONS: `--import=${dayAhead}` };
      const liar = await Keyward.start({ ...database, data: nodes[0]!.data, env });
      const logged: string[] = [];
      liar.child.stderr!.on('data', (chunk: Buffer) => logged.push(chunk.toString()));
      try {
        const at = Date.now() + 1000 + (await leadMs());
        assert.equal((await put('disputed', at)).status, 201);
        assert.equal((await use(liar, 'disputed')).status, 200);
        const made = await liar.api('PUT', 'credentials/made-there', { body: body(at) });
        assert.equal(made.status, 201, made.text);
        assert.ok(Math.abs(Date.parse(made.json.createdAt) - Date.now()) < 3_600_000, made.json.createdAt);
        await past(at - 400);
        const own = Date.parse(/"time":"([^"]+)"/.exec(logged.join(''))?.[1] ?? '');
        assert.ok(own > Date.now() + 80_000_000, `its own time is ${own}`);
        const last = await use(liar, 'disputed');
        if (Date.now() < at) assert.equal(last.status, 200);
        await past(at + 30);
        for (const node of [liar, ...nodes])
          assert.equal((await use(node, 'disputed')).json.code, 'credential/expired');
      } finally {
        await liar.close();
      }
    });

    const urlOf = (node: Keyward): string => {
      const index = node.child.spawnargs.indexOf('--database');
      return node.child.spawnargs[index + 1]!;
    };

    if (dialect === 'SQLite') {
      test('the sealed secret itself is gone, from the file too', async () => {
        await put('traced', Date.now() + 1000 + (await leadMs()));
        const row = await store.read
          .selectFrom('material')
          .select('envelope')
          .orderBy('created_at', 'desc')
          .executeTakeFirst();
        const isOnDisk = async (): Promise<boolean> => {
          const { data } = nodes[0]!;
          const files = (await readdir(data)).filter((name) => name.startsWith('keyward.sqlite'));
          const bytes = await Promise.all(files.map((name) => readFile(join(data, name))));
          return bytes.some((file) => file.includes(Buffer.from(row!.envelope)));
        };
        assert.ok(await isOnDisk());
        await until(async () => {
          const { json } = await nodes[0]!.api('GET', 'credentials/traced');
          return json.status === 'expired';
        });
        await store.close();
        for (const node of nodes) await node.stop();
        assert.equal(await isOnDisk(), false);
      });
    }
  });
}
