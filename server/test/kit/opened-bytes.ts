/**
 * Preloaded into a Keyward under test (`node --import`): keeps every Buffer that comes out of a decryption, the very one,
 * and writes to the file KEYWARD_TEST_OPENED how many there were and which of them are not zeros yet.
 */
import crypto, { type DecipherGCM } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const path = process.env.KEYWARD_TEST_OPENED;
const { createDecipheriv } = crypto;
const opened: Buffer[] = [];

/** What the file holds, as JSON. */
export interface OpenedBytes {
  readonly opened: number;
  /** Lengths of those that can still be read. */
  readonly readable: readonly number[];
}

function kept(decipher: DecipherGCM): DecipherGCM {
  const update = decipher.update.bind(decipher) as (data: Uint8Array) => Buffer;
  decipher.update = ((data: Uint8Array) => {
    const bytes = update(data);
    opened.push(bytes);
    return bytes;
  }) as typeof decipher.update;
  return decipher;
}

function write(): void {
  const readable = opened.filter((bytes) => bytes.some((byte) => byte !== 0)).map(({ length }) => length);
  const text: OpenedBytes = { opened: opened.length, readable };
  // Whole or not at all: the test reads at any time.
  writeFileSync(`${path}.new`, JSON.stringify(text));
  renameSync(`${path}.new`, path!);
}

if (path !== undefined && isMainThread) {
  crypto.createDecipheriv = ((...given: Parameters<typeof createDecipheriv>) =>
    kept(createDecipheriv(...given) as DecipherGCM)) as typeof createDecipheriv;
  syncBuiltinESMExports();
  setInterval(write, 20).unref();
}
