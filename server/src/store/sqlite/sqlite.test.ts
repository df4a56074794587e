import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { newId } from '../../domain/id.ts';
import { sampleCredential, sampleMaterial } from '../contract/samples.contract.ts';
import { findCredential, insertCredential } from '../credentials.ts';
import { deleteMaterial, stageMaterial } from '../material.ts';
import { openStore } from '../open-store.ts';
import { storeContract } from '../store.contract.ts';

const CRASH_WRITER = fileURLToPath(new URL('../contract/crash-writer.contract.ts', import.meta.url));

const OPEN_STORE = new URL('../open-store.ts', import.meta.url).href;
const run = promisify(execFile);

describe('the store on SQLite', () => {
  let folder: string;
  let count = 0;
  const newPath = () => join(folder, `${++count}.db`);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyward-sqlite-'));
  });
  after(() => rm(folder, { recursive: true }));
  storeContract(async () => `sqlite:${newPath()}`);

  it('catalogue 39: kill -9 loses nothing that was acknowledged, and start-up needs no repair', async () => {
    const [url, organisationId] = [`sqlite:${newPath()}`, newId('org')];
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, [CRASH_WRITER, url, organisationId], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let printed = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        printed += text;
        if (printed.length > 2000) child.kill('SIGKILL');
      });
      await new Promise((resolve) => child.on('close', resolve));
      const acknowledged = printed.slice(0, printed.lastIndexOf('\n')).split('\n');
      const store = await openStore({ url });
      for (const id of acknowledged)
        assert.ok(await findCredential(store.read, { organisationId, solutionId: '' }, id));
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(store.read);
      assert.deepEqual(rows, [{ integrity_check: 'ok' }]);
      await store.close();
    }
  });

  const openFor = async (test: TestContext, url: string) => {
    const store = await openStore({ url });
    test.after(() => store.close());
    return store;
  };

  it('the writer commits with full synchronisation, in a write-ahead log, and overwrites what it deletes', async (test) => {
    const store = await openFor(test, `sqlite:${newPath()}`);
    const pragmas = await store.transaction(async (tx) => {
      const names = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'busy_timeout'];
      const results = names.map((name) => sql`pragma ${sql.raw(name)}`.execute(tx));
      return (await Promise.all(results)).flatMap(({ rows }) => Object.values(rows[0] as object));
    });
    assert.deepEqual(pragmas, ['wal', 2, 1, 1, 5000]);
  });

  it('nothing is written through `read`', async (test) => {
    const store = await openFor(test, `sqlite:${newPath()}`);
    await assert.rejects(sql`delete from credentials`.execute(store.read), { code: 'store/unavailable' });
  });

  it('a deleted envelope is in no byte of the files once the store is closed', async () => {
    const path = newPath();
    const store = await openStore({ url: `sqlite:${path}` });
    const credential = sampleCredential(newId('org'));
    // Larger than a page, so that it lies in overflow pages too.
    const envelope = Buffer.concat(Array.from({ length: 2000 }, () => Buffer.from('CANARY')));
    await store.transaction((tx) => stageMaterial(tx, [sampleMaterial(credential, { envelope })]));
    assert.ok((await bytesOf(folder, path)).includes('CANARY'));
    await store.transaction((tx) => deleteMaterial(tx, credential.organisationId, credential.id));
    await store.close();
    assert.ok(!(await bytesOf(folder, path)).includes('CANARY'));
  });

  it('the main loop keeps running while a statement blocks its thread', async (test) => {
    const store = await openFor(test, `sqlite:${newPath()}`);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000)
      select max(i) from n`.execute(store.read);
    clearInterval(timer);
    assert.ok(ticks >= 5, `${ticks} ticks`);
  });

  it('a process ends by itself once its stores are closed', async () => {
    const code = `const { openStore } = await import(${JSON.stringify(OPEN_STORE)});
      const store = await openStore({ url: ${JSON.stringify(`sqlite:${newPath()}`)} });
      await store.close();`;
    const { stderr } = await run(process.execPath, ['--input-type=module', '-e', code], { timeout: 20_000 });
    assert.equal(stderr, '');
  });

  it('no path, a folder that is missing and a file that is no database are refused with a problem', async () => {
    for (const url of ['sqlite:', 'sqlite::memory:', 'mysql://a', '']) {
      await assert.rejects(openStore({ url }), { code: 'config/invalid' });
    }
    const text = newPath();
    await writeFile(text, 'not a database'.repeat(1000));
    for (const path of [join(folder, 'missing/a.db'), text]) {
      await assert.rejects(openStore({ url: `sqlite:${path}` }), { code: 'store/unavailable' });
    }
  });

  it('a file that may not be written opens for reading, and refuses writes as unavailable', async () => {
    const path = newPath();
    const store = await openStore({ url: `sqlite:${path}` });
    const credential = sampleCredential(newId('org'));
    await store.transaction((tx) => insertCredential(tx, credential));
    await store.close();
    await chmod(folder, 0o777);
    await chmod(path, 0o444);
    const code = `const { openStore } = await import(${JSON.stringify(OPEN_STORE)});
      const store = await openStore({ url: ${JSON.stringify(`sqlite:${path}`)} });
      const { id } = await store.read.selectFrom('credentials').select('id').executeTakeFirstOrThrow();
      const problem = await store.transaction((tx) => tx.deleteFrom('credentials').execute()).catch((error) => error);
      console.log(id, problem.code);
      await store.close();`;
    // Root may write whatever the mode says.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { ...user, timeout: 20_000 });
    assert.equal(stdout, `${credential.id} store/unavailable\n`);
  });

  it('catalogue 40: a full disk refuses writes as unavailable, leaves reads right, and takes writes again with space', async (test) => {
    const store = await openFor(test, `sqlite:${newPath()}`);
    const [first, second] = [sampleCredential(newId('org')), sampleCredential(newId('org'))];
    const large = sampleCredential(newId('org'), { description: 'x'.repeat(100_000) });
    await store.transaction((tx) => insertCredential(tx, first));
    await store.transaction((tx) => sql`pragma max_page_count = 1`.execute(tx));
    await assert.rejects(
      store.transaction((tx) => insertCredential(tx, large)),
      { code: 'store/unavailable' },
    );
    assert.deepEqual(await findCredential(store.read, first, first.id), first);
    assert.equal(await findCredential(store.read, large, large.id), undefined);
    await store.transaction((tx) => sql`pragma max_page_count = 1000000`.execute(tx));
    await store.transaction((tx) => insertCredential(tx, second));
    assert.ok(await findCredential(store.read, second, second.id));
  });
});

/** Of the database with its write-ahead log. */
async function bytesOf(folder: string, path: string): Promise<Buffer> {
  const files = (await readdir(folder)).map((file) => join(folder, file)).filter((file) => file.startsWith(path));
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file))));
}
