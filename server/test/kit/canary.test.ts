import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { findCanary, newCanary } from './canary.ts';

const canary = newCanary();
const around = (bytes: Uint8Array | string, before: number) =>
  Buffer.concat([randomBytes(before), Buffer.from(bytes as string), randomBytes(700)]);

const encodings: Readonly<Record<string, (text: string) => Uint8Array | string>> = {
  raw: (text) => text,
  base64: (text) => Buffer.from(`user:${text}!`).toString('base64'),
  'base64 one on': (text) => Buffer.from(`u${text}!`).toString('base64'),
  'base64 two on': (text) => Buffer.from(`us${text}!`).toString('base64'),
  base64url: (text) => Buffer.from(`user:${text}!`).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
  HEX: (text) => Buffer.from(text).toString('hex').toUpperCase(),
  percent: (text) => encodeURIComponent(text),
  'percent in lower case': (text) => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
  'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  JSON: (text) => JSON.stringify({ text }),
  'JSON in JSON': (text) => JSON.stringify({ text: JSON.stringify({ text }) }),
  HTML: (text) => text.replaceAll('"', '&quot;'),
  'UTF-16, little end first': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(text, 'utf16le').swap16(),
  gzip: (text) => gzipSync(`{"quote":${JSON.stringify(text)}}`),
  deflate: (text) => deflateSync(`{"quote":${JSON.stringify(text)}}`),
  zstd: (text) => zstdCompressSync(`{"quote":${JSON.stringify(text)}}`),
};

for (const [name, encode] of Object.entries(encodings)) {
  test(`the canary is found in ${name}, whatever stands around it`, () => {
    for (const before of [0, 1, 2, 3, 4_096]) {
      const isStream = name === 'zstd';
      const bytes = isStream
        ? Buffer.concat([randomBytes(before), Buffer.from(encode(canary) as Buffer)])
        : around(encode(canary), before);
      assert.notEqual(findCanary(bytes, canary), undefined, `${before} bytes before`);
      assert.equal(findCanary(bytes, newCanary()), undefined);
    }
  });
}

test('the canary is found in an answer in brotli', () => {
  assert.notEqual(findCanary(brotliCompressSync(JSON.stringify({ canary })), canary), undefined);
});
