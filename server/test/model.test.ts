/**
 * Generated scripts against a real Keyward, by plain HTTP, the SDK and the command line in turn, and against a model of
 * maps in memory: what comes back, what an upstream gets and what is refused must be the same, and nothing is secret in it.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';
import { clientsOf } from './model/clients.ts';
import { Play, type Stage } from './model/play.ts';
import { scripts } from './model/script.ts';

/** The same scripts in every run; another number in the environment gives others. */
const SEED = Number(process.env.KEYWARD_MODEL_SEED ?? 3);
const RUNS = 12;
const TURNS = 36;

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let secrets: { token: string; brokerKey: string };

before(async () => {
  upstream = await startUpstream((_received, response) => response.end('{}'));
  keyward = await Keyward.start();
  const brokerKey = (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim();
  secrets = { token: await keyward.ownerToken(), brokerKey };
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

/** A new organisation for each script, so that it begins with nothing. */
async function newStage(): Promise<Stage> {
  const ask = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${secrets.token}`, 'content-type': 'application/json' };
    const sent = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await keyward.fetch(`${keyward.controlUrl}/v1/organisations${path}`, sent)).json;
  };
  const { slug } = await ask('', { name: 'Played' });
  const { token } = await ask(`/${slug}/access-tokens`, { name: 'runner', grants: [{ credentials: ['*'] }] });
  return { keyward, upstream, clients: clientsOf(keyward, slug, secrets), token, canary };
}

test('API, SDK, command line and broker agree with the model in everything that they do in turn', async () => {
  const property = fc.asyncProperty(scripts(upstream.url, TURNS), async (turns) => {
    await new Play(await newStage()).play(turns);
  });
  // On failure the message names the seed, the path to the script and the script itself, as short as time allowed.
  await fc.assert(property, {
    seed: SEED,
    numRuns: RUNS,
    interruptAfterTimeLimit: 150_000,
    markInterruptAsFailure: true,
  });
});
