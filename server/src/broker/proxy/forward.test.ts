import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { Pool } from 'undici';
import { Problem } from '../../domain/problem.ts';
import { Superseded } from './begin-anew.ts';
import { forward } from './forward.ts';
import type { Held } from './in-flight.ts';
import type { Outcome } from './outcome.ts';

const servers: Server[] = [];
const pools: Pool[] = [];
after(async () => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  await Promise.all(pools.map((pool) => pool.destroy()));
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Relayed {
  readonly url: string;
  /** How the first request ended. */
  readonly outcome: Promise<Outcome>;
}

/** A listener that forwards everything to an upstream of this behaviour. */
async function relayTo(behaviour: RequestListener): Promise<Relayed> {
  const upstream = new Pool(await listen(behaviour));
  pools.push(upstream);
  return relayBy(upstream);
}

async function relayBy(upstream: Pick<Pool, 'dispatch'>, cutBy?: Problem): Promise<Relayed> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  promise.catch(() => undefined);
  const url = await listen((request, response) => {
    const links = () => assert.fail('no answer refers to anything');
    const held: Held = { onCut: (cut) => cutBy && setImmediate(cut, cutBy) };
    const outgoing = {
      upstream: upstream as Pool,
      path: '/',
      headers: [],
      scrubber: undefined,
      setCookie: 'dropped',
      links,
    } as const;
    const free = { limits: { maxBodyBytes: 0 }, held, onAnswer: () => undefined };
    const done = forward(request, response, { ...outgoing, ...free, method: request.method! });
    done.then(resolve, (error: Error) => {
      reject(error);
      response.destroy();
    });
  });
  return { url, outcome: promise };
}

test('the outcome has the status, the bytes of both bodies and the times', async () => {
  const relay = await relayTo(async (request, response) => {
    await request.toArray();
    response.writeHead(201);
    response.write('part');
    setTimeout(() => response.end('rest'), 100);
  });
  const answer = await fetch(relay.url, { method: 'POST', body: 'a body' });
  assert.equal(await answer.text(), 'partrest');
  const { waitedMs, totalMs, ...counted } = await relay.outcome;
  assert.deepEqual(counted, { status: 201, requestBytes: 6, responseBytes: 8, isCut: false });
  // The upstream's pause of 100 ms lies in one of the two, as the header section may wait for nothing.
  assert.ok(waitedMs > 0 && totalMs >= waitedMs && totalMs >= 90, `${waitedMs} ${totalMs}`);
});

test('an answer that the caller leaves is cut', async () => {
  const relay = await relayTo((_request, response) => void response.write('part'));
  const [answer] = (await once(httpRequest(relay.url).end(), 'response')) as [IncomingMessage];
  await once(answer, 'data');
  answer.destroy();
  const { status, responseBytes, isCut } = await relay.outcome;
  assert.deepEqual([status, responseBytes, isCut], [200, 4, true]);
});

test('a caller that leaves before there is an answer leaves an outcome without a status', async () => {
  const leaving = Promise.withResolvers<void>();
  const relay = await relayTo(() => leaving.resolve());
  const request = httpRequest(relay.url).end();
  request.on('error', () => undefined);
  await leaving.promise;
  request.destroy();
  const { status, isCut } = await relay.outcome;
  assert.deepEqual([status, isCut], [0, true]);
});

test('an answer that the upstream breaks off is cut', async () => {
  const relay = await relayTo((_request, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('part', () => response.destroy());
  });
  const answer = await fetch(relay.url);
  await assert.rejects(answer.text());
  const { status, isCut } = await relay.outcome;
  assert.deepEqual([status, isCut], [200, true]);
});

test('an upstream that goes before it has answered is a problem, not an outcome', async () => {
  const relay = await relayTo((request) => void request.socket.destroy());
  await assert.rejects(fetch(relay.url));
  await assert.rejects(relay.outcome, { code: 'upstream/broken' });
});

test('what is superseded before it is on a connection can begin anew, whatever its method', async () => {
  const relay = await relayBy({ dispatch: () => true }, new Superseded());
  await assert.rejects(fetch(relay.url, { method: 'POST', body: 'unread' }));
  await assert.rejects(relay.outcome, (error) => error instanceof Superseded);
});

test('what is cut for another reason cannot', async () => {
  const relay = await relayBy({ dispatch: () => true }, new Problem('token/invalid'));
  await assert.rejects(fetch(relay.url, { method: 'POST', body: 'unread' }));
  await assert.rejects(relay.outcome, (error) => !(error instanceof Superseded));
});
