/**
 * Client certificates in a whole Keyward, in front of a TLS upstream that demands them and answers with the name in the
 * one that it was shown.
 */
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { type Authority, createAuthority, type Leaf } from './kit/authority.ts';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { startUpstream } from './kit/upstream.ts';

const passphrase = newCanary();
let authority: Authority;
let ann: Leaf;
let bob: Leaf;
let server: Server;
let url: string;
let folder: string;
let keyward: Keyward;
let token: string;
/** Sockets that the upstream has seen, by the name that was shown on them. */
const sockets = new Map<string, Set<TLSSocket>>();

before(async () => {
  authority = await createAuthority();
  const own = await authority.issue(['127.0.0.1']);
  [ann, bob] = await Promise.all([authority.issue(['ann.test']), authority.issue(['bob.test'])]);
  const options = { ...own, ca: authority.pem, requestCert: true, rejectUnauthorized: true };
  server = createServer(options, (request, response) => {
    const socket = request.socket as TLSSocket;
    const name = String(socket.getPeerCertificate().subject.CN);
    sockets.set(name, (sockets.get(name) ?? new Set()).add(socket));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ name, resumed: socket.isSessionReused(), headers: request.headers }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'keyward-ca-'));
  await writeFile(join(folder, 'ca.pem'), authority.pem);
  keyward = await Keyward.start({ flags: ['--upstream-ca', join(folder, 'ca.pem')] });
  token = await keyward.tokenFor('*');
  await store('ann', { certificate: ann.cert, privateKey: ann.key, testPath: '/me' });
  await store('bob', { certificate: bob.cert, privateKey: encrypted(bob.key), passphrase });
});
after(async () => {
  const lines = [ann, bob].map(({ key }) => key.split('\n')[1]!);
  for (const secret of [...lines, passphrase]) assert.deepEqual(await keyward.leaksOf(secret), []);
  await keyward.close();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

function encrypted(key: string): string {
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
  return createPrivateKey(key).export(options) as string;
}

async function store(key: string, fields: Record<string, string>) {
  const stored = await keyward.api('PUT', `credentials/${key}`, {
    body: { type: 'Certificate', baseUrl: url, fields },
  });
  assert.deepEqual([stored.status, stored.json.status], [201, 'valid'], stored.text);
  assert.deepEqual(stored.json.policy.roles.api.placements, ['signer:mtls']);
}

test('each credential shows its own certificate, on connections of its own', async () => {
  for (let i = 0; i < 3; i++) {
    for (const name of ['ann', 'bob']) {
      const got = await keyward.call(`/${name}/me`, { token });
      assert.deepEqual([got.status, got.json?.name], [200, `${name}.test`], got.text);
    }
  }
  const [anns, bobs] = [sockets.get('ann.test')!, sockets.get('bob.test')!];
  assert.deepEqual([anns.size, bobs.size], [1, 1], 'and keeps them');
  assert.equal(
    [...anns].some((socket) => bobs.has(socket)),
    false,
  );
});

test('a credential without a certificate, at the same origin, gets none of theirs', async () => {
  const body = { type: 'ApiKey', baseUrl: url, fields: { apiKey: newCanary(), name: 'X-Api-Key' } };
  await keyward.api('PUT', 'credentials/bare', { body });
  const got = await keyward.call('/bare/me', { token });
  assert.equal(got.status, 502, got.text);
});

test('what the caller says of a certificate of its own is sent on as it is, and nothing is added', async () => {
  const got = await keyward.call('/ann/me', { token });
  assert.equal(JSON.stringify(got.json.headers).includes('BEGIN'), false);
  assert.equal(got.json.headers.authorization, undefined);
});

test('a new pair is shown from the next call on, and the former connection is left', async () => {
  await store('changed', { certificate: ann.cert, privateKey: ann.key });
  assert.equal((await keyward.call('/changed/me', { token })).json.name, 'ann.test');
  const fields = { certificate: bob.cert, privateKey: bob.key };
  const patched = await keyward.api('PATCH', 'credentials/changed', { body: { fields } });
  assert.equal(patched.status, 200, patched.text);
  await until(async () => (await keyward.call('/changed/me', { token })).json.name === 'bob.test');
});

test('a key that is not that of the certificate is refused when it is stored, also where only one of them changes', async () => {
  const [line] = [bob.key.split('\n')[1]!];
  const pairs = [
    await keyward.api('POST', 'credentials', {
      body: { type: 'Certificate', baseUrl: url, fields: { certificate: ann.cert, privateKey: bob.key } },
    }),
    await keyward.api('PATCH', 'credentials/ann', { body: { fields: { privateKey: bob.key } } }),
    await keyward.api('PATCH', 'credentials/ann', { body: { fields: { certificate: bob.cert } } }),
    await keyward.api('PATCH', 'credentials/bob', { body: { fields: { passphrase: 'another one' } } }),
    await keyward.api('PATCH', 'credentials/ann', { body: { fields: { certificate: 'no certificate' } } }),
  ];
  for (const answer of pairs) {
    assert.deepEqual([answer.status, answer.json.code], [422, 'credential/value-refused'], answer.text);
    assert.match(answer.json.errors[0].path, /^\/fields\/(?:privateKey|certificate)$/);
    assert.equal(answer.text.includes(line), false);
  }
  assert.equal((await keyward.call('/ann/me', { token })).json.name, 'ann.test', 'and what was there is used on');
});

test('over plain HTTP there is no handshake to show it in: the call is refused and not sent bare', async () => {
  const plain = await startUpstream((_received, response) => void response.writeHead(200).end());
  const fields = { certificate: ann.cert, privateKey: ann.key };
  await keyward.api('PUT', 'credentials/plain', { body: { type: 'Certificate', baseUrl: plain.url, fields } });
  const got = await keyward.call('/plain/me', { token });
  assert.deepEqual([got.status, got.json.code], [409, 'credential/not-injectable'], got.text);
  assert.equal(plain.received.length, 0);
  await plain.close();
});

test('a certificate is verified: no handshake without it, an answer with it', async () => {
  const { json } = await keyward.api('POST', 'credentials/ann/verify');
  assert.equal(json.verification?.verdict ?? json.verdict, 'accepted', JSON.stringify(json));
});
