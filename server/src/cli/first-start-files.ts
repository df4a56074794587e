/** The files that a start leaves in the data folder: the pinned broker key, and the owner token of a first start. */
import type { KeyObject } from 'node:crypto';
import { Problem } from '../domain/problem.ts';
import type { Secret } from '../domain/secret.ts';
import { formatBrokerPublicKey } from '../envelope/sealing-key.ts';
import { brokerKeyFile, ownerTokenFile } from './data-folder.ts';
import { replaceFile, writeOnce } from './private-file.ts';

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
  await replaceFile(ownerTokenFile(data), `${token.reveal()}\n`, 0o600);
}
