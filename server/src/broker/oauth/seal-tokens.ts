/**
 * Seals tokens that the broker was handed out, to the organisation's own current key, and vouches for them at once: nobody
 * else has seen them. What comes of it are rows for the transaction that puts them into the record.
 */
import { createPublicKey } from 'node:crypto';
import type { Credential, Material } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { seal } from '../../envelope/seal.ts';
import { type SealingKey, verifySealingKey } from '../../envelope/sealing-key.ts';
import { currentSealingKey } from '../../store/keys.ts';
import { commitMaterial, latestMaterialVersions, stageMaterial } from '../../store/material.ts';
import type { Transaction } from '../../store/store.ts';
import { witnessMaterial } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';

/** What the tokens are sealed for. */
export interface TokenSeal extends Pick<Material, 'organisationId' | 'credentialId' | 'type'> {
  /** RFC 8785 bytes. */
  readonly policyBytes: Uint8Array;
}

/** Tokens by field. */
export type TokensByField = Readonly<Record<string, Secret<string> | undefined>>;

type Parts = Pick<BrokerParts, 'store' | 'keys' | 'clock'>;

/** The key to seal to. @throws Problem `keys/sealing-key-untrusted`, `keys/root-key-missing` */
async function ownSealingKey({ store, keys, clock }: Parts, organisationId: string): Promise<SealingKey> {
  const row = await currentSealingKey(store.read, organisationId);
  if (!row?.public_key || row.not_after === null || !row.signature) throw new Problem('keys/sealing-key-untrusted');
  const { kid, public_key: publicKey, not_after: notAfter, signature } = row;
  const key: SealingKey = { organisationId, kid, publicKey, notAfter, signature };
  verifySealingKey(key, createPublicKey(await keys.signingKey()), clock());
  return key;
}

/**
 * @param live - Versions of the record, which the new ones exceed; none for a new credential.
 * @returns rows with their witnesses, in the order of the fields; those that are undefined are left out
 */
export async function sealTokens(
  parts: Parts,
  target: TokenSeal,
  { tokens, live = {} }: { readonly tokens: TokensByField; readonly live?: Credential['secrets'] },
): Promise<Required<Material>[]> {
  const { organisationId, credentialId, type, policyBytes } = target;
  const sealingKey = await ownSealingKey(parts, organisationId);
  const witnessKey = await parts.keys.witnessKey(organisationId);
  const latest = await latestMaterialVersions(parts.store.read, organisationId, credentialId);
  return Object.entries(tokens).flatMap(([field, token]) => {
    if (token === undefined) return [];
    const materialVersion = Math.max(latest[field] ?? 0, live[field] ?? 0) + 1;
    const binding = { organisationId, credentialId, type, field, materialVersion };
    const value = Buffer.from(token.reveal(), 'utf8');
    const envelope = seal(value, { ...binding, policyBytes }, sealingKey);
    value.fill(0);
    const material: Material = { ...binding, envelope, policy: policyBytes, createdAt: parts.clock() };
    return [{ ...material, witness: witnessMaterial(witnessKey, material) }];
  });
}

/** Stores sealed tokens. @throws Problem `credential/stale` where others have come first */
export async function storeTokens(tx: Transaction, rows: readonly Required<Material>[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  await stageMaterial(tx, rows);
  const witnessed = rows.map(({ witness, ...reference }) => ({ reference, witness }));
  if (!(await commitMaterial(tx, first.organisationId, witnessed))) throw new Problem('credential/stale');
}

/** The versions that the record names with them. */
export function versionsOfTokens(rows: readonly Material[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ field, materialVersion }) => [field, materialVersion]));
}
