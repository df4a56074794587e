/** The files that a start leaves in the data folder: the pinned broker key, and the owner token of a first start. */
import type { KeyObject } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../domain/problem.ts';
import type { Secret } from '../domain/secret.ts';
import { formatBrokerPublicKey } from '../envelope/sealing-key.ts';

export function brokerKeyFile(data: string): string {
  return join(data, 'broker-key.pub');
}

/**
 * Writes `broker-key.pub`, and `admin-token` with mode 0600 where there is a token. An existing pin that differs is left
 * as it is and refused: another database, or another broker, stands behind this folder now.
 *
 * @throws Problem `keys/sealing-key-untrusted`
 */
export async function keepFirstStartFiles(
  data: string,
  { brokerPublicKey, ownerToken }: { brokerPublicKey: KeyObject; ownerToken?: Secret<string> },
): Promise<void> {
  const pin = formatBrokerPublicKey(brokerPublicKey);
  const kept = await writeOnce(brokerKeyFile(data), `${pin}\n`, 0o644);
  if (kept.trim() !== pin) throw new Problem('keys/sealing-key-untrusted');
  if (ownerToken) await writeOnce(join(data, 'admin-token'), `${ownerToken.reveal()}\n`, 0o600);
}

/** @returns what the file holds: the text, or what was there before */
async function writeOnce(path: string, text: string, mode: number): Promise<string> {
  try {
    await using file = await open(path, 'wx', mode);
    await file.writeFile(text);
    await file.sync();
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await using file = await open(path, 'r');
    return await file.readFile('utf8');
  }
}
