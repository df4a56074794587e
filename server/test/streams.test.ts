/**
 * Bodies that are long or slow: nothing is gathered on the way, in either direction, and a request that finds its pooled
 * connection closed is repeated where that does no harm.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';

const canary = newCanary();
const MEBIBYTE = 1_048_576;
const closing: (() => void)[] = [];
let keyward: Keyward;
let token: string;

before(async () => {
  keyward = await Keyward.start();
  token = await keyward.tokenFor('*');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  for (const close of closing) close();
});

async function put(key: string, port: number): Promise<void> {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const body = { type: 'ApiKey', baseUrl: `http://127.0.0.1:${port}`, fields };
  assert.equal((await keyward.api('PUT', `credentials/${key}`, { body })).status, 201);
}

async function upstreamAt(key: string, server: Server): Promise<void> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await put(key, (server.address() as AddressInfo).port);
}

async function open(method: string, key: string, body?: Buffer): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${token}` };
  const sending = httpRequest(`${keyward.brokerUrl}/proxy/${key}/`, { method, headers, agent: false });
  sending.end(body);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  return answer;
}

test('64 MiB arrive whole in both directions', async () => {
  const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const body = randomBytes(64 * MEBIBYTE);
  await upstreamAt(
    'large',
    createServer(async (request, response) => {
      if (request.method === 'GET') return void response.end(body);
      response.end(hashOf(Buffer.concat(await request.toArray())));
    }),
  );
  const uploaded = await open('POST', 'large', body);
  assert.equal((await uploaded.toArray()).join(''), hashOf(body));
  const downloaded = Buffer.concat(await (await open('GET', 'large')).toArray());
  assert.equal(downloaded.length, body.length);
  assert.equal(hashOf(downloaded), hashOf(body));
});

test('an event reaches the caller before the upstream sends the next, and the header section before the first', async () => {
  const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
  await upstreamAt(
    'events',
    createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      resolve(response);
    }),
  );
  const answer = await open('GET', 'events');
  const sending = await asked;
  for (const event of ['data: 1\n\n', `data: ${'x'.repeat(100_000)}\n\n`, 'data: 3\n\n']) {
    sending.write(event);
    let text = '';
    while (text.length < event.length) text += String((await once(answer, 'data'))[0]);
    assert.equal(text, event);
  }
  // What may be the beginning of the secret is held, and no more than that, until the next bytes tell.
  sending.write(`data: ${canary.slice(0, 10)}`);
  assert.equal(String((await once(answer, 'data'))[0]), 'data: ');
  sending.write(' was not it\n\n');
  assert.equal(String((await once(answer, 'data'))[0]), `${canary.slice(0, 10)} was not it\n\n`);
  sending.end();
  assert.deepEqual(await answer.toArray(), []);
});

test('a caller that leaves lets the upstream go, before an answer and in the middle of one', async () => {
  const gone: Promise<unknown>[] = [];
  await upstreamAt(
    'left',
    createServer((request, response) => {
      gone.push(once(response, 'close'));
      if (request.url === '/part') response.write('part');
    }),
  );
  for (const path of ['/part', '/silent']) {
    const headers = { authorization: `Bearer ${token}` };
    const count = gone.length;
    const sending = httpRequest(`${keyward.brokerUrl}/proxy/left${path}`, { headers, agent: false }).end();
    sending.on('error', () => undefined);
    while (gone.length === count) await sleep(5);
    await sleep(50);
    sending.destroy();
    await gone.at(-1);
  }
});

interface Closing {
  /** The requests of each connection, as bytes. */
  readonly connections: string[][];
}

/** Answers the first request of a connection, and closes it when the second has come, without an answer. */
async function closingAt(key: string, end: (socket: Socket) => void): Promise<Closing> {
  const connections: string[][] = [];
  const server = createTcpServer((socket) => {
    const requests: string[] = [];
    connections.push(requests);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      requests.push(chunk.toString('latin1'));
      if (requests.length === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      else end(socket);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => server.close());
  await put(key, (server.address() as AddressInfo).port);
  return { connections };
}

for (const [how, end] of [
  ['closed', (socket: Socket) => socket.end()],
  ['reset', (socket: Socket) => socket.resetAndDestroy()],
] as const) {
  for (const [method, status, connections] of [
    ['GET', 200, [['GET', 'GET'], ['GET']]],
    ['POST', 502, [['GET', 'POST']]],
  ] as const) {
    const expected = status === 200 ? 'is sent once more' : 'is not sent again';
    test(`a ${method} on a pooled connection that is ${how} at that moment ${expected}`, async () => {
      const key = `${how}-${method.toLowerCase()}`;
      const seen = await closingAt(key, (socket) => void end(socket));
      assert.equal((await keyward.call(`/${key}/`, { token })).status, 200);
      // undici takes the connection up again one turn later.
      await sleep(20);
      assert.equal((await keyward.call(`/${key}/`, { method, token })).status, status);
      const methods = seen.connections.map((requests) => requests.map((request) => request.split(' ')[0]));
      assert.deepEqual(methods, connections);
    });
  }
}

test('a request is repeated once at most', async () => {
  let count = 0;
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => {
      count++;
      socket.resetAndDestroy();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => server.close());
  await put('never', (server.address() as AddressInfo).port);
  const answer = await keyward.call('/never/', { token });
  assert.deepEqual([answer.status, answer.json.code, count], [502, 'upstream/broken', 2]);
});
