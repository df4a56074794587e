/** The files that a start leaves in the data folder: the pinned broker key, and of a first start owner token and set-up link. */
import type { KeyObject } from 'node:crypto';
import type { FirstSecrets } from '../broker/bootstrap.ts';
import { Problem } from '../domain/problem.ts';
import { formatBrokerPublicKey } from '../envelope/sealing-key.ts';
import { brokerKeyFile, ownerTokenFile, setUpLinkFile } from './data-folder.ts';
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

/** Writes `admin-token` and `set-up-link`, mode 0600, in place of those that an earlier database left. */
export async function keepFirstSecrets(data: string, { ownerToken, setUpLink }: FirstSecrets): Promise<void> {
  await replaceFile(ownerTokenFile(data), `${ownerToken.reveal()}\n`, 0o600);
  await replaceFile(setUpLinkFile(data), `${setUpLink.reveal()}\n`, 0o600);
}
