/** HTTP/2 to upstreams: the answers and the requests look as they do over HTTP/1.1, and the streams keep apart. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createSecureServer,
  type Http2SecureServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { createAuthority } from '../../../test/kit/authority.ts';
import { parsePermittedRanges } from './classify-address.ts';
import { createTrust } from './trust-anchors.ts';
import { Upstreams, type UpstreamsOptions } from './upstreams.ts';

type Answer = (stream: ServerHttp2Stream, headers: Record<string, unknown>) => void;

const sessions: ServerHttp2Session[] = [];
const received: Record<string, unknown>[] = [];
let server: Http2SecureServer;
let options: UpstreamsOptions;
let origin: string;
let upstreams: Upstreams;

const answers: Record<string, Answer> = {
  '/plain': (stream) =>
    stream.respond({ ':status': 200, 'x-a': 'b', 'set-cookie': ['a=1', 'b=2'] }) ?? stream.end('plain'),
  '/info': (stream) => {
    stream.additionalHeaders({ ':status': 103, link: '</a>' });
    stream.respond({ ':status': 200 });
    stream.end('final');
  },
  '/trailers': (stream) => {
    stream.respond({ ':status': 200 }, { waitForTrailers: true });
    // The server's HTTP/1.1 side would send empty ones of its own.
    stream.removeAllListeners('wantTrailers').once('wantTrailers', () => stream.sendTrailers({ 'x-sum': '7' }));
    stream.end('body');
  },
  '/echo': (stream) => {
    stream.respond({ ':status': 200 });
    stream.pipe(stream);
  },
  '/early': (stream) => {
    stream.respond({ ':status': 413 });
    stream.end('too much');
  },
  '/empty': (stream) => stream.respond({ ':status': 204 }, { endStream: true }),
  '/big': (stream) => {
    stream.respond({ ':status': 200 });
    Readable.from(Array.from({ length: 256 }, () => Buffer.alloc(16_384, 'x'))).pipe(stream);
  },
  '/headers': (stream) => stream.respond({ ':status': 200, 'x-long': 'y'.repeat(40_000) }) ?? stream.end(),
  '/never': () => undefined,
  '/reset': (stream) => stream.close(2),
  '/cut': (stream) => {
    stream.respond({ ':status': 200 });
    stream.write('part');
    setTimeout(() => stream.destroy(new Error('cut')), 20);
  },
};

before(async () => {
  const authority = await createAuthority();
  server = createSecureServer({ ...(await authority.issue(['api.test'])), allowHTTP1: true });
  server.on('session', (session) => sessions.push(session));
  server.on('request', (request, response) => {
    if (request.httpVersion === '1.1') response.end(`1.1 ${request.url}`);
  });
  server.on('stream', (stream, headers) => {
    received.push(headers);
    stream.on('error', () => undefined);
    answers[String(headers[':path'])]!(stream, headers);
  });
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `https://api.test:${(server.address() as AddressInfo).port}`;
  const lookup = async () => [{ address: '127.0.0.1' }];
  const permitted = parsePermittedRanges(['127.0.0.0/8']);
  options = { permitted, lookup, trust: createTrust(authority.pem), http2: true, connectTimeoutMs: 2000 };
});
beforeEach(async () => {
  await upstreams?.close();
  upstreams = new Upstreams(options);
  sessions.length = 0;
  received.length = 0;
});
after(async () => {
  await upstreams.close();
  for (const session of sessions) session.destroy();
  server.close();
});

interface Seen {
  statuses: number[];
  raw: unknown;
  trailers: unknown;
  body: string;
  sent: number;
}

interface Ask extends Partial<Dispatcher.DispatchOptions> {
  readonly organisationId?: string;
  readonly onStart?: (controller: Dispatcher.DispatchController) => void;
}

/** Dispatches as the broker does, and gathers what the handler is told. */
function ask(path: string, { organisationId = 'org_a', onStart, ...more }: Ask = {}): Promise<Seen> {
  const { promise, resolve, reject } = Promise.withResolvers<Seen>();
  const seen: Seen = { statuses: [], raw: undefined, trailers: undefined, body: '', sent: 0 };
  upstreams.get(organisationId, origin).dispatch(
    { method: 'GET', path, headers: ['host', 'api.test'], ...more },
    {
      onRequestStart: (controller) => onStart?.(controller),
      onBodySent(chunk) {
        seen.sent += chunk.length;
      },
      onResponseStart(controller, status) {
        seen.statuses.push(status);
        seen.raw = controller.rawHeaders;
      },
      onResponseData(_controller, chunk) {
        seen.body += chunk.toString();
      },
      onResponseEnd(controller) {
        seen.trailers = controller.rawTrailers;
        resolve(seen);
      },
      onResponseError: (_controller, error) => reject(error),
    },
  );
  return promise;
}

test('where the upstream offers it HTTP/2 is spoken, and raw headers are names and values in turn', async () => {
  const seen = await ask('/plain', { headers: ['host', 'api.test', 'X-Api-Key', 'k'] });
  assert.equal(received[0]![':authority'], 'api.test');
  assert.equal(received[0]!['x-api-key'], 'k');
  const raw = seen.raw as string[];
  assert.deepEqual(raw.slice(0, 6), ['x-a', 'b', 'set-cookie', 'a=1', 'set-cookie', 'b=2']);
  assert.equal(seen.body, 'plain');
});

test('it is off where it is not asked for, and plain HTTP never speaks it', async () => {
  await upstreams.close();
  upstreams = new Upstreams({ ...options, http2: false });
  assert.equal((await ask('/plain')).body, '1.1 /plain');
  assert.equal(sessions.length, 0);
});

test('requests of one organisation share a session, two organisations have one each', async () => {
  await Promise.all([ask('/plain'), ask('/plain'), ask('/plain')]);
  assert.equal(sessions.length, 1);
  await ask('/plain', { organisationId: 'org_b' });
  assert.equal(sessions.length, 2);
  await ask('/plain', { organisationId: 'org_b' });
  assert.equal(sessions.length, 2);
});

test('1xx goes before the answer, trailers behind it, and 204 is empty', async () => {
  assert.deepEqual((await ask('/info')).statuses, [103, 200]);
  assert.deepEqual((await ask('/trailers')).trailers, ['x-sum', '7']);
  const empty = await ask('/empty');
  assert.deepEqual([empty.statuses, empty.body], [[204], '']);
});

test('a body is streamed both ways, and what is counted as sent is what was sent', async () => {
  const body = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(5000, 'z')));
  const seen = await ask('/echo', { method: 'POST', body });
  assert.deepEqual([seen.body.length, seen.sent], [500_000, 500_000]);
  const bodiless = await ask('/big');
  assert.deepEqual([bodiless.body.length, bodiless.sent], [256 * 16_384, 0]);
});

test('an answer that comes before the body is sent arrives whole', async () => {
  const body = new PassThrough();
  body.write('begun');
  const seen = await ask('/early', { method: 'POST', body });
  assert.deepEqual([seen.statuses, seen.body], [[413], 'too much']);
  body.destroy();
});

test('a paused answer holds back its own stream alone: memory stays flat, others pass', async () => {
  const paused: Dispatcher.DispatchController[] = [];
  let bytes = 0;
  const ended: Promise<void>[] = [];
  for (let i = 0; i < 4; i++) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    ended.push(promise);
    upstreams.get('org_a', origin).dispatch(
      { method: 'GET', path: '/big', headers: ['host', 'api.test'] },
      {
        onRequestStart: (controller) => void paused.push(controller),
        onResponseData(controller, chunk) {
          bytes += chunk.length;
          if (paused.length > 0) controller.pause();
        },
        onResponseEnd: () => resolve(),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  }
  await delay(200);
  assert.ok(bytes < 4 * 262_144, `${bytes} bytes were taken although all is paused`);
  assert.equal((await ask('/big')).body.length, 256 * 16_384);
  assert.equal(sessions.length, 1);
  for (const controller of paused.splice(0)) controller.resume();
  await Promise.all(ended);
  assert.equal(bytes, 4 * 256 * 16_384);
});

test('an aborted request is reset at the upstream, and its session goes on', async () => {
  const resets: number[] = [];
  server.once('stream', (stream) => stream.once('close', () => resets.push(stream.rstCode)));
  const aborting = ask('/never', {
    onStart: (controller) => void setTimeout(() => controller.abort(new Error('the caller has gone')), 30),
  });
  await assert.rejects(aborting, { message: 'the caller has gone' });
  assert.equal((await ask('/plain')).body, 'plain');
  await delay(20);
  assert.equal(resets.length, 1);
  assert.equal(sessions.length, 1);
});

test('a stream that the upstream resets or cuts fails alone', async () => {
  const other = ask('/big');
  await assert.rejects(ask('/reset'));
  await assert.rejects(ask('/cut'));
  assert.equal((await other).body.length, 256 * 16_384);
  assert.equal(sessions.length, 1);
});

test('fields of one name in two spellings do not end the session', async () => {
  const other = ask('/big');
  const headers = ['host', 'api.test', 'User-Agent', 'a', 'user-agent', 'b', 'X-Y', '1', 'x-y', '2'];
  assert.equal((await ask('/plain', { headers })).body, 'plain');
  assert.equal((await other).body.length, 256 * 16_384);
  assert.equal(received.at(-1)!['x-y'], '1, 2');
});

test('headers over the limit are refused', async () => {
  await assert.rejects(ask('/headers'), { code: 'upstream/broken' });
  assert.equal((await ask('/plain')).body, 'plain');
});

test('a session that the upstream ends is replaced, and nothing is sent twice', async () => {
  await ask('/plain');
  sessions[0]!.close();
  await delay(20);
  assert.equal((await ask('/plain')).body, 'plain');
  const cut = ask('/never', { method: 'POST', body: Readable.from(['once']) });
  await delay(30);
  sessions.at(-1)!.destroy();
  await assert.rejects(cut);
  await delay(50);
  assert.equal(received.filter((headers) => headers[':path'] === '/never').length, 1);
});

test('an upgrade goes over HTTP/1.1, though the upstream offers HTTP/2', async () => {
  await ask('/plain');
  const pool = upstreams.get('org_a', origin);
  const upgraded = await pool.upgrade({ path: '/socket', protocol: 'websocket', headers: { host: 'api.test' } });
  assert.equal((upgraded.socket as unknown as { alpnProtocol: string }).alpnProtocol, 'http/1.1');
  upgraded.socket.destroy();
});

test('the time for the headers holds for each stream', async () => {
  await upstreams.close();
  upstreams = new Upstreams({ ...options, headersTimeoutMs: 100 });
  const other = ask('/plain');
  await assert.rejects(ask('/never'), { code: 'UND_ERR_HEADERS_TIMEOUT' });
  assert.equal((await other).body, 'plain');
});
