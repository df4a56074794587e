/** Types with several secrets, optional ones and such of several lines, from the command line. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;
let folder: string;
let env: Record<string, string>;

before(async () => {
  keyward = await Keyward.start();
  folder = await mkdtemp(join(tmpdir(), 'keyward-cli-types-'));
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_DATA: keyward.data, XDG_CONFIG_HOME: folder };
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await rm(folder, { recursive: true });
});

const add = (args: readonly string[], input = '') => runCli(['credential', 'add', ...args], { env, input });

test('a secret that is optional is not asked for', async () => {
  const set = ['--set', 'accessKeyId=AKIAEXAMPLE', '--set', 'region=eu-west-1', '--set', 'service=s3'];
  const base = ['aws', '--type', 'AwsSigV4', '--base-url', 'https://s3.eu-west-1.amazonaws.com', ...set];
  const made = await add([...base, '--secret-stdin', 'secretAccessKey'], `${canary}\n`);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /aws \(valid\)/);
});

test('a key of several lines comes from a file whole, and is not asked for at a prompt of one line', async () => {
  const base = ['robot', '--type', 'Jwt', '--base-url', 'https://api.example.com', '--set', 'issuer=robot'];
  const asked = await add(base);
  assert.notEqual(asked.code, 0);
  assert.match(asked.stderr, /several lines: give --secret-stdin privateKey or --secret-file privateKey=<file>/);
  const made = await add([...base, '--secret-file', `privateKey=${join(folder, 'key.pem')}`]);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /robot \(valid\)/);
});

test('a secret for a field that is none is refused with the names of the secrets, before anything is sent', async () => {
  const refused = await add(
    ['x', '--type', 'Jwt', '--base-url', 'https://api.example.com', '--secret-stdin', canary],
    canary,
  );
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /--secret-stdin and --secret-file take the secrets of Jwt: .*privateKey/);
  assert.ok(!refused.stderr.includes(canary));
});

test('a type is shown with the conditions of its fields', async () => {
  const { stdout } = await runCli(['type', 'show', 'Jwt'], { env });
  assert.match(stdout, /privateKey +secret, required, several lines/);
  assert.match(stdout, /tokenUrl +required, where mode is exchange/);
});
