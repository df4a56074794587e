/**
 * Sealed fields. A row is written once as staged (no witness), witnessed by `commitMaterial`, and becomes live when the
 * credential's `secrets` names its version. The envelope is never opened here.
 */
import { type Selectable, sql } from 'kysely';
import type { Credential, Material } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { dialectOf } from './dialect-of.ts';
import type { MaterialTable } from './schema.ts';
import type { Queries, Transaction } from './store.ts';

/** One row of an organisation's material. */
export interface MaterialReference {
  readonly credentialId: string;
  readonly field: string;
  readonly materialVersion: number;
}

function fromRow(row: Selectable<MaterialTable>): Material {
  return {
    organisationId: row.organisation_id,
    credentialId: row.credential_id,
    field: row.field,
    materialVersion: row.material_version,
    type: row.type,
    envelope: row.envelope,
    policy: row.policy,
    ...(row.witness !== null && { witness: row.witness }),
    createdAt: row.created_at,
  };
}

function toRow(material: Material): MaterialTable {
  return {
    organisation_id: material.organisationId,
    credential_id: material.credentialId,
    field: material.field,
    material_version: material.materialVersion,
    type: material.type,
    envelope: material.envelope,
    policy: material.policy,
    // Staging never witnesses, whatever it is given: that is `commitMaterial`'s.
    witness: null,
    created_at: material.createdAt,
  };
}

/**
 * Stores sealed fields as pending.
 *
 * @throws Problem `credential/stale` when another writer has staged one of these versions; versions are never rewritten
 */
export async function stageMaterial(tx: Transaction, rows: readonly Material[]): Promise<void> {
  if (rows.length === 0) return;
  const result = await tx
    .insertInto('material')
    .values(rows.map(toRow))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (result.numInsertedOrUpdatedRows !== BigInt(rows.length)) throw new Problem('credential/stale');
}

/** A row without its version and age. */
export type StagedBytes = Pick<Material, 'organisationId' | 'credentialId' | 'field' | 'type' | 'envelope' | 'policy'>;

/**
 * Takes back pending rows that are the given ones to the byte, whatever their version and age: what a request has left
 * that died, when it is sent again. Whoever still works with such a row finds the same bytes once it is staged anew.
 *
 * @param rows - Of one organisation, some hundreds at most.
 */
export async function unstageSame(tx: Transaction, rows: readonly StagedBytes[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const bytes = sql.raw(dialectOf(tx) === 'postgres' ? 'bytea' : 'blob');
  const values = rows.map(
    ({ credentialId, field, type, envelope, policy }) =>
      sql`(${credentialId}, ${field}, ${type}, cast(${envelope} as ${bytes}), cast(${policy} as ${bytes}))`,
  );
  const ids = [...new Set(rows.map(({ credentialId }) => credentialId))];
  await sql`
    with given (credential_id, field, type, envelope, policy) as (values ${sql.join(values)})
    delete from material
    where organisation_id = ${first.organisationId} and credential_id in (${sql.join(ids)}) and witness is null
      and exists (
        select 1 from given where given.credential_id = material.credential_id and given.field = material.field
          and given.type = material.type and given.envelope = material.envelope and given.policy = material.policy
      )`.execute(tx);
}

/** One row, pending or witnessed. */
export async function findMaterial(
  queries: Queries,
  organisationId: string,
  reference: MaterialReference,
): Promise<Material | undefined> {
  const row = await queries
    .selectFrom('material')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', reference.credentialId)
    .where('field', '=', reference.field)
    .where('material_version', '=', reference.materialVersion)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The rows named, in the order named, some hundreds at most; undefined where there is none. */
export async function findMaterials(
  queries: Queries,
  organisationId: string,
  references: readonly MaterialReference[],
): Promise<(Material | undefined)[]> {
  if (references.length === 0) return [];
  const rows = await queries
    .selectFrom('material')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('credential_id', 'in', [...new Set(references.map(({ credentialId }) => credentialId))])
    .execute();
  const nameOf = ({ credentialId, field, materialVersion }: MaterialReference) =>
    JSON.stringify([credentialId, field, materialVersion]);
  const byName = new Map(rows.map(fromRow).map((material) => [nameOf(material), material]));
  return references.map((reference) => byName.get(nameOf(reference)));
}

/** The rows that `credential.secrets` names, ordered by field; one that is missing is left out. */
export async function liveMaterial(queries: Queries, credential: Credential): Promise<Material[]> {
  const live = Object.entries(credential.secrets);
  if (live.length === 0) return [];
  const rows = await queries
    .selectFrom('material')
    .selectAll()
    .where('organisation_id', '=', credential.organisationId)
    .where('credential_id', '=', credential.id)
    .where(({ eb, and, or }) =>
      or(live.map(([field, version]) => and([eb('field', '=', field), eb('material_version', '=', version)]))),
    )
    .orderBy('field')
    .execute();
  return rows.map(fromRow);
}

/** A pending row, and the broker's witness for it. */
export interface WitnessedReference {
  readonly reference: MaterialReference;
  readonly witness: Uint8Array;
}

/**
 * Gives pending rows the broker's witnesses; some hundreds at most. A row that has one keeps it.
 *
 * @returns whether all of them were pending
 */
export async function commitMaterial(
  tx: Transaction,
  organisationId: string,
  rows: readonly WitnessedReference[],
): Promise<boolean> {
  if (rows.length === 0) return true;
  const bytes = sql.raw(dialectOf(tx) === 'postgres' ? 'bytea' : 'blob');
  const values = rows.map(
    ({ reference: { credentialId, field, materialVersion }, witness }) =>
      sql`(${credentialId}, ${field}, cast(${materialVersion} as bigint), cast(${witness} as ${bytes}))`,
  );
  const { numAffectedRows } = await sql`
    with given (credential_id, field, material_version, witness) as (values ${sql.join(values)})
    update material set witness = given.witness from given
    where material.organisation_id = ${organisationId} and material.credential_id = given.credential_id
      and material.field = given.field and material.material_version = given.material_version
      and material.witness is null`.execute(tx);
  return numAffectedRows === BigInt(rows.length);
}

/**
 * Destroys the sealed fields of a credential.
 *
 * @param keep - The version of each field to spare; by default none. Later versions, staged ones too, go as well.
 */
export async function deleteMaterial(
  tx: Transaction,
  organisationId: string,
  credentialId: string,
  keep: Readonly<Record<string, number>> = {},
): Promise<void> {
  const kept = Object.entries(keep);
  let query = tx
    .deleteFrom('material')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId);
  for (const [field, version] of kept) {
    query = query.where(({ eb, or }) => or([eb('field', '!=', field), eb('material_version', '!=', version)]));
  }
  await query.execute();
}

/** Destroys these versions, some hundreds at most, and no others. */
export async function deleteMaterialVersions(
  tx: Transaction,
  organisationId: string,
  rows: readonly MaterialReference[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .deleteFrom('material')
    .where('organisation_id', '=', organisationId)
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('credential_id', 'field', 'material_version'),
        'in',
        rows.map(({ credentialId, field, materialVersion }) => tuple(credentialId, field, materialVersion)),
      ),
    )
    .execute();
}

/** Takes back rows that were staged and never witnessed; a row that has a witness stays. */
export async function unstageMaterial(
  tx: Transaction,
  organisationId: string,
  ids: readonly MaterialReference[],
): Promise<void> {
  for (const { credentialId, field, materialVersion } of ids) {
    await tx
      .deleteFrom('material')
      .where('organisation_id', '=', organisationId)
      .where('credential_id', '=', credentialId)
      .where('field', '=', field)
      .where('material_version', '=', materialVersion)
      .where('witness', 'is', null)
      .execute();
  }
}

/** The highest stored version of each field, staged ones included; the next secret of a field takes one more. */
export async function latestMaterialVersions(
  queries: Queries,
  organisationId: string,
  credentialId: string,
): Promise<Record<string, number>> {
  const rows = await queries
    .selectFrom('material')
    .select(({ fn }) => ['field', fn.max('material_version').as('latest')])
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    .groupBy('field')
    .execute();
  return Object.fromEntries(rows.map(({ field, latest }) => [field, latest]));
}

/**
 * Destroys what was staged and never witnessed, of all organisations.
 *
 * @returns how many rows went
 */
export async function deleteStaleStaged(tx: Transaction, olderThan: Instant): Promise<number> {
  const result = await tx
    .deleteFrom('material')
    .where('witness', 'is', null)
    .where('created_at', '<', olderThan)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
