/** The story of where a credential is used, told by commands and played against a whole Keyward: see scripts/where-used.txt. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startSoapCalculator } from './kit/soap-calculator.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';
import { playScript } from './scripts/play-script.ts';

const canary = newCanary();
const SCRIPT = join(import.meta.dirname, 'scripts/where-used.txt');
let keyward: Keyward;
let [api, receiver]: (Upstream | undefined)[] = [];
let soap: Awaited<ReturnType<typeof startSoapCalculator>>;
let folder: string;

before(async () => {
  api = await startUpstream(({ url, headers }, response) => {
    const isKnown = headers['x-api-key'] === canary;
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKnown ? { path: url } : {}));
  });
  receiver = await startUpstream((_, response) => void response.writeHead(204).end());
  soap = await startSoapCalculator(canary);
  folder = await mkdtemp(join(tmpdir(), 'keyward-story-'));
  await writeFile(join(folder, 'key'), canary);
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await Promise.all([api?.close(), receiver?.close(), soap.close()]);
  await rm(folder, { recursive: true, force: true });
});

test('solutions, functions, consumers, usages, the guard, copies, templates, events and imports, by the command line', async () => {
  const DAY_MS = 86_400_000;
  let secret = '';
  const received = () =>
    receiver!.received.map(({ body, headers }) => {
      const { type, data } = new Webhook(secret).verify(body.toString(), headers as Record<string, string>) as {
        type: string;
        data: { key: string };
      };
      return `${type} ${data.key}, signed`;
    });
  await playScript(SCRIPT, {
    folder,
    env: { KEYWARD_URL: keyward.controlUrl, KEYWARD_BROKER_URL: keyward.brokerUrl, KEYWARD_DATA: keyward.data },
    values: {
      API: () => api!.url,
      SOAP: () => soap.url,
      HOOK: () => `${receiver!.url}/hook`,
      KEY: () => join(folder, 'key'),
      SECRET: () => canary,
      SECRET_IN_CSV: () => `"${canary.replaceAll('"', '""')}"`,
      SECRET_IN_JSON: () => JSON.stringify(canary).slice(1, -1),
      SECRET_IN_URL: () => encodeURIComponent(canary),
      IN_A_DAY: () => new Date(Date.now() + DAY_MS + 5_000).toISOString(),
    },
    others: { receive: () => received().sort().join('\n') },
    onKept: (name, text) => {
      if (name === 'WEBHOOK') secret = /whsec_\S+/.exec(text)![0];
    },
  });
});
