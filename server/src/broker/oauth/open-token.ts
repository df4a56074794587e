/** Opens one token of a connection by itself: the refresh token to redeem it, the access token to hand it out. */
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { findMaterial } from '../../store/material.ts';
import { isWitness, witnessMaterial } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';
import { openMaterial } from '../resolve/open-material.ts';

/** A token, and the policy bytes that it opened under. */
export interface OpenedToken {
  /** Wipe it as soon as it has been read. */
  readonly token: Secret<Buffer>;
  readonly policyBytes: Uint8Array;
}

/** @throws Problem `credential/unwitnessed`, `credential/unopenable`, `keys/root-key-missing` */
export async function openToken(
  { store, keys }: Pick<BrokerParts, 'store' | 'keys'>,
  credential: Credential,
  field: string,
): Promise<OpenedToken> {
  const { organisationId, id: credentialId, secrets, type } = credential;
  const materialVersion = secrets[field];
  if (materialVersion === undefined) throw new Problem('credential/unwitnessed');
  const material = await findMaterial(store.read, organisationId, { credentialId, field, materialVersion });
  const key = await keys.witnessKey(organisationId);
  if (!material || !isWitness(material.witness, witnessMaterial(key, material))) {
    throw new Problem('credential/unwitnessed');
  }
  const token = await openMaterial(keys, { ...material, type });
  return { token, policyBytes: material.policy };
}
