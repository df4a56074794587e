/** The root key missing, wrong, or in the environment; and the two planes apart, on one PostgreSQL with a folder each. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { newRootKeyText } from '../src/keys/root-key.ts';
import { newCanary } from './kit/canary.ts';
import { rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { until } from './kit/until.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let upstream: Upstream;
before(async () => {
  upstream = await startUpstream(demanding(canary));
});
after(() => upstream.close());

const body = () => ({
  type: 'ApiKey',
  baseUrl: upstream.url,
  fields: { in: 'header', name: 'X-Api-Key', apiKey: canary },
});

async function storeSample(keyward: Keyward): Promise<string> {
  assert.equal((await keyward.api('PUT', 'credentials/sample', { body: body() })).status, 201);
  return keyward.tokenFor('sample');
}

// Side by side: each part has its own Keyward, and mostly waits for it to start.
describe('keys', { concurrency: 3 }, () => {
  describe('the root key file', { concurrency: 1 }, () => {
    let keyward: Keyward;
    let token: string;
    let rootKeyId: string;
    let genuine: string;
    const file = () => join(keyward.data, 'root.key');

    before(async () => {
      keyward = await Keyward.start();
      token = await storeSample(keyward);
      rootKeyId = rows(keyward.data, 'select distinct root_key_id from wrapped_keys')[0].root_key_id;
      genuine = await readFile(file(), 'utf8');
    });
    after(async () => {
      assert.deepEqual(await keyward.leaksOf(canary), []);
      await keyward.close();
    });

    async function assertUseless(): Promise<void> {
      const keysBefore = rows(keyward.data, 'select * from wrapped_keys order by kid');
      await keyward.restart();
      const used = await keyward.call('/sample/quote', { token });
      assert.deepEqual([used.status, used.json.code], [503, 'keys/root-key-missing']);
      const listed = await keyward.api('GET', 'credentials');
      assert.deepEqual([listed.status, listed.json.code], [503, 'keys/root-key-missing']);
      const { status } = await keyward.fetch(`${keyward.controlUrl}/health`, {});
      assert.equal(status, 200);
      const { code, bad } = await runDoctor(keyward);
      assert.equal(code, 1);
      assert.ok(
        bad.some((what) => what.includes(rootKeyId)),
        JSON.stringify(bad),
      );
      assert.deepEqual(rows(keyward.data, 'select * from wrapped_keys order by kid'), keysBefore);
    }

    test('without it Keyward starts, use says that it is missing, the doctor says which, and no new one is made', async () => {
      await rename(file(), `${file()}.away`);
      await assertUseless();
      assert.ok(!(await readdir(keyward.data)).includes('root.key'));
      await rename(`${file()}.away`, file());
    });

    test('a wrong one is as good as none, and is left as it is', async () => {
      const wrong = `${newRootKeyText()}\n`;
      await writeFile(file(), wrong, { mode: 0o600 });
      await assertUseless();
      assert.equal(await readFile(file(), 'utf8'), wrong);
    });

    test('put back, everything works again', async () => {
      await writeFile(file(), genuine);
      await keyward.restart();
      assert.equal((await keyward.call('/sample/quote', { token })).status, 200);
      assert.deepEqual(await runDoctor(keyward), { code: 0, bad: [] });
    });

    test('a second line unwraps too, as while root keys are changed', async () => {
      await writeFile(file(), `${newRootKeyText()}\n${genuine}`);
      await keyward.restart();
      assert.equal((await keyward.call('/sample/quote', { token })).status, 200);
      await writeFile(file(), genuine);
    });

    test('one that others can read is refused at start', async () => {
      await keyward.stop();
      const open = join(keyward.data, 'open.key');
      await writeFile(open, genuine, { mode: 0o644 });
      const flags = ['--data', keyward.data, '--root-key', open, '--listen', '127.0.0.1:0', '--log-level', 'silent'];
      const { code, stderr } = await runCli(['serve', ...flags]);
      assert.equal(code, 1);
      assert.match(stderr, /keys\/root-key-invalid/);
      await rm(open);
    });
  });

  test('a root key in the environment works, and no file is made', async () => {
    const env = { KEYWARD_ROOT_KEY: newRootKeyText() };
    const keyward = await Keyward.start({ env });
    try {
      const token = await storeSample(keyward);
      await keyward.restart();
      assert.equal((await keyward.call('/sample/quote', { token })).status, 200);
      assert.deepEqual(await runDoctor(keyward, env), { code: 0, bad: [] });
      assert.ok(!(await readdir(keyward.data)).includes('root.key'));
      await keyward.restart({ env: {} });
      assert.equal((await keyward.call('/sample/quote', { token })).json.code, 'keys/root-key-missing');
      assert.ok(!(await readdir(keyward.data)).includes('root.key'));
      assert.deepEqual(await keyward.leaksOf(canary), []);
      assert.deepEqual(await keyward.leaksOf(env.KEYWARD_ROOT_KEY), []);
    } finally {
      await keyward.close();
    }
  });

  describe('the planes apart', { concurrency: 1 }, () => {
    let postgres: TestPostgres;
    let database: string;
    let broker: Keyward;
    let control: Keyward;
    let owner: string;
    let folder: string;

    before(async () => {
      postgres = await startPostgres();
      database = await postgres.createDatabase();
      broker = await Keyward.start({ database, flags: ['--role', 'broker'] });
      owner = await broker.ownerToken();
      control = await Keyward.start({ database, flags: await controlFlags(broker) });
      folder = await mkdtemp(join(tmpdir(), 'keyward-test-'));
    });
    after(async () => {
      assert.deepEqual([...(await broker.leaksOf(canary)), ...(await control.leaksOf(canary))], []);
      await Promise.all([broker.close(), control.close()]);
      await postgres.stop();
      await rm(folder, { recursive: true });
    });

    async function controlFlags({ data }: Keyward): Promise<string[]> {
      const pin = await readFile(join(data, 'broker-key.pub'), 'utf8');
      return ['--role', 'control', '--broker-url', broker.brokerUrl, '--broker-key', pin.trim()];
    }

    const manage = (method: string, path: string, given?: object) =>
      control.api(method, path, { token: owner, ...(given && { body: given }) });

    test('what control stores the broker uses, and what control deletes the broker refuses', async () => {
      assert.equal(control.brokerUrl, '');
      assert.equal(broker.controlUrl, '');
      assert.equal((await manage('PUT', 'credentials/sample', body())).status, 201);
      const issued = await manage('POST', 'access-tokens', { name: 'r', grants: [{ credentials: ['sample'] }] });
      const { token } = issued.json;
      assert.equal((await broker.call('/sample/quote', { token })).status, 200);
      assert.equal(upstream.received.at(-1)!.headers['x-api-key'], canary);
      assert.equal((await manage('DELETE', 'credentials/sample')).status, 204);
      const codeOf = async () => (await broker.call('/sample/quote', { token })).json.code;
      await until(async () => (await codeOf()) === 'credential/not-found');
    });

    test('each tells the numbers of its own process, and calls between them are no requests of the broker', async () => {
      const headers = { authorization: `Bearer ${owner}` };
      const scrape = async (url: string) => (await control.fetch(`${url}/metrics`, { headers })).text;
      const sumOf = (text: string) =>
        [...text.matchAll(/^keyward_broker_requests_total\{.*\} (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
      const before = sumOf(await scrape(broker.brokerUrl));
      assert.equal((await manage('GET', 'credentials')).status, 200);
      const [ofControl, ofBroker] = [await scrape(control.controlUrl), await scrape(broker.brokerUrl)];
      assert.match(ofControl, /^keyward_control_requests_total\{/m);
      assert.match(ofControl, /^keyward_change_feed_age_seconds /m);
      assert.doesNotMatch(ofControl, /^keyward_broker_/m);
      assert.doesNotMatch(ofBroker, /^keyward_control_/m);
      assert.equal(sumOf(ofBroker), before);
    });

    test('no file of the control plane holds a key that opens', async () => {
      assert.deepEqual(await readdir(control.data), []);
    });

    test('refusals of the broker come through the control plane under their own code', async () => {
      const given = { ...body(), fields: { ...body().fields, apiKey: `${canary}\n` } };
      assert.equal((await manage('PUT', 'credentials/bad', given)).json.code, 'credential/unsendable-value');
      assert.equal(
        (await control.api('GET', 'credentials', { token: `kw_${'A'.repeat(43)}` })).json.code,
        'token/invalid',
      );
    });

    test('a control plane with another broker key pinned refuses to seal', async () => {
      const other = await Keyward.start();
      const deceived = await Keyward.start({ database, flags: await controlFlags(other) });
      try {
        const refused = await deceived.api('PUT', 'credentials/deceived', { token: owner, body: body() });
        assert.deepEqual([refused.status, refused.json.code], [503, 'keys/sealing-key-untrusted']);
        assert.equal((await manage('GET', 'credentials/deceived')).status, 404);
        assert.deepEqual(await deceived.leaksOf(canary), []);
      } finally {
        await Promise.all([other.close(), deceived.close()]);
      }
    });

    test('a control plane refuses to start where it could read a root key', async () => {
      const flags = ['serve', '--data', folder, '--database', database, '--listen', '127.0.0.1:0'];
      const start = async (env: Record<string, string> = {}) =>
        runCli([...flags, ...(await controlFlags(broker))], { env });
      const told = await start({ KEYWARD_ROOT_KEY: newRootKeyText() });
      assert.equal(told.code, 1);
      assert.match(told.stderr, /config\/invalid\n.*root key/);
      await writeFile(join(folder, 'root.key'), `${newRootKeyText()}\n`, { mode: 0o600 });
      const found = await start();
      assert.equal(found.code, 1);
      assert.match(found.stderr, /config\/invalid\n.*root key/);
    });

    test('without the broker the control plane says so', async () => {
      await broker.stop();
      const answer = await manage('GET', 'credentials');
      assert.deepEqual([answer.status, answer.json.code], [503, 'broker/unavailable']);
    });
  });
});
