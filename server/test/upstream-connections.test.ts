/** How the broker of a whole Keyward gets out: given authorities, HTTP/2, a proxy with credentials, the limits as options. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createAuthority } from './kit/authority.ts';
import { findCanary, newCanary } from './kit/canary.ts';
import { type ConnectProxy, startConnectProxy } from './kit/connect-proxy.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { until } from './kit/until.ts';

const canary = newCanary();
/** Fit for Basic, which forbids nothing of it. */
const password = `pw-${newCanary()}`;
const versions: string[] = [];
let folder: string;
let server: Http2SecureServer;
let url: string;
let proxy: ConnectProxy;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-test-'));
  const authority = await createAuthority();
  await writeFile(join(folder, 'ca.pem'), authority.pem);
  await writeFile(join(folder, 'junk.pem'), 'junk');
  server = createSecureServer({ ...(await authority.issue(['127.0.0.1'])), allowHTTP1: true }, (request, response) => {
    versions.push(request.httpVersion);
    if (request.url === '/hang') return;
    response.writeHead(200, { 'x-echo': String(request.headers['x-api-key']), 'set-cookie': ['a=1', 'b=2'] });
    request.pipe(response, { end: false });
    request.on('end', () => response.end(JSON.stringify(request.headers)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy = await startConnectProxy({ credentials: `keyward:${password}` });
});
after(async () => {
  await proxy.close();
  server.close();
  await rm(folder, { recursive: true });
});

async function using(
  flags: readonly string[],
  run: (keyward: Keyward, token: string) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const keyward = await Keyward.start({ flags, env });
  try {
    const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
    await keyward.api('PUT', 'credentials/sample', { body: { type: 'ApiKey', baseUrl: url, fields } });
    await run(keyward, await keyward.tokenFor('sample'));
    assert.deepEqual(await keyward.leaksOf(canary), []);
    assert.deepEqual(await keyward.leaksOf(password), []);
  } finally {
    await keyward.close();
  }
}

const trusting = () => ['--upstream-ca', join(folder, 'ca.pem')];

test('an upstream under an unknown authority is unreachable, and the answer says which way', async () => {
  await using([], async (keyward, token) => {
    const answer = await keyward.call('/sample/', { token });
    assert.deepEqual([answer.status, answer.json.code], [502, 'upstream/unreachable']);
    assert.match(answer.json.detail, /^No authority that Keyward trusts/);
  });
});

for (const [http2, version] of [
  ['off', '1.1'],
  ['on', '2.0'],
] as const) {
  test(`with --upstream-http2 ${http2} the upstream hears ${version}; bodies stream both ways, answers are scrubbed`, async () => {
    await using([...trusting(), '--upstream-http2', http2], async (keyward, token) => {
      versions.length = 0;
      const sent = 'x'.repeat(200_000);
      const answer = await keyward.call('/sample/echo', { token, method: 'POST', body: sent });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(versions, [version]);
      assert.ok(answer.text.startsWith(sent));
      assert.match(answer.text, /"x-api-key"/);
      assert.equal(findCanary(answer.text, canary), undefined);
      assert.notEqual(answer.headers.get('x-echo'), null);
      assert.equal(findCanary(answer.headers.get('x-echo')!, canary), undefined);
      assert.equal(answer.headers.get('set-cookie'), null);
    });
  });
}

test('through the proxy the secret passes in TLS, and the proxy’s credentials are seen by it alone', async () => {
  const flags = [...trusting(), '--egress-proxy', proxy.url];
  const env = { KEYWARD_EGRESS_PROXY_CREDENTIALS: `keyward:${password}` };
  await using(
    flags,
    async (keyward, token) => {
      assert.equal((await keyward.call('/sample/echo', { token, method: 'POST', body: 'b' })).status, 200);
      assert.ok(proxy.asked[0]!.startsWith(`${new URL(url).host} ${new URL(url).host} Basic `));
    },
    env,
  );
  await using(flags, async (keyward, token) => {
    const answer = await keyward.call('/sample/', { token });
    assert.deepEqual([answer.status, answer.json.code], [502, 'upstream/unreachable']);
    assert.match(answer.json.detail, /egress proxy refused the credentials/);
  });
});

test('the limits are options: sockets, queue and headers', async () => {
  const limits = ['--upstream-sockets', '1', '--upstream-queue-timeout', '1', '--upstream-headers-timeout', '8'];
  await using([...trusting(), ...limits], async (keyward, token) => {
    const earlier = versions.length;
    const hanging = keyward.call('/sample/hang', { token });
    await until(() => versions.length > earlier, 'the first call, which takes the only socket');
    const waiting = await keyward.call('/sample/', { token });
    assert.deepEqual([waiting.status, waiting.json.code], [503, 'upstream/busy']);
    const timedOut = await hanging;
    assert.deepEqual([timedOut.status, timedOut.json.code], [504, 'upstream/timeout']);
  });
});

test('what cannot be is refused at the start, and no value is quoted', async () => {
  const table: [string[], Record<string, string>, RegExp][] = [
    [['--upstream-ca', join(folder, 'junk.pem')], {}, /--upstream-ca holds no certificate/],
    [['--upstream-ca', join(folder, 'away.pem')], {}, /--upstream-ca names a file/],
    [['--egress-proxy', `http://u:${encodeURIComponent(password)}@127.0.0.1:1`], {}, /--egress-proxy takes/],
    [['--egress-proxy', proxy.url], { KEYWARD_EGRESS_PROXY_CREDENTIALS: password }, /takes user:password/],
    [['--egress-no-proxy', 'a b'], {}, /Entry 1 of --egress-no-proxy/],
  ];
  const ports = ['--listen', '127.0.0.1:0', '--broker-listen', '127.0.0.1:0'];
  for (const [flags, env, rule] of table) {
    const { code, stdout, stderr } = await runCli(['serve', '--data', join(folder, 'data'), ...ports, ...flags], {
      env,
    });
    assert.notEqual(code, 0);
    assert.match(stderr, rule);
    assert.equal(findCanary(stdout + stderr, password), undefined);
  }
});
