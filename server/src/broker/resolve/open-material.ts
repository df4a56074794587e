/** Opens one sealed field with the organisation's private key, whichever of its keys the envelope names. */
import type { Material } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { parseEnvelope } from '../../envelope/format.ts';
import { open } from '../../envelope/open.ts';
import type { BrokerKeys } from '../broker-keys.ts';

/**
 * @returns bytes that nobody else has: wipe them as soon as they have been read
 * @param material - Read as it claims to be; the envelope opens only if every claim is true.
 * @throws Problem `credential/unopenable`, `keys/root-key-missing`
 */
export async function openMaterial(keys: BrokerKeys, material: Material): Promise<Secret<Buffer>> {
  const parts = parseEnvelope(material.envelope);
  if (!parts.ok) throw new Problem('credential/unopenable');
  const key = await keys.openKey(material.organisationId, parts.kid);
  const { policy: policyBytes, ...binding } = material;
  const opened = open(material.envelope, { ...binding, policyBytes }, (kid) => (kid === parts.kid ? key : undefined));
  if (!opened.ok) throw new Problem('credential/unopenable');
  return opened.value;
}
