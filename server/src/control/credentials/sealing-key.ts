/** The organisation's sealing key, trusted by the broker's signature and by nothing that the database says. */
import { Problem } from '../../domain/problem.ts';
import { type SealingKey, verifySealingKey } from '../../envelope/sealing-key.ts';
import { currentSealingKey } from '../../store/keys.ts';
import type { Queries } from '../../store/store.ts';
import type { ControlServices } from '../route.ts';

/**
 * The key to seal to.
 *
 * @throws Problem `keys/sealing-key-untrusted` where there is none that the pinned broker has signed and that is not over
 */
export async function trustedSealingKey(
  queries: Queries,
  organisationId: string,
  { brokerPublicKey, clock }: Pick<ControlServices, 'brokerPublicKey' | 'clock'>,
): Promise<SealingKey> {
  const row = await currentSealingKey(queries, organisationId);
  if (!row?.public_key || row.not_after === null || !row.signature) throw new Problem('keys/sealing-key-untrusted');
  const { kid, public_key: publicKey, not_after: notAfter, signature } = row;
  const key: SealingKey = { organisationId, kid, publicKey, notAfter, signature };
  verifySealingKey(key, brokerPublicKey, clock());
  return key;
}
