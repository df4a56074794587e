/** `keyward import` against a whole Keyward: what is written, what is reported, and that nothing of a secret shows. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { Keyward, runCli } from './kit/keyward.ts';

const canary = 'KWCANARY-import-41c9d2';
let keyward: Keyward;
let folder: string;

before(async () => {
  keyward = await Keyward.start();
  folder = await mkdtemp(join(tmpdir(), 'keyward-import-'));
});
after(async () => {
  await keyward.close();
  await rm(folder, { recursive: true, force: true });
});

async function importing(name: string, content: string, ...flags: string[]) {
  const file = join(folder, name);
  await writeFile(file, content);
  const done = await runCli(['import', file, '--json', '--url', keyward.controlUrl, '--data', keyward.data, ...flags]);
  const report = done.stdout.startsWith('{') ? JSON.parse(done.stdout) : undefined;
  return { ...done, report, counts: report?.counts };
}

const keysOf = async () =>
  (await keyward.api('GET', 'credentials?limit=200')).json.items.map((item: { key: string }) => item.key).sort();

test('an import is tried dry, done once, skipped again, and replaces where it is told to', async () => {
  const mapping = join(folder, 'mapping.yaml');
  await writeFile(mapping, `FINNHUB: { key: finnhub, provider: finnhub, secret: apiKey }`);
  const env = `FINNHUB=${canary}1\nAPP="${canary}2\nline"\nbroken line ${canary}\nDATABASE_URL=postgres://u:${canary}3@db.example.com/d\n`;
  const dry = await importing('.env', env, '--mapping', mapping, '--dry-run');
  assert.deepEqual([dry.code, dry.counts], [1, { create: 3, bad: 1 }], dry.stderr);
  assert.deepEqual(await keysOf(), []);
  const abort = await importing('.env', env, '--on-error', 'abort');
  assert.deepEqual([abort.code, abort.counts], [1, { create: 3, bad: 1 }]);
  assert.deepEqual(await keysOf(), []);
  const done = await importing('.env', env, '--mapping', mapping);
  assert.deepEqual([done.code, done.counts], [1, { created: 3, bad: 1 }], done.stderr);
  assert.deepEqual(await keysOf(), ['app', 'database_url', 'finnhub']);
  const finnhub = (await keyward.api('GET', 'credentials/finnhub')).json;
  assert.deepEqual([finnhub.provider, finnhub.status, finnhub.secrets.apiKey.set], ['finnhub', 'valid', true]);
  const again = await importing('.env', env, '--mapping', mapping);
  assert.deepEqual(again.counts, { skipped: 3, bad: 1 });
  assert.equal((await keyward.api('GET', 'credentials/finnhub')).json.version, finnhub.version);
  const updated = await importing('.env', env, '--mapping', mapping, '--update');
  assert.deepEqual(updated.counts, { updated: 3, bad: 1 });
  assert.equal((await keyward.api('GET', 'credentials/finnhub')).json.secrets.apiKey.materialVersion, 2);
});

test('a row that the API refuses is reported with its code: the others go in, or with `abort` none', async () => {
  const rows = [
    ['good', 'ApiKey', 'https://a.example.com', `${canary}4`],
    ['mask', 'ApiKey', 'https://a.example.com', '••••••••'],
    ['odd', 'NoSuchType', 'https://a.example.com', `${canary}5`],
  ];
  const csv = ['key,type,baseUrl,secrets.apiKey', ...rows.map((row) => row.join(','))].join('\n');
  const none = await importing('a.csv', csv, '--on-error', 'abort');
  assert.deepEqual([none.code, none.counts.failed], [1, 1], none.stderr);
  assert.ok(!(await keysOf()).includes('good'));
  const some = await importing('a.csv', csv);
  assert.deepEqual(some.counts, { created: 1, failed: 2 }, some.stderr);
  const codes = some.report.rows.map(({ key, code }: { key: string; code?: string }) => [key, code]);
  assert.equal(codes[0][1], undefined);
  assert.match(codes[2][1], /type/);
  assert.ok((await keysOf()).includes('good'));
});

test('what the API lists can be imported elsewhere: the structure, without secrets', async () => {
  await keyward.api('POST', 'solutions', { body: { slug: 'other', name: 'Other' } });
  const listed = (await keyward.api('GET', 'credentials?limit=200')).text;
  const done = await importing('list.json', listed, '--solution', 'other', '--shadows');
  assert.deepEqual(done.counts, { created: 4 }, done.stdout + done.stderr);
  const copy = (await keyward.api('GET', 'credentials/finnhub?solution=other')).json;
  assert.deepEqual([copy.provider, copy.status, copy.secrets], ['finnhub', 'incomplete', { apiKey: { set: false } }]);
});

test('nothing of a secret is in any report, error, log or page', async () => {
  for (const content of [`${canary}`, `{"a":"${canary}","a":"b"}`, `a,b\n${canary},x`, `\u0000${canary}=`]) {
    const { code, stdout, stderr } = await importing('bad', content);
    assert.equal(code, 2, stdout + stderr);
  }
  assert.deepEqual(await keyward.leaksOf(canary), []);
});
