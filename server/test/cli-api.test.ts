/** The command line for the whole API: each command once as it succeeds and once as it fails. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { type Recorder, startRecorder } from './kit/recorder.ts';

const canary = newCanary();
const outputs: string[] = [];
let keyward: Keyward;
let recorder: Recorder;
let folder: string;

before(async () => {
  keyward = await Keyward.start();
  recorder = await startRecorder(keyward.controlUrl);
  folder = await mkdtemp(join(tmpdir(), 'keyward-cli-'));
  await writeFile(join(folder, 'secret'), canary);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  assert.equal(findCanary(outputs.join('\n'), canary), undefined);
  assert.equal(findCanary(recorder.bytes(), canary), undefined);
  await recorder.close();
  await keyward.close();
  await rm(folder, { recursive: true });
});

/** A command as the owner; further arguments may hold blanks. */
async function run(command: string, args: readonly string[] = [], { input = '', env = {} } = {}) {
  const connection = { KEYWARD_URL: recorder.url, KEYWARD_DATA: keyward.data, XDG_CONFIG_HOME: folder, ...env };
  const result = await runCli([...command.split(' '), ...args], { input, env: connection });
  outputs.push(result.stdout, result.stderr);
  return result;
}

/** What a command answers in JSON; it must succeed and say nothing else. */
async function json(command: string, args: readonly string[] = [], input = '') {
  const { code, stdout, stderr } = await run(`${command} --json`, args, { input });
  assert.deepEqual([code, stderr], [0, '']);
  return JSON.parse(stdout);
}

/** Exit code and problem of a command that fails. */
async function failure(command: string, args: readonly string[] = []) {
  const { code, stdout, stderr } = await run(command, args);
  assert.equal(stdout, '');
  return [code, /^error (\S+)/.exec(stderr)?.[1]];
}

const secret = () => ['--secret-file', `value=${join(folder, 'secret')}`];

describe('credential', () => {
  test('replace makes one, brings it to another state and keeps its secret', async () => {
    const members = ['--label', 'customer=acme', '--owner', 'ada', '--origin', 'https://api.example'];
    const made = await json('credential replace crm --type Secret', [...members, ...secret()]);
    assert.deepEqual([made.status, made.version, made.labels], ['valid', 1, { customer: 'acme' }]);
    const again = await json('credential replace crm --type Secret --name CRM', members);
    assert.deepEqual([again.name, again.secrets.value.materialVersion], ['CRM', 1]);
  });

  test('update merges fields and labels, clears, replaces secrets and minds --if-match', async () => {
    const named = ['--description', 'two words', '--label', 'tier=gold', '--unlabel', 'customer', '--clear', 'owner'];
    const changed = await json('credential update crm', named);
    assert.deepEqual([changed.description, changed.labels, changed.owner], ['two words', { tier: 'gold' }, undefined]);
    assert.deepEqual(await failure('credential update crm', secret()), [1, 'config/invalid']);
    const where = ['--origin', 'https://api.example'];
    const rotated = await json('credential update crm --secret-stdin value', where, `${canary}\n`);
    assert.equal(rotated.secrets.value.materialVersion, 2);
    assert.deepEqual(await failure('credential update crm --name Old --if-match 1'), [5, 'credential/stale']);
    assert.deepEqual(await failure('credential update crm'), [2, 'client/usage']);
  });

  test('list takes every filter of the API, and show reads well', async () => {
    const filters = ['--type', 'Secret', '--status', 'valid', '--label', 'tier=gold', '--search', 'crm'];
    const found = await json('credential list --sort -key --limit 1', filters);
    assert.deepEqual(
      found.map(({ key }: { key: string }) => key),
      ['crm'],
    );
    assert.equal((await run('credential list --owner nobody')).stdout, 'No credential matches.\n');
    assert.deepEqual(await failure('credential list --sort colour'), [1, 'request/sort-unknown']);
    assert.equal((await run('credential list --status unknown')).code, 2);
    const { stdout } = await run('credential show crm');
    assert.match(stdout, /^key +crm$/m);
    assert.match(stdout, /^secret value +set, version 2$/m);
  });

  test('bulk seals each line, stores none or the good ones, and names the bad ones by index', async () => {
    const line = (key: string) =>
      JSON.stringify({ key, type: 'Secret', allowedOrigins: ['https://api.example'], secrets: { value: canary } });
    const file = join(folder, 'many.jsonl');
    await writeFile(file, [line('one'), '', line('crm'), line('two')].join('\n'));
    const refused = await run('credential bulk', [file]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^error credential\/bulk-refused\n[\s\S]*item 1: credential\/key-taken/);
    const { code, stdout } = await run('credential bulk --on-error good --json', [file]);
    assert.equal(code, 1);
    const keys = JSON.parse(stdout).items.map(({ key }: { key: string }) => key);
    assert.deepEqual(keys, ['one', 'two']);
    await writeFile(file, `${line('three')}\n{"secrets":"${canary}`);
    assert.deepEqual(await failure('credential bulk', [file]), [2, 'client/usage']);
  });
});

for (const noun of ['token', 'platform-token']) {
  test(`${noun}: created, listed, shown, renamed, rotated and revoked`, async () => {
    const { id, token } = await json(`${noun} create --name runner --role user --credential crm --method GET`);
    const listed = await run(`${noun} list --state active`);
    assert.ok(listed.stdout.includes(id) && !listed.stdout.includes(token));
    assert.match((await run(`${noun} show ${id}`)).stdout, /^grant +crm; GET$/m);
    assert.equal((await json(`${noun} rename ${id}`, ['night run'])).name, 'night run');
    const rotated = (await run(`${noun} rotate ${id} --overlap 60`)).stdout.trim();
    assert.match(rotated, /^kw_[\w-]{43}$/);
    assert.notEqual(rotated, token);
    assert.equal((await run(`${noun} revoke ${id}`)).code, 2);
    assert.deepEqual(await json(`${noun} revoke ${id} --yes`), { revoked: id });
    assert.deepEqual(await failure(`${noun} rotate ${id}`), [5, 'token/ended']);
  });
}

test('solution: made, listed, shown, renamed and deleted once it is empty', async () => {
  const made = await json('solution create --slug maps', ['Maps of Lyon']);
  assert.deepEqual(await json('solution show maps'), made);
  assert.equal((await json('solution get', [made.id])).slug, 'maps');
  assert.match((await run('solution list')).stdout, /^maps +Maps of Lyon +sol_/m);
  assert.equal((await json('solution update maps --name Maps --if-match 1')).version, 2);
  assert.deepEqual(await failure('solution update maps --name Old --if-match 1'), [5, 'solution/stale']);
  assert.deepEqual(await failure('solution create --slug maps Again'), [5, 'solution/slug-taken']);
  assert.deepEqual(await failure('solution show nothing'), [1, 'solution/not-found']);
  await keyward.api('PUT', 'credentials/pay', { body: { type: 'Default', fields: {} } });
  const members = ['--origin', 'https://api.example', ...secret()];
  const added = await json('credential add city --type Secret --solution maps', members);
  assert.equal(added.solutionId, made.id);
  assert.deepEqual(await failure('solution remove maps --yes'), [5, 'solution/not-empty']);
  assert.deepEqual(await failure('credential add pay --type Secret --solution maps', members), [
    5,
    'credential/shadows',
  ]);
  const shadow = await json('credential add pay --type Secret --solution maps --shadows', members);
  const replaced = await json('credential replace pay --type Secret --solution maps', members.slice(0, 2));
  assert.deepEqual([replaced.id, replaced.secrets.value.materialVersion], [shadow.id, 1]);
  const again = await json('credential replace pay --type Secret --solution maps', members);
  assert.equal(again.secrets.value.materialVersion, 2);
  const renewed = await json('credential update pay --solution maps --name Shadow', members);
  assert.deepEqual([renewed.name, renewed.secrets.value.materialVersion], ['Shadow', 3]);
  assert.match((await run('credential show pay --solution maps')).stdout, new RegExp(`^solution +${made.id}$`, 'm'));
  assert.equal((await json('credential verify pay --solution maps')).verdict, 'unverified');
  const keys = async (flags: string, args: string[] = []) =>
    (await json(`credential list ${flags}`, args)).map(({ key }: { key: string }) => key).sort();
  assert.deepEqual(await keys('--solution maps'), ['city', 'pay']);
  assert.equal((await keys('--sort key', ['--solution='])).includes('city'), false);
  const file = join(folder, 'in-maps.jsonl');
  await writeFile(file, JSON.stringify({ key: 'bulk', type: 'Default', fields: {} }));
  assert.equal((await json('credential bulk --solution maps', [file])).items.length, 1);
  const limited = await json('token create --credential pay --solution maps');
  assert.deepEqual([limited.solutions, limited.grants[0].ids], [[made.id], { pay: shadow.id }]);
  assert.match((await run(`token show ${limited.id}`)).stdout, new RegExp(`^solution +${made.id}$`, 'm'));
  assert.equal((await run('platform-token create --role user --solution maps')).code, 2);
  assert.deepEqual(await json('credential remove city --yes --solution maps'), { removed: 'city' });
  for (const key of ['pay', 'bulk']) await keyward.api('DELETE', `credentials/${key}?solution=maps`);
  assert.equal((await run('solution delete maps')).code, 2);
  assert.deepEqual(await json('solution delete maps --yes'), { removed: 'maps' });
});

test('token create narrows only what it names', async () => {
  assert.deepEqual(await failure('token create --method GET'), [2, 'client/usage']);
});

test('organisation: made, listed, shown and set up', async () => {
  const made = await json('organisation create --slug acme', ['Acme Inc.']);
  assert.equal((await json('organisation show acme')).id, made.id);
  assert.match((await run('organisation list')).stdout, /^acme +Acme Inc\. +org_/m);
  const set = ['--set', 'injectRejected=true', '--set', 'deletionGuard=any', '--set', 'reverifyAfterHours=24'];
  const returnOrigins = ['https://app.example', 'https://b.example'];
  set.push('--set', `returnOrigins=${returnOrigins}`);
  const { version, ...settings } = await json('organisation settings acme --if-match 1', set);
  const expected = {
    ...{ deletionGuard: 'any', injectRejected: true, expiryWarnings: [30, 7, 1], reverifyAfterHours: 24 },
    returnOrigins,
    secondFactor: 'optional',
    signIn: 'any',
  };
  assert.deepEqual(settings, expected);
  assert.deepEqual(await json('organisation settings acme'), { ...settings, version });
  assert.deepEqual(await failure('organisation create --slug acme Again'), [5, 'organisation/slug-taken']);
});

test('audit list filters, and takes no more than it is told to', async () => {
  const entries = await json('audit list --action credential. --outcome done --limit 2');
  assert.equal(entries.length, 2);
  assert.ok(entries.every(({ action }: { action: string }) => action.startsWith('credential.')));
  assert.match((await run('audit list --platform')).stdout, /^AT +ACTOR +ACTION/);
  assert.deepEqual(await failure('audit list --from yesterday'), [1, 'request/invalid']);
});

test('type list and show, sealing-key show', async () => {
  assert.match((await run('type list')).stdout, /^ApiKey +/m);
  assert.match((await run('type show ApiKey')).stdout, /^apiKey +secret, required/m);
  assert.deepEqual(await failure('type show Nothing'), [1, 'credential-type/not-found']);
  assert.match((await run('sealing-key show')).stdout, /^vouched for +by the broker key of .*broker-key\.pub$/m);
  const strange = ['--broker-key', `keyward-broker-1:${'A'.repeat(43)}`];
  assert.deepEqual(await failure('sealing-key show', strange), [1, 'keys/sealing-key-untrusted']);
});

test('colours are shown where FORCE_COLOR asks for them, and not against --no-color, NO_COLOR or --json', async () => {
  const list = async (flags: string, env: Record<string, string>) =>
    (await run(`credential list${flags}`, [], { env })).stdout.includes('\u001b[');
  assert.equal(await list('', { FORCE_COLOR: '1' }), true);
  assert.equal(await list(' --no-color', { FORCE_COLOR: '1' }), false);
  assert.equal(await list(' --json', { FORCE_COLOR: '1' }), false);
  assert.equal(await list('', { NO_COLOR: '1' }), false);
});

test('help names commands and topics', async () => {
  assert.match((await run('help exit-codes')).stdout, /^3 +Keyward is not reachable/m);
  assert.match((await run('help credential list')).stdout, /^Usage: keyward credential list/);
  assert.deepEqual(await failure('help nothing'), [2, 'client/usage']);
});
