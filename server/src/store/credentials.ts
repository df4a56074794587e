/**
 * Credentials' records; secrets lie in `material`. Each query names the organisation, so that a foreign id finds nothing.
 * A key is unique among the live credentials of its scope; tombstones keep theirs beside a successor.
 */
import { sql } from 'kysely';
import type { Credential, CredentialStatus } from '../domain/credential.ts';
import { isId } from '../domain/id.ts';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { credentialFromRow, credentialToRow } from './credential-row.ts';
import { type Page, type PageRequest, pageOf, parseCursor } from './page.ts';
import type { Queries, Transaction } from './store.ts';

/** Where a key is looked up. */
export type CredentialScope = {
  readonly organisationId: string;
  /** Empty string: the organisation's own. */
  readonly solutionId: string;
};

/** Which credentials to list. */
export interface CredentialListRequest extends PageRequest {
  readonly type?: string;
  /** `deleted` lists tombstones, which are left out otherwise. */
  readonly status?: CredentialStatus;
  /** Part of key, name or description, whatever its case. */
  readonly search?: string;
}

/**
 * @param reference - An id: any state, of any scope in the organisation. Else a key: the live credential of this scope,
 *   or its newest tombstone.
 */
export async function findCredential(
  queries: Queries,
  scope: CredentialScope,
  reference: string,
): Promise<Credential | undefined> {
  const inOrganisation = queries
    .selectFrom('credentials')
    .selectAll()
    .where('organisation_id', '=', scope.organisationId);
  const query = isId('cred', reference)
    ? inOrganisation.where('id', '=', reference)
    : inOrganisation
        .where('solution_id', '=', scope.solutionId)
        .where('key', '=', reference)
        .orderBy('deleted_at', (order) => order.desc().nullsFirst())
        .orderBy('id', 'desc')
        .limit(1);
  const row = await query.executeTakeFirst();
  return row && credentialFromRow(row);
}

/**
 * Stores a new credential. After either problem the transaction may go on, with another key say.
 *
 * @throws Problem `credential/id-taken`, `credential/key-taken`
 */
export async function insertCredential(tx: Transaction, credential: Credential): Promise<void> {
  // Not the error of a violation but a count: on PostgreSQL an error would abort the transaction.
  const result = await tx
    .insertInto('credentials')
    .values(credentialToRow(credential))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (result.numInsertedOrUpdatedRows === 1n) return;
  const holder = await tx
    .selectFrom('credentials')
    .select('id')
    .where('organisation_id', '=', credential.organisationId)
    .where('id', '=', credential.id)
    .executeTakeFirst();
  throw new Problem(holder ? 'credential/id-taken' : 'credential/key-taken');
}

/**
 * Replaces all that may change: neither id, scope, key, type and creation, nor `lastUsedAt`, which `recordUse` alone sets.
 *
 * @param credential - With its new version.
 * @throws Problem `credential/stale` when the stored version is not the expected one, or there is no such credential
 */
export async function updateCredential(
  tx: Transaction,
  credential: Credential,
  expectedVersion: number,
): Promise<void> {
  const { organisation_id, id, solution_id, key, type, created_at, created_by, last_used_at, ...changing } =
    credentialToRow(credential);
  const result = await tx
    .updateTable('credentials')
    .set(changing)
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('credential/stale');
}

/**
 * A page of the organisation's credentials of all scopes, newest first.
 *
 * @throws Problem `request/invalid` for a malformed cursor
 */
export async function listCredentials(
  queries: Queries,
  organisationId: string,
  request: CredentialListRequest,
): Promise<Page<Credential>> {
  const { limit, cursor, type, status, search } = request;
  let query = queries.selectFrom('credentials').selectAll().where('organisation_id', '=', organisationId);
  query = status === undefined ? query.where('status', '!=', 'deleted') : query.where('status', '=', status);
  if (type !== undefined) query = query.where('type', '=', type);
  if (search !== undefined) {
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(({ or, ref }) =>
      or(
        (['key', 'name', 'description'] as const).map(
          (column) => sql<boolean>`lower(${ref(column)}) like ${pattern} escape '\\'`,
        ),
      ),
    );
  }
  if (cursor !== undefined) {
    const { at, id } = parseCursor(cursor);
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '<', tuple(at, id)));
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(credentialFromRow), limit, ({ createdAt, id }) => ({ at: createdAt, id }));
}

/** Whether a live credential of this scope has the key. */
export async function isKeyTaken(queries: Queries, scope: CredentialScope, key: string): Promise<boolean> {
  const row = await queries
    .selectFrom('credentials')
    .select('id')
    .where('organisation_id', '=', scope.organisationId)
    .where('solution_id', '=', scope.solutionId)
    .where('key', '=', key)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes when the credential was last used; an earlier time than the stored one changes nothing. */
export async function recordUse(tx: Transaction, organisationId: string, id: string, at: Instant): Promise<void> {
  await tx
    .updateTable('credentials')
    .set({ last_used_at: at })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where(({ eb, or }) => or([eb('last_used_at', 'is', null), eb('last_used_at', '<', at)]))
    .execute();
}
