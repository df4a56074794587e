/**
 * `keyward demo`: the main job from end to end, each step checked, on free ports and in a temporary folder. Ends with
 * exit code 0 only if every step held.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeywardClient } from '@keyward/sdk';
import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { newAccessToken } from '../../domain/access-token.ts';
import { startSampleUpstream } from '../demo/sample-upstream.ts';
import { DemoScript } from '../demo/script.ts';
import { start } from './serve.ts';

export function demo(parent: Command): void {
  parent
    .command('demo')
    .description('Store a credential, verify it, call an API with it, and never see it again')
    .option('--once', 'stop after the last step instead of leaving Keyward running')
    .action(run);
}

async function run({ once }: { once?: boolean }): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'keyward-demo-'));
  const secret = `demo-${newAccessToken().slice(3)}`;
  const upstream = await startSampleUpstream(secret);
  const config = readConfig(
    { data, listen: '127.0.0.1:0', brokerListen: '127.0.0.1:0', permitEgress: '127.0.0.0/8', logLevel: 'error' },
    {},
  );
  const running = await start(config, {}).catch(async (error: unknown) => {
    await upstream.close();
    throw error;
  });
  const stop = async () => {
    await running.close();
    await upstream.close();
    await rm(data, { recursive: true });
  };
  const script = new DemoScript();
  try {
    await play(script, { data, secret, upstream, controlUrl: running.controlUrl!, brokerUrl: running.brokerUrl! });
  } catch (error) {
    await stop();
    throw error;
  }
  if (script.hasFailed) process.exitCode = 1;
  script.say(`\nConsole   ${running.controlUrl}\nBroker    ${running.brokerUrl}`);
  if (once || script.hasFailed) return stop();
  script.say(`Data folder      ${data} (removed at the end)\nCtrl-C stops it.`);
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

interface Stage {
  readonly data: string;
  readonly secret: string;
  readonly upstream: Awaited<ReturnType<typeof startSampleUpstream>>;
  readonly controlUrl: string;
  readonly brokerUrl: string;
}

async function play(script: DemoScript, stage: Stage): Promise<void> {
  const { data, secret, upstream, controlUrl, brokerUrl } = stage;
  const token = (await readFile(join(data, 'admin-token'), 'utf8')).trim();
  const brokerKey = (await readFile(join(data, 'broker-key.pub'), 'utf8')).trim();
  const client = new KeywardClient({ url: controlUrl, token, brokerKey });

  script.say(`Keyward runs on SQLite in ${data}; a sample API at ${upstream.url} demands a secret key.\n`);
  const credential = await client.credentials.create({
    key: 'sample',
    type: 'ApiKey',
    baseUrl: upstream.url,
    fields: { in: 'header', name: 'X-Api-Key', testPath: '/quote' },
    secrets: { apiKey: secret },
  });
  script.check('a credential is stored, its secret sealed by this client', credential.status === 'valid');
  const shown = JSON.stringify(await client.credentials.get('sample'));
  script.check(
    'the API shows the credential and not the secret',
    shown.includes('"sample"') && !shown.includes(secret),
  );
  const { verification } = await client.credentials.verify('sample');
  script.check('verification calls the API: accepted', verification.verdict === 'accepted');
  const grants = [{ credentials: ['sample'], methods: ['GET'] }];
  const runner = await client.accessTokens.create({ name: 'runner', grants });
  await playCalls(script, stage, runner.token);
  await playTheft(script, stage, runner.token, token);
  await client.credentials.remove('sample');
  const after = await call(`${brokerUrl}/proxy/sample/quote`, runner.token);
  script.check('once deleted, the next call is refused', after.status === 404);
}

async function playCalls(script: DemoScript, { upstream, secret, brokerUrl }: Stage, token: string): Promise<void> {
  const quote = await call(`${brokerUrl}/proxy/sample/quote?symbol=AAPL`, token);
  script.check('a call through the broker succeeds with a token of ours', quote.status === 200);
  script.check('the API got the secret', upstream.lastKey() === secret);
  script.check('the caller did not', !quote.text.includes(secret));
  const echo = await call(`${brokerUrl}/proxy/sample/echo`, token);
  script.check('an API that echoes the secret is scrubbed', echo.status === 200 && !echo.text.includes(secret));
}

async function playTheft(
  script: DemoScript,
  { data, secret, brokerUrl }: Stage,
  token: string,
  owner: string,
): Promise<void> {
  const write = await call(`${brokerUrl}/proxy/sample/quote`, token, 'DELETE');
  script.check('a method that was not granted is refused', write.status === 403);
  const managed = await call(`${brokerUrl}/proxy/sample/quote`, owner);
  script.check('the owner manages credentials and cannot use them', managed.status === 404);
  const files = ['keyward.sqlite', 'keyward.sqlite-wal'].map((file) =>
    readFile(join(data, file)).catch(() => Buffer.alloc(0)),
  );
  const isFound = (await Promise.all(files)).some((bytes) => bytes.includes(secret));
  script.check('the database file does not contain the secret', !isFound);
}

async function call(url: string, token: string, method = 'GET'): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { method, headers: { authorization: `Bearer ${token}` } });
  const headers = JSON.stringify([...answer.headers]);
  return { status: answer.status, text: headers + (await answer.text()) };
}
