import assert from 'node:assert/strict';
import { createServer, get, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { Secret } from '../../domain/secret.ts';
import { buildScrubber, type Scrubber } from '../scrub/scrubber.ts';
import { createResponseBody, type ResponseBody } from './response-body.ts';

const secret = 'correct-horse-battery';
const mask = '*'.repeat(secret.length);
const scrubber = buildScrubber([new Secret(secret)]);

interface Upstream {
  readonly calls: string[];
  readonly failures: unknown[];
}

interface Run {
  readonly status?: number;
  readonly method?: string;
  readonly raw?: readonly string[];
  readonly scrubber?: Scrubber | undefined;
  /** Feeds the body as the upstream would. */
  readonly feed: (body: ResponseBody, upstream: Upstream) => void | Promise<void>;
}

interface Outcome extends Upstream {
  readonly text: string;
  readonly isDecoded: boolean;
}

/** Runs one answer through a real connection. */
async function answer(run: Run): Promise<Outcome> {
  const upstream: Upstream = { calls: [], failures: [] };
  const note = (call: string) => () => void upstream.calls.push(call);
  const controller = { pause: note('pause'), resume: note('resume'), abort: note('abort') };
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const server = createServer((_request, response) => {
    const fail = (error: unknown) => {
      upstream.failures.push(error);
      response.destroy();
    };
    const { status = 200, raw = [] } = run;
    const used = 'scrubber' in run ? run.scrubber : scrubber;
    try {
      const parts = {
        status,
        raw,
        response,
        scrubber: used,
        upstream: controller as never as Dispatcher.DispatchController,
        fail,
      };
      const body = createResponseBody(parts);
      response.writeHead(status);
      resolve(body.isDecoded);
      void run.feed(body, upstream);
    } catch (error) {
      response.destroy();
      reject(error as Error);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const { port } = server.address() as AddressInfo;
    const text = read(port, run.method ?? 'GET');
    const isDecoded = await promise.finally(() => text.catch(() => ''));
    return { ...upstream, text: await text, isDecoded };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function read(port: number, method: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ port, host: '127.0.0.1', method }, resolve).once('error', reject).end();
    });
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    chunks.push(Buffer.from('<cut>'));
  }
  return Buffer.concat(chunks).toString();
}

function feedAll(...chunks: (string | Buffer)[]): Run['feed'] {
  return (body) => {
    for (const chunk of chunks) body.write(Buffer.from(chunk as string));
    body.end();
  };
}

test('catalogue 17: a secret split across chunks at any place is masked, the length kept', async () => {
  for (let at = 0; at <= secret.length; at += 5) {
    const { text } = await answer({ feed: feedAll(`a${secret.slice(0, at)}`, `${secret.slice(at)}b`) });
    assert.equal(text, `a${mask}b`);
  }
});

test('what is held back at the end goes out with the end', async () => {
  const { text } = await answer({ feed: feedAll('begin ', secret.slice(0, -1)) });
  assert.equal(text, `begin ${secret.slice(0, -1)}`);
});

for (const [coding, compress] of [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const) {
  test(`catalogue 17: a body in ${coding} is decoded and searched, byte by byte`, async () => {
    const bytes = [...compress(`a${secret}b`)].map((byte) => Buffer.from([byte]));
    const raw = ['Content-Encoding', coding];
    const { text, isDecoded } = await answer({ raw, feed: feedAll(...bytes) });
    assert.deepEqual([text, isDecoded], [`a${mask}b`, true]);
  });
}

test('a coding that cannot be searched is refused, alone and under one that can', async () => {
  const raws = [
    ['Content-Encoding', 'compress'],
    ['content-encoding', 'compress, gzip'],
    ['Content-Encoding', 'aes128gcm', 'Content-Encoding', 'br'],
  ];
  for (const raw of raws) {
    await assert.rejects(answer({ raw, feed: feedAll() }), { code: 'upstream/encoding' }, raw.join());
  }
});

test('a compressed body that is broken or cut short fails, and lets the upstream go', async () => {
  const whole = gzipSync('x'.repeat(1_000));
  for (const bytes of [Buffer.from('no gzip at all'), whole.subarray(0, -9)]) {
    const { failures, calls } = await answer({ raw: ['Content-Encoding', 'gzip'], feed: feedAll(bytes) });
    assert.deepEqual([failures.length, calls.includes('abort')], [1, true]);
  }
});

test('HEAD, 204 and 304 have no body to decode, whatever their headers say', async () => {
  const raw = ['Content-Encoding', 'compress'];
  for (const one of [{ method: 'HEAD' }, { status: 204 }, { status: 304 }]) {
    const { isDecoded, text } = await answer({ ...one, raw, feed: feedAll() });
    assert.deepEqual([isDecoded, text], [false, '']);
  }
});

test('where scrubbing is off the bytes pass as they stand, their coding included', async () => {
  const raw = ['Content-Encoding', 'compress'];
  const { text, isDecoded } = await answer({ raw, scrubber: undefined, feed: feedAll('a', secret) });
  assert.deepEqual([text, isDecoded], [`a${secret}`, false]);
});

for (const [name, used] of [
  ['searched', scrubber],
  ['unsearched', undefined],
] as const) {
  test(`catalogue 15: a slow reader pauses the upstream of a ${name} body, and reading on resumes it`, async () => {
    const chunk = Buffer.alloc(1_048_576, 'x');
    const { calls, text } = await answer({
      scrubber: used,
      feed: async (body, { calls: seen }) => {
        for (let i = 0; i < 8; i++) body.write(chunk);
        assert.ok(seen.includes('pause'));
        while (!seen.includes('resume')) await new Promise((resolve) => setTimeout(resolve, 5));
        body.end();
      },
    });
    assert.ok(calls.indexOf('pause') < calls.lastIndexOf('resume'));
    assert.equal(text.length, 8 * chunk.length);
  });
}

test('catalogue 15: a compression bomb stands still while nobody reads', async () => {
  const bomb = gzipSync(Buffer.alloc(256 * 1_048_576), { level: 9 });
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer((_request, response) => {
    const controller = { pause() {}, resume() {}, abort() {} } as never as Dispatcher.DispatchController;
    const raw = ['Content-Encoding', 'gzip'];
    const body = createResponseBody({ status: 200, raw, response, scrubber, upstream: controller, fail() {} });
    response.writeHead(200);
    body.write(bomb);
    body.end();
    setTimeout(() => resolve(response.writableLength), 500);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const unread = get({ port, host: '127.0.0.1' }, (response) => response.pause());
  unread.once('error', () => undefined);
  assert.ok((await promise) < 262_144);
  unread.destroy();
  server.closeAllConnections();
  server.close();
});
