/** TLS to upstreams, against a local authority and the certificates that it signs. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { type Authority, createAuthority, type Leaf } from '../../../test/kit/authority.ts';
import type { Problem } from '../../domain/problem.ts';
import { parsePermittedRanges } from './classify-address.ts';
import { type ConnectorOptions, guardedConnector } from './connector.ts';
import { createTrust } from './trust-anchors.ts';

const permitted = parsePermittedRanges(['127.0.0.0/8']);
const lookup = async () => [{ address: '127.0.0.1' }];
const DAY_MS = 86_400_000;
let authority: Authority;
let sound: Leaf;
const servers: Server[] = [];

before(async () => {
  authority = await createAuthority();
  sound = await authority.issue(['api.test', '127.0.0.1']);
});
after(() => {
  for (const server of servers) server.close();
});

async function serve(leaf: Leaf, options: { ALPNProtocols?: string[]; maxVersion?: 'TLSv1.1' } = {}): Promise<string> {
  const server = createServer({ ...leaf, ...options }, (socket) => socket.on('error', () => undefined).resume());
  server.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return String((server.address() as AddressInfo).port);
}

interface To {
  readonly hostname?: string;
  readonly options?: Partial<ConnectorOptions>;
  readonly connect?: ReturnType<typeof guardedConnector>;
}

function dial(port: string, { hostname = 'api.test', options = {}, connect }: To = {}): Promise<TLSSocket> {
  const all = { permitted, lookup, connectTimeoutMs: 2000, ...options };
  return new Promise((resolve, reject) => {
    (connect ?? guardedConnector(all))(
      { hostname, protocol: 'https:', port },
      (error: Error | null, socket: Socket | null) => (error ? reject(error) : resolve(socket as TLSSocket)),
    );
  });
}

const trusting = () => ({ trust: createTrust(authority.pem) });

test('an authority that the operator gives is trusted beside those of Node and of the system', async () => {
  const port = await serve(sound);
  const socket = await dial(port, { options: trusting() });
  assert.equal(socket.authorized, true);
  socket.destroy();
});

test('a certificate for an address is checked where the origin is that address', async () => {
  const port = await serve(sound);
  (await dial(port, { hostname: '127.0.0.1', options: trusting() })).destroy();
  await assert.rejects(dial(port, { hostname: '127.0.0.2', options: { ...trusting(), lookup: undefined } }), {
    code: 'upstream/unreachable',
  });
});

async function refusalOf(dialling: Promise<TLSSocket>): Promise<string | undefined> {
  const problem = await dialling.then(
    () => assert.fail('it connected'),
    (error: Problem) => error,
  );
  assert.equal(problem.code, 'upstream/unreachable');
  return problem.detail;
}

test('an unknown authority, another host name, an expired and a future certificate are refused, each by its class', async () => {
  const port = await serve(sound);
  assert.match((await refusalOf(dial(port)))!, /^No authority that Keyward trusts/);
  assert.match((await refusalOf(dial(port, { options: { trust: createTrust() } })))!, /^No authority/);
  const stranger = { trust: createTrust((await createAuthority('Keyward test authority')).pem) };
  assert.ok(await refusalOf(dial(port, { options: stranger })));
  assert.match((await refusalOf(dial(port, { hostname: 'evil.test', options: trusting() })))!, /another host name/);
  const now = Date.now();
  const old = { notBefore: new Date(now - 9 * DAY_MS), notAfter: new Date(now - DAY_MS) };
  const expired = await serve(await authority.issue(['api.test'], old));
  assert.match((await refusalOf(dial(expired, { options: trusting() })))!, /has expired/);
  const young = { notBefore: new Date(now + DAY_MS), notAfter: new Date(now + 9 * DAY_MS) };
  const future = await serve(await authority.issue(['api.test'], young));
  assert.match((await refusalOf(dial(future, { options: trusting() })))!, /not valid yet/);
});

test('nothing that a certificate says reaches the caller', async () => {
  const talkative = await serve(await authority.issue(['cnry.read-me-aloud.test']));
  const detail = await refusalOf(dial(talkative, { options: trusting() }));
  assert.doesNotMatch(detail ?? '', /cnry/);
});

test('HTTP/2 is offered where it is asked for, and not else', async () => {
  const port = await serve(sound, { ALPNProtocols: ['h2', 'http/1.1'] });
  const options = { permitted, lookup, ...trusting() };
  const offering = await dial(port, { connect: guardedConnector(options, { offersHttp2: true }) });
  const plain = await dial(port, { connect: guardedConnector(options) });
  assert.deepEqual([offering.alpnProtocol, plain.alpnProtocol], ['h2', 'http/1.1']);
  offering.destroy();
  plain.destroy();
});

test('a connector resumes its own TLS session, and two connectors share none', async () => {
  const port = await serve(sound);
  const options = { permitted, lookup, ...trusting() };
  const connect = guardedConnector(options);
  const first = await dial(port, { connect });
  await once(first, 'session');
  const second = await dial(port, { connect });
  const foreign = await dial(port, { connect: guardedConnector(options) });
  assert.deepEqual(
    [first, second, foreign].map((socket) => socket.isSessionReused()),
    [false, true, false],
  );
  for (const socket of [first, second, foreign]) socket.destroy();
});

test('a peer that keeps silent in the handshake ends with the time for connecting', async () => {
  const silent = (await import('node:net'))
    .createServer((socket) => socket.on('error', () => undefined))
    .listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const closed = new Promise((resolve) =>
    silent.once('connection', (socket) => socket.resume().once('close', resolve)),
  );
  assert.equal(await refusalOf(dial(String(port), { options: { connectTimeoutMs: 100 } })), 'Timed out.');
  await closed;
  silent.close();
});

test('what is given as authorities has to be certificates', () => {
  for (const pem of ['', 'nonsense', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', sound.key]) {
    assert.throws(() => createTrust(pem), { code: 'config/invalid', message: /^--upstream-ca / }, pem);
  }
});
