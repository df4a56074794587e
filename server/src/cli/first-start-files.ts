/** The files that a start leaves in the data folder: the pinned broker key, and the owner token of a first start. */
import { type KeyObject, randomBytes } from 'node:crypto';
import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../domain/problem.ts';
import type { Secret } from '../domain/secret.ts';
import { formatBrokerPublicKey } from '../envelope/sealing-key.ts';

export function brokerKeyFile(data: string): string {
  return join(data, 'broker-key.pub');
}

/**
 * Writes `broker-key.pub`. An existing pin that differs is left as it is and refused: another database, or another
 * broker, stands behind this folder now.
 *
 * @throws Problem `keys/sealing-key-untrusted`
 */
export async function keepBrokerKey(data: string, brokerPublicKey: KeyObject): Promise<void> {
  const pin = formatBrokerPublicKey(brokerPublicKey);
  const kept = await writeOnce(brokerKeyFile(data), `${pin}\n`, 0o644);
  if (kept.trim() !== pin) throw new Problem('keys/sealing-key-untrusted');
}

/** Writes `admin-token`, mode 0600, in place of the one that an earlier database left. */
export async function keepOwnerToken(data: string, token: Secret<string>): Promise<void> {
  const path = join(data, 'admin-token');
  const staged = stagedName(path);
  await writeDurably(staged, `${token.reveal()}\n`, 0o600);
  await rename(staged, path);
}

function stagedName(path: string): string {
  return `${path}.${randomBytes(8).toString('hex')}.new`;
}

/**
 * Writes the file, complete or not at all: another process that starts at once must never read half of it.
 *
 * @returns what the file holds: the text, or what was there before
 */
async function writeOnce(path: string, text: string, mode: number): Promise<string> {
  const kept = await readIfThere(path);
  if (kept !== undefined) return kept;
  const staged = stagedName(path);
  await writeDurably(staged, text, mode);
  try {
    // A link is exclusive like O_EXCL, and the name appears with the whole content behind it.
    await link(staged, path);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await readFile(path, 'utf8');
  } finally {
    await unlink(staged);
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function writeDurably(path: string, text: string, mode: number): Promise<void> {
  await using file = await open(path, 'wx', mode);
  await file.writeFile(text);
  await file.sync();
}
