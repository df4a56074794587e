/** Profiles, from login to logout, as a person goes through them on a machine without a data folder. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';

const canary = newCanary();
const outputs: string[] = [];
let keyward: Keyward;
let folder: string;
let token: string;
let pin: string;

before(async () => {
  keyward = await Keyward.start();
  folder = await mkdtemp(join(tmpdir(), 'keyward-cli-'));
  token = await keyward.ownerToken();
  pin = (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  const said = outputs.join('\n') + (await readFile(join(folder, 'keyward', 'config.json'), 'utf8'));
  assert.equal(findCanary(said, canary), undefined);
  assert.ok(!outputs.join('\n').includes(token), 'a token was printed');
  await keyward.close();
  await rm(folder, { recursive: true });
});

async function run(command: string, args: readonly string[] = [], { input = '', env = {} } = {}) {
  const options = { input, env: { XDG_CONFIG_HOME: folder, ...env }, cwd: folder };
  const result = await runCli([...command.split(' '), ...args], options);
  outputs.push(result.stdout, result.stderr);
  return result;
}

test('login refuses a wrong token and a pin that does not vouch for the server, and keeps nothing', async () => {
  const wrong = await run('login home --token-stdin --url', [keyward.controlUrl], { input: `kw_${'A'.repeat(43)}` });
  assert.equal(wrong.code, 4);
  const strange = ['--broker-key', `keyward-broker-1:${'A'.repeat(43)}`];
  const deceived = await run('login home --token-stdin --url', [keyward.controlUrl, ...strange], { input: token });
  assert.equal(deceived.code, 1);
  assert.match(deceived.stderr, /^error keys\/sealing-key-untrusted\n/);
  assert.equal((await run('profile list')).stdout, 'No profiles yet. Make one: keyward login\n');
});

test('login without a pin takes none from the server, and what would be sealed is refused', async () => {
  const { code, stdout } = await run('login bare --token-stdin --url', [keyward.controlUrl], { input: `${token}\n` });
  assert.equal(code, 0);
  assert.match(stdout, /No broker key is pinned, so nothing can be sealed/);
  const args = ['--origin', 'https://api.example', '--secret-stdin', 'value'];
  const refused = await run('credential add first --type Secret', args, { input: canary });
  assert.match(refused.stderr, /No broker key is pinned: .*--broker-key/);
});

test('login keeps url, token and pin in a file of mode 0600, and commands use it', async () => {
  const args = [keyward.controlUrl, '--broker-key', pin];
  assert.equal((await run('login home --token-stdin --url', args, { input: `${token}\n` })).code, 0);
  assert.equal((await stat(join(folder, 'keyward', 'config.json'))).mode & 0o777, 0o600);
  const secret = ['--origin', 'https://api.example', '--secret-stdin', 'value'];
  const added = await run('credential add first --type Secret', secret, { input: canary });
  assert.deepEqual([added.code, added.stdout], [0, 'Stored first (valid).\n']);
});

test('whoami names each setting and where it comes from', async () => {
  const { code, stdout } = await run('whoami');
  assert.equal(code, 0);
  assert.match(stdout, /^url +http:\S+ \(from profile home\)$/m);
  assert.match(stdout, /^broker key .*vouches for the sealing key$/m);
  assert.match(stdout, /^acts in +every organisation$/m);
  assert.match(stdout, /^role +owner$/m);
  const { stdout: text } = await run('whoami --json', [], { env: { KEYWARD_TOKEN: token } });
  const { tokenFrom, brokerKeyTrusted, isPlatform, token: shown } = JSON.parse(text);
  assert.deepEqual([tokenFrom, brokerKeyTrusted, isPlatform], ['KEYWARD_TOKEN', true, true]);
  assert.match(shown.id, /^tok_/);
});

test('a profile is chosen for one command or for all, and an unknown one is refused', async () => {
  assert.match((await run('whoami --profile bare')).stdout, /^broker key +none/m);
  assert.equal((await run('profile use bare')).code, 0);
  const { stdout } = await run('profile list --json');
  const current = JSON.parse(stdout).filter((each: { current: boolean }) => each.current);
  assert.deepEqual(current, [{ name: 'bare', current: true, url: keyward.controlUrl, organisation: 'default' }]);
  assert.match((await run('profile use nobody')).stderr, /^error config\/invalid\n/);
});

test('logout forgets the profile and no other; a token is missing then', async () => {
  assert.equal((await run('logout')).code, 0);
  const missing = await run('whoami --url', [keyward.controlUrl]);
  assert.equal(missing.code, 4);
  assert.match((await run('profile list')).stdout, /home/);
  assert.equal((await run('logout bare')).code, 1);
});
