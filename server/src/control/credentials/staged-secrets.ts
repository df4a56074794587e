/**
 * Secrets on their way in: sealed, staged without a witness, admitted by the broker. Until the record names them they
 * confer nothing, and whoever fails after staging takes them back.
 */
import type { Material } from '../../domain/credential.ts';
import { seal } from '../../envelope/seal.ts';
import { latestMaterialVersions, stageMaterial } from '../../store/material.ts';
import type { Transaction } from '../../store/store.ts';
import type { Call } from '../route.ts';
import { secretsBrought, type WritePlan } from './plan.ts';
import { trustedSealingKey } from './sealing-key.ts';

/** Whose secrets, and which versions they must exceed. */
export interface SecretOwner {
  readonly id: string;
  /** Live versions by field; empty for a new credential. */
  readonly secrets: Readonly<Record<string, number>>;
}

/** A staged row with the broker's witness. */
export interface AdmittedSecret {
  readonly material: Material;
  readonly witness: Uint8Array;
}

/** The version that the next secret of each field takes: one more than any that lives or is staged. */
export async function nextMaterialVersion(
  queries: Transaction | Call['services']['store']['read'],
  organisationId: string,
  owner: SecretOwner,
): Promise<(field: string) => number> {
  const latest = await latestMaterialVersions(queries, organisationId, owner.id);
  return (field) => Math.max(latest[field] ?? 0, owner.secrets[field] ?? 0) + 1;
}

/**
 * Seals and stages what the request brings, in one transaction.
 *
 * @param assertFree - Run inside the transaction before anything is written, to refuse an id that is taken.
 * @throws Problem `keys/sealing-key-untrusted`, `credential/too-large`, `credential/stale`, and those of `assertFree`
 */
export async function stageSecrets(
  call: Call,
  owner: SecretOwner,
  plan: WritePlan,
  assertFree: (transaction: Transaction) => Promise<void> = async () => {},
): Promise<Material[]> {
  const { services, organisation } = call;
  return services.store.transaction(async (transaction) => {
    await assertFree(transaction);
    if (secretsBrought(plan.given).length === 0) return [];
    const versionOf = await nextMaterialVersion(transaction, organisation.id, owner);
    const envelopes = new Map(plan.given.sealed);
    const key =
      plan.given.secrets.size > 0 ? await trustedSealingKey(transaction, organisation.id, services) : undefined;
    for (const [field, secret] of plan.given.secrets) {
      const binding = { organisationId: organisation.id, credentialId: owner.id, type: plan.type.name, field };
      const bound = { ...binding, materialVersion: versionOf(field), policyBytes: plan.policyBytes };
      envelopes.set(field, seal(secret.reveal(), bound, key!));
    }
    const rows = [...envelopes].map(([field, envelope]) => ({
      organisationId: organisation.id,
      credentialId: owner.id,
      field,
      materialVersion: versionOf(field),
      type: plan.type.name,
      envelope,
      policy: plan.policyBytes,
      createdAt: services.clock(),
    }));
    await stageMaterial(transaction, rows);
    return rows;
  });
}

/**
 * Asks the broker to admit staged rows, with the caller's own token.
 *
 * @throws Problem `credential/seal-refused`, `credential/unsendable-value`, `credential/masked-value`, `token/forbidden`
 */
export async function admitSecrets(call: Call, staged: readonly Material[]): Promise<AdmittedSecret[]> {
  if (staged.length === 0) return [];
  const { witnesses } = await call.services.broker.admitMaterial({
    token: call.token.reveal(),
    organisationId: call.organisation.id,
    material: staged.map(({ credentialId, field, materialVersion }) => ({ credentialId, field, materialVersion })),
  });
  return staged.map((material, index) => ({ material, witness: witnesses[index]! }));
}

/** Takes back what was staged and never admitted into a record; rows that others have staged stay. */
export async function unstageSecrets(call: Call, staged: readonly Material[]): Promise<void> {
  if (staged.length === 0) return;
  await call.services.store.transaction(async (transaction) => {
    for (const { organisationId, credentialId, field, materialVersion } of staged) {
      await transaction
        .deleteFrom('material')
        .where('organisation_id', '=', organisationId)
        .where('credential_id', '=', credentialId)
        .where('field', '=', field)
        .where('material_version', '=', materialVersion)
        .where('witness', 'is', null)
        .execute();
    }
  });
}
