/** The queue before an origin: who waits, for how long, and who gets the next slot. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { parsePermittedRanges } from './classify-address.ts';
import { Upstreams, type UpstreamsOptions } from './upstreams.ts';

const permitted = parsePermittedRanges(['127.0.0.0/8']);
/** What was asked and is not yet answered, by path. */
const open = new Map<string, ServerResponse>();
const server = createServer((request, response) => {
  open.set(request.url!, response);
  request.resume();
  if (request.url === '/now') response.end('now');
});
server.on('upgrade', (_request, socket) => {
  socket.on('error', () => undefined).resume();
  socket.write('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
});
let origin: string;
let upstreams: Upstreams;

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const response of open.values()) response.end();
  await upstreams.close();
  open.clear();
});
after(() => server.close());

function make(options: Partial<UpstreamsOptions>): void {
  upstreams = new Upstreams({ permitted, maxSockets: 2, queueTimeoutMs: 200, ...options });
}

function ask(path: string, organisationId = 'org_a'): Promise<string> {
  const asked = upstreams.get(organisationId, origin).request({ method: 'GET', path });
  return asked.then(({ body }) => body.text());
}

async function seen(path: string): Promise<ServerResponse> {
  for (let tries = 0; !open.has(path) && tries < 200; tries++) await delay(5);
  return open.get(path) ?? assert.fail(`${path} never arrived`);
}

test('streams without end do not starve an origin silently: who waits too long is told so', async () => {
  make({});
  const streams = [ask('/a'), ask('/b')];
  await Promise.all([seen('/a'), seen('/b')]);
  const startedAt = performance.now();
  await assert.rejects(ask('/c'), { code: 'upstream/busy' });
  const waited = performance.now() - startedAt;
  assert.ok(waited >= 190, String(waited));
  for (const path of ['/a', '/b']) open.get(path)!.end();
  await Promise.all(streams);
  await delay(20);
  assert.equal(open.has('/c'), false, 'what was given up is not sent later');
});

test('the full origin of one organisation is not the other’s', async () => {
  make({});
  const streams = [ask('/a'), ask('/b')];
  await Promise.all([seen('/a'), seen('/b')]);
  assert.equal(await ask('/now', 'org_b'), 'now');
  for (const path of ['/a', '/b']) open.get(path)!.end();
  await Promise.all(streams);
});

test('slots are given in the order of arrival, whichever way a request ends', async () => {
  make({ queueTimeoutMs: 5000 });
  const broken = ask('/a');
  const ended = ask('/b');
  await Promise.all([seen('/a'), seen('/b')]);
  const third = ask('/c');
  const fourth = ask('/d');
  open.get('/a')!.destroy();
  await assert.rejects(broken);
  (await seen('/c')).end();
  (await seen('/d')).end('d');
  assert.equal(await fourth, 'd');
  await third;
  open.get('/b')!.end();
  await ended;
});

test('a caller that went while waiting takes no slot', async () => {
  make({ maxSockets: 1, queueTimeoutMs: 5000 });
  const stream = ask('/a');
  await seen('/a');
  const body = new PassThrough();
  const gone = upstreams.get('org_a', origin).request({ method: 'POST', path: '/gone', body });
  const next = ask('/now');
  body.destroy();
  open.get('/a')!.end();
  await stream;
  await assert.rejects(gone);
  assert.equal(await next, 'now');
  assert.equal(open.has('/gone'), false);
});

test('an upgraded connection keeps its slot until it closes', async () => {
  make({ maxSockets: 1 });
  const { socket } = await upstreams.get('org_a', origin).upgrade({ path: '/socket', protocol: 'websocket' });
  await assert.rejects(ask('/now'), { code: 'upstream/busy' });
  socket.destroy();
  await once(socket, 'close');
  assert.equal(await ask('/now'), 'now');
});

test('many that fail at once end without recursion, and leave the slots free', async () => {
  make({ maxSockets: 1, queueTimeoutMs: 5000 });
  const stream = ask('/a');
  await seen('/a');
  const pool = upstreams.get('org_a', origin);
  const failing = Array.from({ length: 20_000 }, () =>
    pool.request({ method: 'GET', path: '/', headers: { te: 'a\nb' } }),
  );
  open.get('/a')!.end();
  await stream;
  const outcomes = await Promise.allSettled(failing);
  assert.ok(outcomes.every(({ status }) => status === 'rejected'));
  assert.equal(await ask('/now'), 'now');
});

test('an evicted pool serves what is in flight and what waits, and no more', async () => {
  make({ maxPools: 1, maxSockets: 1, queueTimeoutMs: 5000 });
  const pool = upstreams.get('org_a', origin);
  const running = ask('/a');
  await seen('/a');
  const waiting = ask('/now');
  upstreams.get('org_b', origin);
  assert.equal(pool.closed, true);
  open.get('/a')!.end('a');
  assert.deepEqual(await Promise.all([running, waiting]), ['a', 'now']);
  await pool.close();
  await assert.rejects(pool.request({ method: 'GET', path: '/' }), { code: 'UND_ERR_DESTROYED' });
});

test('pools stay as many as the limit however many origins are asked for, the latest of them', async () => {
  make({ maxPools: 10 });
  const pools = Array.from({ length: 500 }, (_, i) => upstreams.get('org_a', `http://h${i}.invalid`));
  assert.equal(pools.filter(({ closed }) => !closed).length, 10);
  assert.ok(pools.slice(-10).every(({ closed }) => !closed));
});
