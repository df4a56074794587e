import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { decodeBody } from './decode.ts';

test('gzip, deflate and br are decoded', async () => {
  const text = 'hello '.repeat(1000);
  const bodies = {
    gzip: gzipSync(text),
    'X-GZIP ': gzipSync(text),
    deflate: deflateSync(text),
    br: brotliCompressSync(text),
  };
  for (const [coding, body] of Object.entries(bodies)) {
    const decoder = decodeBody(coding)!;
    decoder.end(body);
    assert.equal((await buffer(decoder)).toString(), text, coding);
  }
});

test('plain bodies need no decoder', () => {
  for (const coding of [undefined, '', 'identity']) assert.equal(decodeBody(coding), undefined);
});

test('stacked and unknown codings are refused', () => {
  for (const coding of ['zstd', 'gzip, gzip', 'identity, gzip', 'compress', 'aws-chunked']) {
    assert.throws(() => decodeBody(coding), { code: 'upstream/encoding' }, coding);
  }
});

test('catalogue 15: a compression bomb comes in bounded chunks, and no faster than it is read', async () => {
  const decoder = decodeBody('gzip')!;
  decoder.end(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
  await new Promise((resolve) => decoder.once('readable', resolve));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(decoder.readableLength <= 128 * 1024);
  decoder.destroy();
});
