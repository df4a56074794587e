/**
 * WebSocket connections through the broker, with unmodified clients: frames and ends pass both ways, nothing of the secret
 * comes back, and a connection lives no longer than the rights that it began with.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket as Client, type ClientOptions, type RawData, WebSocketServer } from 'ws';
import { createAuthority } from './kit/authority.ts';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { exchangeRaw, startRawUpstream } from './kit/raw.ts';
import { PATIENCE_MS, until } from './kit/until.ts';

const canary = newCanary();
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const MIB = 2 ** 20;

/** Demands the secret, and offers compression and two subprotocols as a real one would. */
const upgrader = new WebSocketServer({
  noServer: true,
  perMessageDeflate: { threshold: 0 },
  maxPayload: 64 * MIB,
  handleProtocols: (offered) => (offered.has('graphql-ws') ? 'graphql-ws' : false),
});
const upstream = createServer((_request, response) => void response.end());
/** The requests that were upgraded, and the connections that they became. */
const handshakes: IncomingMessage[] = [];
const accepted: Client[] = [];

upstream.on('upgrade', (request, socket, head) => {
  const url = new URL(request.url!, 'http://upstream');
  if (request.headers['x-api-key'] !== canary && url.searchParams.get('token') !== canary) {
    const body = `unauthorised, ${canary}`;
    const fields = `Content-Length: ${body.length}\r\nX-Echo: ${canary}\r\nConnection: close\r\n`;
    return void socket.end(`HTTP/1.1 401 Unauthorized\r\n${fields}\r\n${body}`);
  }
  if (url.pathname === '/silent') return;
  handshakes.push(request);
  upgrader.handleUpgrade(request, socket, head, (connection) => {
    accepted.push(connection);
    behave(connection, url.pathname);
  });
});

/** What the upstream does on a connection, by its path; it echoes where nothing else is asked for. */
function behave(connection: Client, path: string): void {
  if (path === '/greeting') connection.send('first words');
  if (path === '/leak') {
    connection.on('message', () => {
      connection.send(`one ${canary} frame`);
      connection.send(Buffer.from(`binary ${canary}`));
      connection.send(`split ${canary.slice(0, 7)}`, { fin: false });
      connection.ping(canary);
      connection.send(canary.slice(7, 12), { fin: false });
      connection.send(`${canary.slice(12)} parts`, { fin: true });
      connection.close(4001, `bad key ${canary}`);
    });
  } else if (path === '/close') {
    connection.on('message', () => connection.close(4000, 'enough'));
  } else if (path === '/flood') {
    const chunk = Buffer.alloc(MIB, 'x');
    const send = (left: number): void => {
      if (left > 0) connection.send(chunk, () => send(left - 1));
      else connection.close(1000);
    };
    connection.on('message', (count) => send(Number(count)));
  } else if (path !== '/deaf') {
    connection.on('message', (data, isBinary) => connection.send(data, { binary: isBinary }));
  }
}

let keyward: Keyward;
let token: string;
/** All that came to callers. */
const came: Buffer[] = [];

before(async () => {
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  keyward = await Keyward.start({ flags: ['--idle-timeout', '3'] });
  for (const [key, members] of [
    ['sample', { policy: { webSocket: 'permitted' } }],
    ['query', { fields: { in: 'query', name: 'token', apiKey: canary }, policy: { webSocket: 'permitted' } }],
    [
      'cookie',
      { fields: { in: 'cookie', name: 'sid', apiKey: 'fit-for-a-cookie' }, policy: { webSocket: 'permitted' } },
    ],
    ['unscrubbed', { policy: { webSocket: 'permitted', scrub: 'off' } }],
    ['wrong', { fields: { name: 'X-Other', apiKey: canary }, policy: { webSocket: 'permitted' } }],
    ['plain', {}],
  ] as const) {
    await store(key, members);
  }
  token = await keyward.tokenFor('*');
});
after(async () => {
  await keyward.stop();
  const leaks = await keyward.leaksOf(canary);
  await keyward.close();
  upgrader.close();
  for (const connection of accepted) connection.terminate();
  upstream.closeAllConnections();
  upstream.close();
  assert.equal(findCanary(Buffer.concat(came), canary), undefined);
  assert.deepEqual(leaks, []);
});

async function store(key: string, members: object): Promise<void> {
  const { port } = upstream.address() as AddressInfo;
  const fields = { name: 'X-Api-Key', apiKey: canary };
  const body = { type: 'ApiKey', baseUrl: `http://127.0.0.1:${port}`, fields, ...members };
  const { status, text } = await keyward.api('PUT', `credentials/${key}`, { body });
  assert.equal(status, 201, text);
}

const urlOf = (path: string): string => `${keyward.brokerUrl.replace('http', 'ws')}/proxy${path}`;

function open(path: string, options: ClientOptions = {}, protocols: string[] = [], bearer = token): Client {
  const headers = { authorization: `Bearer ${bearer}`, ...options.headers };
  const client = new Client(urlOf(path), protocols, { maxPayload: 64 * MIB, ...options, headers });
  client.on('message', (data) => came.push(bytesOf(data)));
  client.on('close', (_code, reason) => came.push(reason));
  return client;
}

const bytesOf = (data: RawData): Buffer => (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer));

async function opened(...args: Parameters<typeof open>): Promise<Client> {
  const client = open(...args);
  await once(client, 'open');
  return client;
}

/** The next message, and whether it is binary. */
async function next(client: Client): Promise<[Buffer, boolean]> {
  const [data, isBinary] = (await once(client, 'message')) as [RawData, boolean];
  return [bytesOf(data), isBinary];
}

async function closed(client: Client): Promise<[number, string]> {
  const [code, reason] = (await once(client, 'close')) as [number, Buffer];
  return [code, reason.toString()];
}

/** How a handshake that is not taken up is answered. */
async function refusal(client: Client): Promise<IncomingMessage & { text: string }> {
  const [, answer] = (await once(client, 'unexpected-response')) as [unknown, IncomingMessage];
  const text = (await answer.toArray()).join('');
  came.push(Buffer.from(`${answer.rawHeaders.join('\n')}\n${text}`));
  return Object.assign(answer, { text });
}

/** The first bytes of a handshake by hand. */
function handshake(fields = '', line = 'GET /proxy/sample/ HTTP/1.1', key = KEY): string {
  const all = `Host: 127.0.0.1\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n`;
  return `${line}\r\n${all}Sec-WebSocket-Key: ${key}\r\nAuthorization: Bearer ${token}\r\n${fields}\r\n`;
}

/** The masked text frame of a client, mask zero. */
function frame(text: string): Buffer {
  return Buffer.concat([Buffer.of(0x81, 0x80 | text.length, 0, 0, 0, 0), Buffer.from(text)]);
}

describe('an upgraded connection', () => {
  test('carries text and binary messages both ways, as they are', async () => {
    const client = await opened('/sample/');
    for (const [message, binary] of [
      ['text ✓', false],
      ['', false],
      ['\0\xff', true],
    ] as const) {
      client.send(message, { binary });
      assert.deepEqual(await next(client), [Buffer.from(message), binary]);
    }
    client.close();
    await closed(client);
  });

  test('carries messages of 8 MiB both ways', async () => {
    const client = await opened('/sample/');
    const large = Buffer.alloc(8 * MIB, 'abcdefg');
    client.send(large);
    const [back] = await next(client);
    assert.ok(back.equals(large));
    client.terminate();
  });

  test('carries a hundred messages that are under way at once, each once and in order', async () => {
    const client = await opened('/sample/');
    const sent = Array.from({ length: 100 }, (_, i) => `${i} ${'x'.repeat(i * 37)}`);
    const back: string[] = [];
    client.on('message', (data) => back.push(String(data)));
    for (const message of sent) client.send(message);
    await until(() => back.length === 100);
    assert.deepEqual(back, sent);
    client.terminate();
  });

  test('carries ping and pong both ways', async () => {
    const client = await opened('/sample/');
    client.ping('there');
    assert.equal(String((await once(client, 'pong'))[0]), 'there');
    accepted.at(-1)!.ping('back');
    const [[pong]] = await Promise.all([once(accepted.at(-1)!, 'pong'), once(client, 'ping')]);
    assert.equal(String(pong), 'back');
    client.terminate();
  });

  test('carries codes and reasons of a close, from either side', async () => {
    const client = await opened('/sample/');
    const ends = [closed(accepted.at(-1)!), closed(client)];
    client.close(4002, 'had enough');
    assert.deepEqual(await Promise.all(ends), [
      [4002, 'had enough'],
      [4002, 'had enough'],
    ]);
    const other = await opened('/sample/close');
    other.send('go');
    assert.deepEqual(await closed(other), [4000, 'enough']);
  });

  test('has the subprotocol that the upstream chose', async () => {
    const client = await opened('/sample/', {}, ['other', 'graphql-ws']);
    assert.equal(client.protocol, 'graphql-ws');
    assert.equal(handshakes.at(-1)!.headers['sec-websocket-protocol'], 'other,graphql-ws');
    client.terminate();
  });

  test('has no extension, whatever the caller offers and the upstream would take', async () => {
    const client = await opened('/sample/', { perMessageDeflate: true });
    assert.equal(client.extensions, '');
    assert.equal(handshakes.at(-1)!.headers['sec-websocket-extensions'], undefined);
    client.terminate();
  });

  test('begins with the secret and without what is the caller’s own', async () => {
    const headers = { cookie: 'a=b', 'keyward-consumer': 'flow', 'x-other': 'kept', 'sec-fetch-mode': 'websocket' };
    const client = await opened('/sample/', { headers, origin: 'http://page.example' });
    const { headers: got, rawHeaders } = handshakes.at(-1)!;
    assert.deepEqual([got['x-api-key'], got['x-other'], got.upgrade], [canary, 'kept', 'websocket']);
    const dropped = ['origin', 'cookie', 'authorization', 'keyward-consumer', 'sec-fetch-mode'];
    assert.deepEqual(
      dropped.filter((name) => got[name] !== undefined),
      [],
    );
    assert.doesNotMatch(rawHeaders.join('\n'), /kw_/);
    client.terminate();
  });

  test('loses nothing that either side sends with its half of the handshake', async () => {
    const { hostname, port } = new URL(keyward.brokerUrl);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.write(Buffer.concat([Buffer.from(handshake('', 'GET /proxy/sample/greeting HTTP/1.1')), frame('early')]));
    await until(() => answer.includes('first words') && answer.endsWith('early'));
    assert.match(answer, /^HTTP\/1\.1 101 Switching Protocols\r\n/);
    assert.match(answer, /sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/i);
    assert.doesNotMatch(answer, /content-length|transfer-encoding/i);
    socket.destroy();
  });

  test('is counted and logged once it has ended, with its bytes', async () => {
    const consumer = `flow-${Date.now()}`;
    const client = await opened('/sample/', { headers: { 'keyward-consumer': consumer } });
    client.send('x'.repeat(100));
    await next(client);
    client.close(1000);
    await closed(client);
    const find = async () =>
      (await keyward.api('GET', 'requests')).json.items?.find((r: { consumer?: string }) => r.consumer === consumer);
    let entry = await find();
    for (let i = 0; !entry && i < 40; i++) {
      await sleep(50);
      entry = await find();
    }
    assert.deepEqual([entry?.status, entry?.method, entry?.isCut], [101, 'GET', false], JSON.stringify(entry));
    // Header, mask and payload of the one message, then a close frame with its code; the way back has no mask.
    assert.deepEqual([entry.requestBytes, entry.responseBytes], [2 + 4 + 100 + 2 + 4 + 2, 2 + 100 + 2 + 2]);
  });
});

test('what the upstream says of the secret is masked: in text, binary, fragments, pings and the reason of a close', async () => {
  const client = await opened('/sample/leak');
  const messages: string[] = [];
  client.on('message', (data) => messages.push(String(data)));
  const pinged = once(client, 'ping');
  client.send('go');
  const mask = '*'.repeat(canary.length);
  assert.deepEqual(await closed(client), [4001, `bad key ${mask}`]);
  assert.deepEqual(messages, [`one ${mask} frame`, `binary ${mask}`, `split ${mask} parts`]);
  assert.equal(String((await pinged)[0]), mask);
});

test('where the policy turned scrubbing off, frames pass as they are', async () => {
  const client = new Client(urlOf('/unscrubbed/leak'), { headers: { authorization: `Bearer ${token}` } });
  await once(client, 'open');
  client.send('go');
  assert.equal(String((await next(client))[0]), `one ${canary} frame`);
  client.terminate();
});

test('Node’s own WebSocket takes an access token as its key in the query', async () => {
  const client = new WebSocket(urlOf(`/query/?token=${token}&room=1`));
  const message = Promise.withResolvers<string>();
  client.onopen = () => client.send('hello');
  client.onmessage = ({ data }) => message.resolve(data);
  client.onerror = () => message.reject(new Error('refused'));
  assert.equal(await message.promise, 'hello');
  assert.equal(handshakes.at(-1)!.url, `/?room=1&token=${encodeURIComponent(canary)}`);
  client.close();
});

describe('a handshake is refused', () => {
  for (const [what, path, status, code, headers = {}] of [
    ['that the policy does not permit', '/plain/', 403, 'policy/upgrade-refused'],
    ['without a token', '/sample/', 401, 'token/missing', { authorization: '' }],
    ['for a credential that is not there', '/nothing/', 404, 'credential/not-found'],
    ['for a path that leads elsewhere', '/sample//evil.example', 400, 'target/invalid'],
    ['for Keyward itself', '/../health', 501, 'request/upgrade-refused'],
    [
      'of a page, with a token in a cookie',
      '/cookie/',
      403,
      'request/browser-refused',
      { authorization: '', cookie: 'sid=TOKEN', origin: 'http://page.example' },
    ],
  ] as const) {
    test(`${what}: ${status} ${code}, and nothing is dialled`, async () => {
      const before = handshakes.length;
      const shown = Object.entries(headers).map(([name, value]) => [name, value.replace('TOKEN', token)]);
      const answer = await refusal(open(path, { headers: Object.fromEntries(shown) }));
      assert.deepEqual([answer.statusCode, answer.headers['keyward-error']], [status, code], answer.text);
      assert.equal(JSON.parse(answer.text).code, code);
      assert.equal(handshakes.length, before);
    });
  }

  test('and audited, where the caller is known', async () => {
    const { json } = await keyward.api('GET', 'audit?outcome=refused');
    const codes = json.items.map(({ code }: { code?: string }) => code);
    assert.ok(codes.includes('policy/upgrade-refused'), codes.join());
  });

  const body = 'Content-Length: 2\r\n';
  for (const [what, text] of [
    ['another version', handshake().replace('Version: 13', 'Version: 8')],
    ['two versions', handshake('Sec-WebSocket-Version: 8\r\n')],
    ['a key that is none', handshake('', undefined, 'c2hvcnQ=')],
    ['two keys', handshake(`Sec-WebSocket-Key: ${KEY}\r\n`)],
    ['another protocol beside it', handshake('Upgrade: h2c\r\n')],
    ['POST', handshake('', 'POST /proxy/sample/ HTTP/1.1')],
    ['POST and a body', `${handshake(body, 'POST /proxy/sample/ HTTP/1.1')}ab`],
    ['a body', `${handshake(body)}ab`],
    ['an expectation', handshake('Expect: 100-continue\r\n')],
  ] as const) {
    test(`catalogue 14: with ${what}: 501`, async () => {
      const before = handshakes.length;
      const answer = await exchangeRaw(keyward.brokerUrl, text);
      assert.match(answer, /^HTTP\/1\.1 501 [\s\S]*keyward-error: request\/upgrade-refused\r\n/i);
      assert.equal(handshakes.length, before);
    });
  }

  test('by the upstream: its answer passes, scrubbed, and its connection is closed', async () => {
    const answer = await refusal(open('/wrong/'));
    const mask = '*'.repeat(canary.length);
    assert.deepEqual([answer.statusCode, answer.text], [401, `unauthorised, ${mask}`]);
    assert.deepEqual([answer.headers['x-echo'], answer.headers.connection], [mask, 'close']);
    await until(() => answer.socket.destroyed);
  });
});

const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
for (const [what, fields] of [
  [
    'accepts another key',
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: c3VyZWx5IG5vdCB0aGlzIG9uZSE=\r\n',
  ],
  ['accepts nothing', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'],
  ['takes up another protocol', `Connection: Upgrade\r\nUpgrade: h2c\r\nSec-WebSocket-Accept: ${ACCEPT}\r\n`],
  ['names no protocol', `Sec-WebSocket-Accept: ${ACCEPT}\r\n`],
  [
    'takes up an extension',
    `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: ${ACCEPT}\r\nSec-WebSocket-Extensions: permessage-deflate\r\n`,
  ],
] as const) {
  test(`an upstream that says 101 and ${what} is broken`, async () => {
    const raw = await startRawUpstream(`HTTP/1.1 101 Switching Protocols\r\n${fields}\r\n\x81\x02hi`);
    await keyward.api('DELETE', 'credentials/raw');
    await store('raw', { baseUrl: raw.url, policy: { webSocket: 'permitted' } });
    const answer = await exchangeRaw(keyward.brokerUrl, handshake('', 'GET /proxy/raw/ HTTP/1.1'));
    assert.match(answer, /^HTTP\/1\.1 502 [\s\S]*keyward-error: upstream\/broken\r\n/i);
    await raw.close();
  });
}

test('an upstream whose frames break RFC 6455 is cut off', async () => {
  const head = `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSet-Cookie: a=b\r\n`;
  const raw = await startRawUpstream(`${head}Sec-WebSocket-Accept: ${ACCEPT}\r\n\r\n\x81\x02hi\x8fxx`);
  await store('unruly', { baseUrl: raw.url, policy: { webSocket: 'permitted' } });
  const answer = await exchangeRaw(keyward.brokerUrl, handshake('', 'GET /proxy/unruly/ HTTP/1.1'));
  assert.match(answer, /^HTTP\/1\.1 101 /);
  assert.doesNotMatch(answer, /set-cookie|xx/i);
  await raw.close();
});

describe('an end', () => {
  for (const [what, change] of [
    ['revoking the token', (_key: string, tokenId: string) => keyward.api('DELETE', `access-tokens/${tokenId}`)],
    ['deleting the credential', (key: string) => keyward.api('DELETE', `credentials/${key}`)],
    [
      'refusing WebSockets from now on',
      (key: string) =>
        keyward.api('PATCH', `credentials/${key}`, {
          body: { policy: { webSocket: 'refused' }, fields: { apiKey: canary } },
        }),
    ],
  ] as const) {
    test(`${what} ends both sides`, async () => {
      const key = `short-${handshakes.length}`;
      await store(key, { policy: { webSocket: 'permitted' } });
      const grants = [{ credentials: [key] }];
      const bearer = (await keyward.api('POST', 'access-tokens', { body: { name: 'runner', grants } })).json;
      const client = await opened(`/${key}/`, {}, [], bearer.token);
      const there = accepted.at(-1)!;
      const answer = await change(key, bearer.id);
      assert.ok(answer.status < 300, answer.text);
      await until(() => client.readyState === Client.CLOSED && there.readyState === Client.CLOSED);
    });
  }

  test('of the caller’s connection reaches the upstream, and that of the upstream’s the caller', async () => {
    for (const reset of [true, false]) {
      const client = await opened('/sample/');
      const there = accepted.at(-1)!;
      if (reset) socketOf(client).resetAndDestroy();
      else client.terminate();
      await until(() => there.readyState === Client.CLOSED);
      const other = await opened('/sample/');
      if (reset) socketOf(accepted.at(-1)!).resetAndDestroy();
      else accepted.at(-1)!.terminate();
      assert.deepEqual(await closed(other), [1006, '']);
    }
  });

  test('of a caller that leaves while the upstream thinks reaches the upstream', async () => {
    const asked = once(upstream, 'upgrade') as Promise<[IncomingMessage, Socket]>;
    const client = open('/sample/silent');
    client.on('error', () => undefined);
    const [, socket] = await asked;
    socket.on('error', () => undefined).resume();
    client.terminate();
    await once(socket, 'end', { signal: AbortSignal.timeout(PATIENCE_MS) });
    socket.destroy();
  });

  test('comes to a connection on which nothing moves for the idle time-out, and to no other', async () => {
    const idle = await opened('/sample/deaf');
    const there = accepted.at(-1)!;
    const busy = await opened('/sample/');
    const beating = setInterval(() => busy.ping(), 200);
    await until(() => idle.readyState === Client.CLOSED && there.readyState === Client.CLOSED);
    assert.equal(busy.readyState, Client.OPEN);
    clearInterval(beating);
    busy.terminate();
  });
});

function socketOf(client: Client): Socket {
  return (client as unknown as { _socket: Socket })._socket;
}

/** Resident memory of the process, in MiB. */
async function residentMib(): Promise<number> {
  const status = await readFile(`/proc/${keyward.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}

describe('a side that does not read stops the other one, and memory stays bounded:', () => {
  test('the caller, to which all comes once it reads', async (t) => {
    const client = await opened('/sample/flood');
    const before = await residentMib();
    client.send('200');
    client.pause();
    await sleep(1_000);
    const grown = (await residentMib()) - before;
    t.diagnostic(`${Math.round(grown)} MiB more`);
    assert.ok(grown < 50, `${grown} MiB`);
    let bytes = 0;
    client.removeAllListeners('message');
    client.on('message', (data) => (bytes += bytesOf(data).length));
    client.resume();
    assert.deepEqual(await closed(client), [1000, '']);
    assert.equal(bytes, 200 * MIB);
  });

  test('the upstream, to which all comes once it reads', async (t) => {
    const client = await opened('/sample/deaf');
    const there = accepted.at(-1)!;
    there.pause();
    const before = await residentMib();
    const megabyte = Buffer.alloc(MIB);
    for (let i = 0; i < 100; i++) client.send(megabyte);
    await sleep(1_000);
    const grown = (await residentMib()) - before;
    t.diagnostic(`${Math.round(grown)} MiB more`);
    assert.ok(grown < 50, `${grown} MiB`);
    assert.ok(client.bufferedAmount > 60 * MIB, `${client.bufferedAmount}`);
    let bytes = 0;
    there.on('message', (data) => (bytes += bytesOf(data).length));
    there.resume();
    client.close(1000);
    assert.deepEqual(await closed(there), [1000, '']);
    assert.equal(bytes, 100 * MIB);
  });
});

test('a connection counts among those that a token may have at a time, until it ends', async () => {
  const grants = [{ credentials: ['sample'] }];
  const body = { name: 'one at a time', grants, limits: { concurrency: 1 } };
  const { token: single } = (await keyward.api('POST', 'access-tokens', { body })).json;
  const client = await opened('/sample/', {}, [], single);
  const answer = await refusal(open('/sample/', {}, [], single));
  assert.equal(answer.statusCode, 429, answer.text);
  client.close();
  await closed(client);
  let status: number | undefined = 429;
  for (const deadline = Date.now() + PATIENCE_MS; status === 429 && Date.now() < deadline; await sleep(50)) {
    const another = open('/sample/', {}, [], single);
    another.on('error', () => undefined);
    status = await Promise.race([
      refusal(another).then((refused) => refused.statusCode),
      once(another, 'open').then(() => 101),
    ]);
    another.terminate();
  }
  assert.equal(status, 101);
});

test('a listener with TLS takes them over TLS', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-wss-'));
  const { pem, issue } = await createAuthority();
  const { cert, key } = await issue(['127.0.0.1', 'localhost']);
  await writeFile(join(folder, 'cert.pem'), cert);
  await writeFile(join(folder, 'key.pem'), key, { mode: 0o600 });
  const files = ['--tls-cert', join(folder, 'cert.pem'), '--tls-key', join(folder, 'key.pem')];
  const secure = await Keyward.start({ data: keyward.data, flags: files });
  const headers = { authorization: `Bearer ${token}` };
  const client = new Client(`${secure.brokerUrl.replace('http', 'ws')}/proxy/sample/leak`, { headers, ca: pem });
  await once(client, 'open');
  client.send('go');
  assert.equal(String((await next(client))[0]), `one ${'*'.repeat(canary.length)} frame`);
  await secure.close();
  await rm(folder, { recursive: true });
});

test('a broker that is told to stop ends them after its time of grace', async () => {
  const client = await opened('/sample/');
  const there = accepted.at(-1)!;
  await keyward.stop();
  assert.equal(keyward.child.exitCode, 0, 'in order, and not as the last resort');
  await until(() => client.readyState === Client.CLOSED && there.readyState === Client.CLOSED);
});
