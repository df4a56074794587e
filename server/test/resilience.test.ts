/** What must survive: kill -9 in the middle of writes, restarts, two processes on one file, two first starts at once. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { Keyward } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let upstream: Upstream;
before(async () => {
  upstream = await startUpstream(demanding(canary));
});
after(() => upstream.close());

function put(keyward: Keyward, key: string, apiKey = canary) {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey };
  return keyward.api('PUT', `credentials/${key}`, { body: { type: 'ApiKey', baseUrl: upstream.url, fields } });
}

const isAcknowledged = (status: number | undefined): boolean => status === 200 || status === 201;

/** Writes to be acknowledged before the process is killed. */
const ENOUGH = 12;

describe('catalogue 39: kill -9 in the middle of writes', () => {
  let keyward: Keyward;
  before(async () => {
    keyward = await Keyward.start();
  });
  after(async () => {
    assert.deepEqual(await keyward.leaksOf(canary), []);
    await keyward.close();
  });

  /** Writes until the process is gone: killed once some writes are acknowledged, with others under way. */
  async function writeUntilKilled(round: number): Promise<string[]> {
    const acknowledged: string[] = [];
    const enough = Promise.withResolvers<void>();
    let isGone = false;
    const write = async (writer: number): Promise<void> => {
      for (let count = 0; !isGone; count++) {
        const key = `round-${round}-${writer}-${count}`;
        const answer = await put(keyward, key).catch(() => undefined);
        if (isAcknowledged(answer?.status)) acknowledged.push(key);
        else isGone = true;
        if (isGone || acknowledged.length >= ENOUGH + round) enough.resolve();
      }
    };
    const writing = Promise.all([0, 1, 2, 3].map(write));
    await enough.promise;
    await keyward.kill();
    await writing;
    return acknowledged;
  }

  test('loses nothing that was acknowledged, and needs no repair', async () => {
    const token = await keyward.tokenFor('round-*');
    const acknowledged: string[] = [];
    for (const round of [1, 2]) {
      const keys = await writeUntilKilled(round);
      assert.ok(keys.length >= ENOUGH);
      acknowledged.push(...keys);
      await keyward.restart();
    }
    const statuses = acknowledged.map(async (key) => (await keyward.call(`/${key}/quote`, { token })).status);
    assert.deepEqual([...new Set(await Promise.all(statuses))], [200]);
    const shown = acknowledged.map(async (key) => (await keyward.api('GET', `credentials/${key}`)).json.usable);
    assert.deepEqual([...new Set(await Promise.all(shown))], [true]);
    assert.deepEqual(await runDoctor(keyward), { code: 0, bad: [] });
  });

  test('leaves each replaced secret either old or new, never neither', async () => {
    const token = await keyward.tokenFor('round-*', 'replaced-*');
    const keys = [0, 1, 2, 3].map((writer) => `replaced-${writer}`);
    for (const key of keys) assert.equal((await put(keyward, key)).status, 201);
    const versions = new Map(keys.map((key) => [key, 1]));
    const enough = Promise.withResolvers<void>();
    const writing = Promise.allSettled(
      keys.map(async (key) => {
        for (let answer = await put(keyward, key); isAcknowledged(answer.status); answer = await put(keyward, key)) {
          versions.set(key, answer.json.secrets.apiKey.materialVersion);
          if (versions.get(key)! > 3) enough.resolve();
        }
        enough.resolve();
      }),
    );
    await enough.promise;
    await keyward.kill();
    await writing;
    await keyward.restart();
    for (const key of keys) {
      const { json } = await keyward.api('GET', `credentials/${key}`);
      assert.ok(json.secrets.apiKey.materialVersion >= versions.get(key)!);
      assert.equal((await keyward.call(`/${key}/quote`, { token })).status, 200);
    }
    assert.deepEqual(await runDoctor(keyward), { code: 0, bad: [] });
  });
});

describe('two Keywards on one SQLite file', () => {
  let first: Keyward;
  let second: Keyward;
  before(async () => {
    first = await Keyward.start();
    second = await Keyward.start({ data: first.data });
  });
  after(async () => {
    assert.deepEqual([...(await first.leaksOf(canary)), ...(await second.leaksOf(canary))], []);
    await second.close();
    await first.close();
  });

  async function warmToken(key: string): Promise<{ token: string; id: string }> {
    await put(first, key);
    const grants = [{ credentials: [key] }];
    const { json } = await first.api('POST', 'access-tokens', { body: { name: 'r', grants } });
    assert.equal((await second.call(`/${key}/quote`, { token: json.token })).status, 200);
    return json;
  }

  /** The first refusal; nothing else may come before it. */
  function codeOf(key: string, token: string): Promise<string> {
    return until(async () => {
      const answer = await second.call(`/${key}/quote`, { token });
      if (answer.status !== 200) return answer.headers.get('keyward-error') ?? answer.text;
      return undefined;
    }, `${key} is refused`);
  }

  test('what is deleted on one is refused by the other, its cache warm', async () => {
    const { token } = await warmToken('deleting');
    assert.equal((await first.api('DELETE', 'credentials/deleting')).status, 204);
    assert.equal(await codeOf('deleting', token), 'credential/not-found');
  });

  test('a token revoked on one is refused by the other, its cache warm', async () => {
    const { token, id } = await warmToken('revoking');
    assert.equal((await first.api('DELETE', `access-tokens/${id}`)).status, 204);
    assert.equal(await codeOf('revoking', token), 'token/invalid');
  });

  test('a secret replaced on one goes out from the other, and costs no caller an error', async () => {
    const { token } = await warmToken('replacing');
    assert.equal((await put(first, 'replacing', 'another-secret')).status, 200);
    await until(async () => {
      const { status, text, headers } = await second.call('/replacing/quote', { token });
      assert.equal(headers.get('keyward-error'), null, text);
      return status === 401;
    }, 'the upstream gets the new secret');
    assert.equal(upstream.received.at(-1)!.headers['x-api-key'], 'another-secret');
  });

  test('writes on both at once are all kept', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `both-${index}`);
    const answers = await Promise.all(keys.map((key, index) => put(index % 2 === 0 ? first : second, key)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    assert.deepEqual(await runDoctor(first), { code: 0, bad: [] });
  });
});

describe('starting', { concurrency: 2 }, () => {
  test('a restart in order keeps credentials, tokens, revocations and the audit log', async () => {
    const keyward = await Keyward.start();
    try {
      await put(keyward, 'kept');
      await put(keyward, 'deleted');
      const token = await keyward.tokenFor('kept', 'deleted');
      const revoked = await keyward.api('POST', 'access-tokens', {
        body: { name: 'r', grants: [{ credentials: ['kept'] }] },
      });
      await keyward.api('DELETE', `access-tokens/${revoked.json.id}`);
      await keyward.api('DELETE', 'credentials/deleted');
      const shown = (await keyward.api('GET', 'credentials/kept')).json;
      const owner = await keyward.ownerToken();
      const logged = (await keyward.api('GET', 'audit')).json.items;
      await keyward.restart();
      assert.equal(await keyward.ownerToken(), owner);
      assert.deepEqual((await keyward.api('GET', 'credentials/kept')).json, shown);
      assert.deepEqual((await keyward.api('GET', 'audit')).json.items, logged);
      assert.equal((await keyward.call('/kept/quote', { token })).status, 200);
      assert.equal((await keyward.call('/deleted/quote', { token })).json.code, 'credential/not-found');
      assert.equal((await keyward.call('/kept/quote', { token: revoked.json.token })).json.code, 'token/invalid');
      assert.deepEqual(await keyward.leaksOf(canary), []);
    } finally {
      await keyward.close();
    }
  });

  test('two first starts at once on one folder make one organisation, and one owner token that works on both', async () => {
    const data = await mkdtemp(join(tmpdir(), 'keyward-test-'));
    const both = await Promise.all([Keyward.start({ data }), Keyward.start({ data })]);
    try {
      for (const keyward of both) {
        assert.equal((await put(keyward, 'sample')).json.key, 'sample');
        const token = await keyward.tokenFor('sample');
        for (const other of both) assert.equal((await other.call('/sample/quote', { token })).status, 200);
      }
      const count = (table: string, where = '1') => rows(data, `select * from ${table} where ${where}`).length;
      assert.equal(count('organisations'), 1);
      assert.equal(count('access_tokens', "role = 'owner'"), 1);
      // One signing key of the installation; of it and of the organisation a sealing and a witness key each.
      for (const [purpose, expected] of Object.entries({ signing: 1, sealing: 2, witness: 2 })) {
        assert.equal(count('organisation_keys', `purpose = '${purpose}'`), expected, purpose);
      }
      const files = (await readdir(data)).filter((name) => !name.startsWith('keyward.sqlite'));
      assert.deepEqual(files.sort(), ['admin-token', 'broker-key.pub', 'root.key', 'set-up-link']);
      assert.deepEqual(await runDoctor(both[0]), { code: 0, bad: [] });
      for (const keyward of both) assert.deepEqual(await keyward.leaksOf(canary), []);
    } finally {
      await Promise.all(both.map((keyward) => keyward.close()));
      await rm(data, { recursive: true });
    }
  });
});
