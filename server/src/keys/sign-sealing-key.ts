/** The broker's word for a sealing key. Apart from envelope/sealing-key.ts, which checks it and can sign nothing. */
import { type KeyObject, sign } from 'node:crypto';
import { type SealingKey, type SealingKeyStatement, sealingKeyStatement } from '../envelope/sealing-key.ts';

/**
 * Signs a sealing key.
 *
 * @param signingKey - The installation's Ed25519 private key.
 */
export function signSealingKey(statement: SealingKeyStatement, signingKey: KeyObject): SealingKey {
  return { ...statement, signature: sign(null, sealingKeyStatement(statement), signingKey) };
}
