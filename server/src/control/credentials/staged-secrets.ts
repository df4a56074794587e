/**
 * Secrets on their way in: sealed, staged without a witness, admitted by the broker. Until the record names them they
 * confer nothing, and whoever fails after staging takes them back.
 */
import type { Material } from '../../domain/credential.ts';
import { type PolicyPart, policyParts } from '../../domain/policy.ts';
import { seal } from '../../envelope/seal.ts';
import type { SealingKey } from '../../envelope/sealing-key.ts';
import {
  latestMaterialVersions,
  type StagedBytes,
  stageMaterial,
  unstageMaterial,
  unstageSame,
} from '../../store/material.ts';
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

/** Whose secrets, and which. */
export interface SecretsToStage {
  readonly owner: SecretOwner;
  readonly plan: WritePlan;
}

/** What may be staged already, by the same request before its process died: of envelopes only the client's come twice. */
function sealedByClient({ organisation }: Call, { owner, plan }: SecretsToStage): StagedBytes[] {
  const { type, given, policyBytes: policy } = plan;
  const of = { organisationId: organisation.id, credentialId: owner.id, type: type.name };
  return [...given.sealed].map(([field, envelope]) => ({ ...of, field, envelope, policy }));
}

/** @param key - Needed where a secret is to be sealed here. */
function sealedRows(
  { organisation, services }: Call,
  { owner, plan }: SecretsToStage,
  versionOf: (field: string) => number,
  key: SealingKey | undefined,
): Material[] {
  const { type, given, policyBytes } = plan;
  const of = { organisationId: organisation.id, credentialId: owner.id, type: type.name };
  const envelopes = new Map(given.sealed);
  for (const [field, secret] of given.secrets) {
    const binding = { ...of, field, materialVersion: versionOf(field), policyBytes };
    envelopes.set(field, seal(secret.reveal(), binding, key!));
  }
  const createdAt = services.clock();
  return [...envelopes].map(([field, envelope]) => {
    return { ...of, field, materialVersion: versionOf(field), envelope, policy: policyBytes, createdAt };
  });
}

/**
 * Seals and stages the secrets of several new credentials, in one transaction.
 *
 * @returns the rows of each, in the order given
 * @throws Problem `credential/stale` where an id was used before; those of `stageSecrets`
 */
export async function stageNewSecrets(call: Call, items: readonly SecretsToStage[]): Promise<Material[][]> {
  const { services, organisation } = call;
  // Sealed before the transaction, for which other writers wait.
  const key = await trustedSealingKey(services.store.read, organisation.id, services);
  const rows = items.map((item) => sealedRows(call, item, () => 1, key));
  await services.store.transaction(async (transaction) => {
    await call.renewClaim(transaction);
    await unstageSame(
      transaction,
      items.flatMap((item) => sealedByClient(call, item)),
    );
    await stageMaterial(transaction, rows.flat());
  });
  return rows;
}

/**
 * Seals and stages what the request brings, in one transaction.
 *
 * @param assertFree - Run inside the transaction before anything is staged, to refuse an id that is taken.
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
    await unstageSame(transaction, sealedByClient(call, { owner, plan }));
    await assertFree(transaction);
    if (secretsBrought(plan.given).length === 0) return [];
    const versionOf = await nextMaterialVersion(transaction, organisation.id, owner);
    const isSealedHere = plan.given.secrets.size > 0;
    const key = isSealedHere ? await trustedSealingKey(transaction, organisation.id, services) : undefined;
    const rows = sealedRows(call, { owner, plan }, versionOf, key);
    await stageMaterial(transaction, rows);
    return rows;
  });
}

/**
 * Asks the broker to admit staged rows, with the caller's own token.
 *
 * @param named - Parts of the policy that the request named itself; all for a creation.
 * @throws Problem `credential/seal-refused`, `credential/unsendable-value`, `credential/masked-value`, `token/forbidden`,
 *   `credential/unopenable`, `credential/origins-unnamed`
 */
export async function admitSecrets(
  call: Call,
  staged: readonly Material[],
  { named }: { readonly named: readonly PolicyPart[] } = { named: policyParts },
): Promise<AdmittedSecret[]> {
  if (staged.length === 0) return [];
  const { witnesses } = await call.services.broker.admitMaterial({
    token: call.token.reveal(),
    organisationId: call.organisation.id,
    named,
    material: staged.map(({ credentialId, field, materialVersion }) => ({ credentialId, field, materialVersion })),
  });
  return staged.map((material, index) => ({ material, witness: witnesses[index]! }));
}

/** Takes back what was staged and never admitted into a record; rows that others have staged stay. */
export async function unstageSecrets(call: Call, staged: readonly Material[]): Promise<void> {
  if (staged.length === 0) return;
  await call.services.store.transaction((transaction) => unstageMaterial(transaction, call.organisation.id, staged));
}
