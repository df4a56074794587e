/** Reads a file of credentials as text: bounded, and exactly as it stands, since secrets must not change by a byte. */
import { createReadStream } from 'node:fs';
import { usageError } from '../usage-error.ts';

/** In bytes. */
const LARGEST = 16 * 1_048_576;

/**
 * @param path - `-` is standard input.
 * @throws KeywardError `client/usage` where it cannot be read, is larger than 16 MiB or is not UTF-8
 */
export async function readImportFile(path: string): Promise<string> {
  const bytes = await bytesOf(path);
  try {
    // Drops a byte order mark, and keeps line ends and NUL as they are.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw usageError('The file is not UTF-8.');
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const source = path === '-' ? process.stdin : createReadStream(path);
  try {
    for await (const chunk of source) {
      size += (chunk as Buffer).length;
      if (size > LARGEST) break;
      chunks.push(chunk as Buffer);
    }
  } catch {
    throw usageError('The file cannot be read.');
  }
  if (size > LARGEST) throw usageError('The file is larger than 16 MiB.');
  return Buffer.concat(chunks);
}
