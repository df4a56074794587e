/**
 * Records that are not stored yet, put where the broker finds them to try them; their secrets lie beside them as pending
 * material. They confer nothing and live for seconds: what its request does not take away is swept.
 */
import type { Credential } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import type { Queries, Transaction } from './store.ts';
import { isObject, isText } from './stored-json.ts';

/** One of an organisation's. */
export interface StagedReference {
  readonly organisationId: string;
  readonly id: string;
}

/** Puts a record up to be tried. */
export async function stageCredential(
  tx: Transaction,
  id: string,
  { record, at }: { readonly record: Credential; readonly at: Instant },
): Promise<void> {
  const { organisationId: organisation_id, id: credential_id } = record;
  await tx
    .insertInto('staged_credentials')
    .values({ organisation_id, id, credential_id, record: JSON.stringify(record), created_at: at })
    .execute();
}

function isRecordOf(value: unknown, organisationId: string, credentialId: string): value is Credential {
  return isObject(value) && value.organisationId === organisationId && value.id === credentialId && isText(value.type);
}

/** The record as it would be stored; undefined where there is none, or it is another's than its row says. */
export async function findStagedCredential(
  queries: Queries,
  { organisationId, id }: StagedReference,
): Promise<Credential | undefined> {
  const row = await queries
    .selectFrom('staged_credentials')
    .select(['credential_id', 'record'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const record: unknown = JSON.parse(row.record);
  return isRecordOf(record, organisationId, row.credential_id) ? record : undefined;
}

/** Takes records back. */
export async function unstageCredentials(
  tx: Transaction,
  organisationId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('staged_credentials')
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .execute();
}

/** Destroys what requests have left that died, of all organisations: the records, and their secrets that are pending. */
export async function sweepStagedCredentials(tx: Transaction, olderThan: Instant): Promise<void> {
  const left = await tx
    .deleteFrom('staged_credentials')
    .where('created_at', '<', olderThan)
    .returning(['organisation_id', 'credential_id'])
    .execute();
  for (const { organisation_id, credential_id } of left) {
    await tx
      .deleteFrom('material')
      .where('organisation_id', '=', organisation_id)
      .where('credential_id', '=', credential_id)
      .where('witness', 'is', null)
      .where('created_at', '<', olderThan)
      .execute();
  }
}
