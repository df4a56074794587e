import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type Duplex, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  constants as zlib,
  zstdCompressSync,
} from 'node:zlib';
import { Secret } from '../../domain/secret.ts';
import { decodeBody } from './decode.ts';
import { buildScrubber } from './scrubber.ts';

const TEXT = `${'hello '.repeat(3_000)}${randomBytes(3_000).toString('hex')}`;

interface Sample {
  readonly coding: string;
  readonly body: Buffer;
}

const samples: Record<string, Sample> = {
  gzip: { coding: 'gzip', body: gzipSync(TEXT) },
  'x-gzip in capitals': { coding: 'X-GZIP ', body: gzipSync(TEXT) },
  'deflate in the zlib format': { coding: 'deflate', body: deflateSync(TEXT) },
  'raw deflate': { coding: 'deflate', body: deflateRawSync(TEXT) },
  'raw deflate, stored': { coding: 'deflate', body: deflateRawSync(TEXT, { level: 0 }) },
  br: { coding: 'br', body: brotliCompressSync(TEXT) },
  zstd: { coding: 'zstd', body: zstdCompressSync(TEXT) },
  'gzip, then br': { coding: 'gzip, br', body: brotliCompressSync(gzipSync(TEXT)) },
  'three codings': {
    coding: 'zstd,identity, deflate , gzip',
    body: gzipSync(deflateSync(zstdCompressSync(TEXT))),
  },
};

function decode(coding: string, ...chunks: Buffer[]): Promise<Buffer> {
  const decoder = decodeBody(coding)!;
  for (const chunk of chunks) decoder.write(chunk);
  decoder.end();
  return buffer(decoder);
}

for (const [name, { coding, body }] of Object.entries(samples)) {
  test(`catalogue 17: ${name} is decoded, whole and byte by byte`, async () => {
    assert.equal((await decode(coding, body)).toString(), TEXT);
    const bytes = [...body].map((byte) => Buffer.of(byte));
    assert.equal((await decode(coding, ...bytes)).toString(), TEXT);
  });

  test(`${name} that is cut short fails, wherever it is cut`, async () => {
    const cuts = [1, 2, 5, 8, body.length >> 1, body.length - 9, body.length - 1];
    for (const cut of cuts) await assert.rejects(decode(coding, body.subarray(0, cut)), `cut at ${cut}`);
  });

  test(`${name} that is followed by other bytes fails, in one chunk and in two`, async () => {
    const more = Buffer.from('more!');
    await assert.rejects(decode(coding, Buffer.concat([body, more])));
    await assert.rejects(decode(coding, body, more));
  });

  test(`an empty body under ${name} is empty`, async () => {
    assert.equal((await decode(coding)).length, 0);
  });
}

test('members of gzip and frames of zstd that follow one another are one body, in one chunk and in two', async () => {
  for (const [coding, one] of [
    ['gzip', gzipSync(TEXT)],
    ['zstd', zstdCompressSync(TEXT)],
  ] as const) {
    assert.equal((await decode(coding, Buffer.concat([one, one]))).toString(), TEXT + TEXT, coding);
    assert.equal((await decode(coding, one, one, one)).toString(), TEXT + TEXT + TEXT, coding);
  }
});

test('zeros behind a gzip body fill up a record, and all behind them is left out', async () => {
  const padded = Buffer.concat([gzipSync(TEXT), Buffer.alloc(512)]);
  assert.equal((await decode('gzip', padded)).toString(), TEXT);
  assert.equal((await decode('gzip', padded, ...Array<Buffer>(50).fill(padded))).toString(), TEXT);
});

test('catalogue 15: a zstd frame that asks for more than 8 MiB of window is refused', async () => {
  const large = Buffer.alloc(20 * 1024 * 1024);
  const ofWindow = (log: number): Buffer => zstdCompressSync(large, { params: { [zlib.ZSTD_c_windowLog]: log } });
  assert.equal((await decode('zstd', ofWindow(23))).length, large.length);
  await assert.rejects(decode('zstd', ofWindow(24)));
});

test('catalogue 15: a body of very many small zstd frames is refused before it costs much', async () => {
  const frames = Buffer.concat(Array<Buffer>(5_000).fill(zstdCompressSync('a')));
  await assert.rejects(decode('zstd', frames), { message: 'the compressed body consists of too many small frames' });
});

test('plain bodies need no decoder', () => {
  for (const coding of [undefined, '', 'identity', ' Identity, identity']) assert.equal(decodeBody(coding), undefined);
});

test('unknown codings and more than three are refused', () => {
  for (const coding of ['compress', 'aws-chunked', 'gzip, dcb', 'gzip;q=1', '__proto__', 'gzip, gzip, gzip, gzip']) {
    assert.throws(() => decodeBody(coding), { code: 'upstream/encoding' }, coding);
  }
});

test('catalogue 15: a compression bomb is decoded no faster than it is read', async () => {
  const decoder = decodeBody('gzip, gzip')!;
  decoder.end(gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024))));
  await new Promise((resolve) => decoder.once('readable', resolve));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(decoder.readableLength <= 128 * 1024, `${decoder.readableLength} bytes wait`);
  decoder.destroy();
});

const BOMB_BYTES = 200 * 1024 * 1024;
const bombs: Record<string, Buffer> = {
  gzip: gzipSync(Buffer.alloc(BOMB_BYTES)),
  zstd: zstdCompressSync(Buffer.alloc(BOMB_BYTES)),
};

async function* search(decoder: Duplex): AsyncGenerator<Buffer> {
  const stream = buildScrubber([new Secret('correct-horse')]).stream();
  for await (const chunk of decoder) yield stream.push(chunk);
  yield stream.flush();
}

for (const [coding, bomb] of Object.entries(bombs)) {
  test(`catalogue 15: 200 MiB out of ${bomb.length} bytes of ${coding} are decoded and searched in flat memory`, async () => {
    const decoder = decodeBody(coding)!;
    decoder.end(bomb);
    const before = process.memoryUsage().rss;
    let [received, peak] = [0, 0];
    const caller = new Writable({
      write(chunk: Buffer, _encoding, done) {
        received += chunk.length;
        if (received % (1024 * 1024) < chunk.length) peak = Math.max(peak, process.memoryUsage().rss);
        done();
      },
    });
    await pipeline(search(decoder), caller);
    assert.equal(received, BOMB_BYTES);
    const grownMiB = (peak - before) / 1024 / 1024;
    assert.ok(grownMiB < 64, `memory grew by ${grownMiB} MiB`);
  });

  test(`catalogue 15: a caller that goes away stops the decoding of ${coding}`, async () => {
    const decoder = decodeBody(coding)!;
    let received = 0;
    decoder.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > 1024 * 1024) decoder.destroy();
    });
    decoder.end(bomb);
    await new Promise((resolve) => decoder.once('close', resolve));
    const cpu = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { user, system } = process.cpuUsage(cpu);
    assert.ok(received < 2 * 1024 * 1024, `${received} bytes came`);
    assert.ok(user + system < 60_000, `${user + system} µs of work afterwards`);
  });
}

test('a decoder that is let go is silent, alone and in a chain, in the middle of its work', async () => {
  for (const coding of ['gzip', 'gzip, gzip']) {
    const decoder = decodeBody(coding)!;
    const errors: unknown[] = [];
    decoder.on('error', (error) => errors.push(error));
    decoder.on('data', () => decoder.destroy());
    decoder.write(coding === 'gzip' ? bombs.gzip : gzipSync(bombs.gzip!));
    await new Promise((resolve) => decoder.once('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(errors, []);
  }
});
