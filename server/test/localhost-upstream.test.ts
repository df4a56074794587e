/** An upstream at `localhost`, on a host that resolves it to `::1` before `127.0.0.1`; the upstream listens on one of them. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const env = { NODE_OPTIONS: `--import ${new URL('./kit/names-on-loopback.ts', import.meta.url).href}` };
let upstream: Upstream;

before(async () => {
  upstream = await startUpstream(demanding(canary));
});
after(() => upstream.close());

async function callLocalhost(keyward: Keyward) {
  const baseUrl = upstream.url.replace('127.0.0.1', 'localhost');
  const body = { type: 'ApiKey', baseUrl, fields: { in: 'header', name: 'X-Api-Key', apiKey: canary } };
  assert.equal((await keyward.api('PUT', 'credentials/sample', { body })).status, 201);
  return keyward.call('/sample/quote', { token: await keyward.tokenFor('sample') });
}

test('`--permit-egress loopback` reaches it, whichever of the two it listens on', async () => {
  const keyward = await Keyward.start({ permitEgress: 'loopback', env });
  try {
    const answer = await callLocalhost(keyward);
    assert.deepEqual([answer.status, answer.json], [200, { price: 231.5 }]);
    assert.deepEqual(await keyward.leaksOf(canary), []);
  } finally {
    await keyward.close();
  }
});

test('with one family alone it is denied, and the answer names what would permit it', async () => {
  const keyward = await Keyward.start({ permitEgress: '127.0.0.0/8', env });
  try {
    const answer = await callLocalhost(keyward);
    assert.deepEqual([answer.status, answer.json.code], [403, 'egress/denied']);
    assert.match(answer.json.detail, /--permit-egress loopback/);
    assert.deepEqual(await keyward.leaksOf(canary), []);
  } finally {
    await keyward.close();
  }
});

test('the address of the README, `localhost`, reaches the listeners, which have the IPv4 one alone', async () => {
  const keyward = await Keyward.start();
  try {
    for (const url of [keyward.controlUrl, keyward.brokerUrl]) {
      const { port } = new URL(url);
      const resolve = ['--resolve', `localhost:${port}:[::1],127.0.0.1`];
      const show = ['-s', '-o', '/dev/null', '-w', '%{http_code}'];
      const { stdout } = await promisify(execFile)('curl', [...resolve, ...show, `http://localhost:${port}/health`]);
      assert.match(stdout, /^20[04]$/);
    }
  } finally {
    await keyward.close();
  }
});
