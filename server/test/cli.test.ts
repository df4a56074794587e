/** The command line, as its users type it. Between it and the control plane stands a recorder that sees every byte. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { type Recorder, startRecorder } from './kit/recorder.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const outputs: string[] = [];
let keyward: Keyward;
let upstream: Upstream;
let recorder: Recorder;
let folder: string;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
  recorder = await startRecorder(keyward.controlUrl);
  folder = await mkdtemp(join(tmpdir(), 'keyward-cli-'));
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  assert.equal(findCanary(outputs.join('\n'), canary), undefined);
  await recorder.close();
  await keyward.close();
  await upstream.close();
  await rm(folder, { recursive: true });
});

/** A command against the recorder, with the owner's token from the data folder. */
async function run(command: string, { args = [] as string[], input = '', env = {} } = {}) {
  const connection = { KEYWARD_URL: recorder.url, KEYWARD_DATA: keyward.data, XDG_CONFIG_HOME: folder, ...env };
  const result = await runCli([...command.split(' '), ...args], { input, env: connection });
  outputs.push(result.stdout, result.stderr);
  return result;
}

const apiKey = ['--set', 'in=header', '--set', 'name=X-Api-Key', '--set', 'testPath=/me'];

describe('keyward credential', () => {
  test('add takes the secret from standard input, without its newline, and seals it before it is sent', async () => {
    const args = ['--base-url', upstream.url, ...apiKey, '--secret-stdin', 'apiKey'];
    const added = await run('credential add first --type ApiKey', { args, input: `${canary}\n` });
    assert.deepEqual(added, { code: 0, stdout: 'Stored first (valid).\n', stderr: '' });
    assert.ok(recorder.bytes().includes('"sealed"'));
    assert.equal(findCanary(recorder.bytes(), canary), undefined);
  });

  test('add takes the secret from a file, and seals it before it is sent', async () => {
    const file = join(folder, 'password');
    await writeFile(file, `${canary}\n`);
    const secret = ['--set', 'username=ada', '--secret-file', `password=${file}`];
    const args = ['--base-url', upstream.url, ...secret, '--web-socket'];
    const added = await run('credential add second --type BasicAuth', { args });
    assert.deepEqual(added, { code: 0, stdout: 'Stored second (valid).\n', stderr: '' });
    assert.match((await run('credential show second')).stdout, /^WebSocket +permitted$/m);
    assert.equal(findCanary(recorder.bytes(), canary), undefined);
  });

  test('list shows what there is, in columns', async () => {
    const { code, stdout } = await run('credential list');
    assert.equal(code, 0);
    const [heading, ...lines] = stdout.trimEnd().split('\n');
    assert.match(heading!, /^KEY +TYPE +STATUS +USABLE +VERDICT +USES +BASE URL$/);
    assert.deepEqual(lines.map((line) => line.split(/ +/).slice(0, 4)).sort(), [
      ['first', 'ApiKey', 'valid', 'yes'],
      ['second', 'BasicAuth', 'valid', 'yes'],
    ]);
  });

  test('show prints the record, with the policy and without the secret', async () => {
    const { code, stdout } = await run('credential show first --json');
    assert.equal(code, 0);
    const shown = JSON.parse(stdout);
    assert.deepEqual(shown.secrets, { apiKey: { set: true, materialVersion: 1 } });
    assert.deepEqual(shown.policy.roles.api, { origins: [upstream.url], placements: ['header:x-api-key'] });
  });

  test('verify tries it on its API: the sealed secret is the right one', async () => {
    const { code, stdout } = await run('credential verify first');
    assert.equal(code, 0);
    assert.match(stdout, /^accepted\n/);
    assert.equal(upstream.received.at(-1)!.headers['x-api-key'], canary);
  });

  test('--json prints JSON and nothing else', async () => {
    const listed = await run('credential list --json');
    assert.deepEqual(
      JSON.parse(listed.stdout)
        .map(({ key }: { key: string }) => key)
        .sort(),
      ['first', 'second'],
    );
    const verified = await run('credential verify first --json');
    assert.equal(JSON.parse(verified.stdout).verdict, 'accepted');
    assert.equal(listed.stderr + verified.stderr, '');
  });

  test('remove asks where nobody can answer, and does it with --yes', async () => {
    const asked = await run('credential remove second');
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, /give --yes/);
    assert.equal((await keyward.api('GET', 'credentials/second')).status, 200);
    const removed = await run('credential remove second --yes');
    assert.deepEqual(removed, { code: 0, stdout: 'Removed second. Its secret is gone for good.\n', stderr: '' });
    assert.equal((await keyward.api('GET', 'credentials/second')).status, 404);
  });

  describe('what is refused', { concurrency: 3 }, () => {
    test('add refuses a secret in --set, and sends nothing of it', async () => {
      const plain = 'not-the-canary-but-secret';
      const args = ['--base-url', upstream.url, '--set', `apiKey=${plain}`];
      const refused = await run('credential add third --type ApiKey', { args });
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, /^error client\/usage\n {2}apiKey is secret/);
      assert.ok(!recorder.bytes().includes(plain) && !refused.stderr.includes(plain));
      assert.equal((await keyward.api('GET', 'credentials/third')).status, 404);
    });

    test('add refuses to seal for a broker that is not the pinned one', async () => {
      const other = `keyward-broker-1:${'A'.repeat(43)}`;
      const args = ['--base-url', upstream.url, '--secret-stdin', 'apiKey', '--broker-key', other];
      const refused = await run('credential add third --type ApiKey', { args, input: canary });
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /^error (keys\/sealing-key-untrusted|config\/invalid)\n/);
      assert.equal(findCanary(recorder.bytes(), canary), undefined);
    });

    test('a mask for a secret is refused by the broker, the one that can read it', async () => {
      const args = ['--base-url', upstream.url, '--secret-stdin', 'apiKey'];
      const refused = await run('credential add third --type ApiKey', { args, input: '••••••••' });
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /^error credential\/masked-value\n/);
      assert.equal((await keyward.api('GET', 'credentials/third')).status, 404);
    });
  });
});

test('token create prints a token that may use what it names, and nothing else', async () => {
  const { code, stdout } = await run('token create --name runner --credential first --method GET');
  assert.equal(code, 0);
  const token = stdout.trim();
  assert.match(token, /^kw_[\w-]{43}$/);
  assert.equal((await keyward.call('/first/quote', { token })).status, 200);
  assert.equal((await keyward.call('/first/quote', { token, method: 'POST' })).json.code, 'grant/refused');
});

describe('on its own', { concurrency: 3 }, () => {
  test('an unknown command is suggested a known one, exit code 2', async () => {
    const { code, stderr } = await run('credentail list');
    assert.equal(code, 2);
    assert.match(stderr, /unknown command 'credentail'[\s\S]*Did you mean credential\?/);
  });

  test('an unknown option is suggested a known one and a missing one is named, exit code 2', async () => {
    const unknown = await run('credential list --jsno');
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /unknown option '--jsno'[\s\S]*Did you mean --json\?/);
    const missing = await run('credential add third');
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /--type/);
  });

  test('a server that is not there is client/unreachable, exit code 3', async () => {
    const { code, stdout, stderr } = await run('credential list', { env: { KEYWARD_URL: 'http://127.0.0.1:9' } });
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, /^error client\/unreachable\n[\s\S]*keyward serve/);
  });

  test('an unknown credential is named by its code, exit code 1', async () => {
    const { code, stderr } = await run('credential show nobody');
    assert.equal(code, 1);
    assert.match(stderr, /^error credential\/not-found\n/);
  });

  test('a wrong token is token/invalid, exit code 4', async () => {
    const { code, stderr } = await run('credential list', { env: { KEYWARD_TOKEN: `kw_${'A'.repeat(43)}` } });
    assert.equal(code, 4);
    assert.match(stderr, /^error token\/invalid\n/);
  });

  test('no token at all is token/missing, exit code 4', async () => {
    const { code, stderr } = await run('credential list', { env: { KEYWARD_DATA: folder } });
    assert.equal(code, 4);
    assert.match(stderr, /^error token\/missing\n/);
  });

  test('doctor says what it has looked at, exit code 0', async () => {
    const { code, stdout } = await run('doctor');
    assert.equal(code, 0);
    assert.match(stdout, /^ok {3}root key [0-9a-f]{32}$/m);
    assert.match(stdout, /^ok {3}organisation default: keys, tokens and secrets$/m);
    assert.doesNotMatch(stdout, /BAD/);
  });

  test('demo --once checks every step and ends with exit code 0', async () => {
    const { code, stdout, stderr } = await runCli(['demo', '--once']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.ok(stdout.split('\n').filter((line) => line.startsWith('✓')).length >= 10);
    assert.doesNotMatch(stdout, /✗/);
  });
});
