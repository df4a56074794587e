/**
 * Catalogue 20, and the memory of opened secrets: what is decrypted is zeros again once it was read, an answer under way
 * is masked to its end whatever becomes of its credential meanwhile, and neither a crash nor a signal shows memory.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { runDoctor } from './kit/doctor.ts';
import { Keyward, type StartOptions } from './kit/keyward.ts';
import type { OpenedBytes } from './kit/opened-bytes.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const preloaded = (name: string) => `--import ${new URL(`./kit/${name}`, import.meta.url).href}`;
let upstream: Upstream;
let folder: string;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  folder = await mkdtemp(join(tmpdir(), 'keyward-test-'));
});
after(async () => {
  await upstream.close();
  await rm(folder, { recursive: true });
});

const apiKey = (more: object = {}) => ({
  type: 'ApiKey',
  baseUrl: upstream.url,
  fields: { in: 'header', name: 'X-Api-Key', apiKey: canary, testPath: '/me' },
  ...more,
});

async function using(options: StartOptions, work: (keyward: Keyward) => Promise<void>): Promise<void> {
  const keyward = await Keyward.start(options);
  try {
    await work(keyward);
    assert.deepEqual(await keyward.leaksOf(canary), []);
  } finally {
    await keyward.close();
  }
}

describe('what is opened', () => {
  test('is zeros again once it was read, by whichever way it was opened', async () => {
    const path = join(folder, 'opened.json');
    const opened = async (): Promise<OpenedBytes> => {
      await delay(100);
      return JSON.parse(await readFile(path, 'utf8'));
    };
    const env = { NODE_OPTIONS: preloaded('opened-bytes.ts'), KEYWARD_TEST_OPENED: path };
    await using({ env }, async (keyward) => {
      let before = (await opened()).opened;
      const isOpenedAndWiped = async (what: string): Promise<void> => {
        const now = await opened();
        assert.ok(now.opened > before, `${what}: nothing was opened`);
        assert.deepEqual(now.readable, [], what);
        before = now.opened;
      };
      assert.equal((await keyward.api('PUT', 'credentials/sample', { body: apiKey() })).status, 201);
      await isOpenedAndWiped('admission');
      const refused = await keyward.api('PUT', 'credentials/other', {
        body: apiKey({ fields: { apiKey: `${canary}\n` } }),
      });
      assert.equal(refused.status, 422);
      const changed = { fields: { apiKey: canary } };
      assert.equal((await keyward.api('PATCH', 'credentials/sample', { body: changed })).status, 200);
      await isOpenedAndWiped('a change, compared with the policy of the live secret');
      assert.equal((await keyward.api('POST', 'credentials/sample/verify')).json.verification.verdict, 'accepted');
      await isOpenedAndWiped('verification');
      const token = await keyward.tokenFor('*');
      // The feed of changes tells this process of its own once more, which evicts.
      await delay(600);
      assert.equal((await keyward.call('/sample/quote', { token })).status, 200);
      await isOpenedAndWiped('use');
      assert.equal((await keyward.call('/sample/quote', { token })).status, 200);
      assert.equal((await opened()).opened, before, 'a warm call opens nothing');
      assert.deepEqual(await runDoctor(keyward), { code: 0, bad: [] });
    });
  });
});

describe('an answer under way', () => {
  test('is masked to its end when its credential leaves the cache meanwhile', async () => {
    const rest = Promise.withResolvers<void>();
    const slow = await startUpstream(async (_received, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write(`begin ${canary.slice(0, 12)}`);
      await rest.promise;
      response.end(`${canary.slice(12)} and ${canary} end`);
    });
    await using({}, async (keyward) => {
      await keyward.api('PUT', 'credentials/slow', { body: apiKey({ baseUrl: slow.url, allowedOrigins: [slow.url] }) });
      const token = await keyward.tokenFor('slow');
      const answer = keyward.call('/slow/stream', { token });
      while (slow.received.length === 0) await delay(10);
      // Every change of a record evicts it; this one takes no right away.
      assert.equal((await keyward.api('PATCH', 'credentials/slow', { body: { name: 'Renamed' } })).status, 200);
      await delay(300);
      rest.resolve();
      const masked = '*'.repeat(canary.length);
      assert.equal((await answer).text, `begin ${masked} and ${masked} end`);
    }).finally(() => slow.close());
  });
});

describe('catalogue 20: memory that a crash or a signal could show', () => {
  const filesIn = async (where: string) => (await readdir(where)).filter((name) => /report|core|heap|diag/i.test(name));

  /** Crashes after the start, in a turn of its own, with the canary in the message and in a property. */
  for (const how of ['throws', 'rejects']) {
    test(`catalogue 20: an uncaught exception that ${how} quotes nothing, writes no file and ends the process`, async () => {
      const options = '--report-uncaught-exception --report-on-fatalerror --report-directory=';
      const env = {
        NODE_OPTIONS: `${preloaded('crash-on-signal.ts')} ${options}${folder}`,
        KEYWARD_TEST_CRASH: JSON.stringify({ how, message: canary }),
        KEYWARD_TEST_SECRET: canary,
      };
      await using({ env }, async (keyward) => {
        const ended = once(keyward.child, 'exit');
        keyward.child.kill('SIGUSR2');
        const [code] = await ended;
        assert.equal(code, 70);
        assert.match(keyward.printed(), /"msg":"fatal"/);
        assert.deepEqual([...(await filesIn(folder)), ...(await filesIn(keyward.data))], []);
      });
    });
  }

  test('catalogue 20: SIGUSR1 opens no debugger, and the process goes on', async () => {
    await using({}, async (keyward) => {
      keyward.child.kill('SIGUSR1');
      await delay(300);
      assert.doesNotMatch(keyward.printed(), /Debugger/);
      assert.equal((await keyward.fetch(`${keyward.controlUrl}/health`, {})).status, 200);
    });
  });

  test('catalogue 20: a signal writes no diagnostic report, whatever NODE_OPTIONS says', async () => {
    const options = `--report-on-signal --report-signal=SIGUSR2 --report-directory=${folder}`;
    await using({ env: { NODE_OPTIONS: options, KEYWARD_TEST_SECRET: canary } }, async (keyward) => {
      keyward.child.kill('SIGUSR2');
      await delay(500);
      assert.deepEqual(await filesIn(folder), []);
    });
  });

  test('catalogue 20: a broker under options that show memory does not start', async () => {
    for (const option of ['--heapsnapshot-signal=SIGUSR2', '--inspect=127.0.0.1:0']) {
      const started = Keyward.start({ env: { NODE_OPTIONS: option } });
      await assert.rejects(started, /does not start under Node's --(heapsnapshot-signal|inspect)/, option);
    }
  });

  test('catalogue 20: a core dump has no memory in it', { skip: process.platform !== 'linux' }, async () => {
    await using({}, async (keyward) => {
      const filter = await readFile(`/proc/${keyward.child.pid}/coredump_filter`, 'utf8');
      assert.equal(Number.parseInt(filter, 16), 0);
    });
  });
});
