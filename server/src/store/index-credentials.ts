/**
 * Keeps labels and searched text of credentials in the tables that lists look into. Written in the transaction that
 * writes the record; both go with the record, by a foreign key.
 */
import { sql } from 'kysely';
import type { Credential } from '../domain/credential.ts';
import { dialectOf } from './dialect-of.ts';
import type { CredentialLabelTable } from './schema.ts';
import type { Queries, Transaction } from './store.ts';
import { searchTextOf, trigramsOf } from './trigrams.ts';

function labelRows({ organisationId, id, labels, createdAt }: Credential): CredentialLabelTable[] {
  const of = { organisation_id: organisationId, credential_id: id, created_at: createdAt };
  return Object.entries(labels).map(([name, value]) => ({ ...of, name, value }));
}

async function insertLabels(queries: Queries, credentials: readonly Credential[]): Promise<void> {
  const rows = credentials.flatMap(labelRows);
  if (rows.length > 0) await queries.insertInto('credential_labels').values(rows).execute();
}

interface SearchRow {
  readonly organisation_id: string;
  readonly credential_id: string;
  readonly text: string;
}

function searchRow(credential: Credential): SearchRow {
  const { organisationId, id } = credential;
  return { organisation_id: organisationId, credential_id: id, text: searchTextOf(credential) };
}

async function insertOnPostgres(queries: Queries, rows: readonly SearchRow[]): Promise<void> {
  const values = rows.map((row) => {
    const grams = trigramsOf(row.organisation_id, row.text);
    return sql`(${row.organisation_id}, ${row.credential_id}, ${row.text}, ${grams}::text[])`;
  });
  await sql`insert into credential_search (organisation_id, credential_id, text, grams)
    values ${sql.join(values)}`.execute(queries);
}

async function insertOnSqlite(queries: Queries, rows: readonly SearchRow[]): Promise<void> {
  const inserted = await queries
    .insertInto('credential_search')
    .values(rows)
    .returning(['number', 'organisation_id', 'text'])
    .execute();
  const values = inserted.map(
    ({ number, organisation_id, text }) => sql`(${number}, ${trigramsOf(organisation_id, text).join(' ')})`,
  );
  await sql`insert into credential_grams (rowid, grams) values ${sql.join(values)}`.execute(queries);
}

async function insertSearchTexts(queries: Queries, credentials: readonly Credential[]): Promise<void> {
  const rows = credentials.map(searchRow);
  if (dialectOf(queries) === 'postgres') await insertOnPostgres(queries, rows);
  else await insertOnSqlite(queries, rows);
}

/** Indexes new credentials, at least one and at most some hundreds. */
export async function indexCredentials(queries: Queries, credentials: readonly Credential[]): Promise<void> {
  await insertLabels(queries, credentials);
  await insertSearchTexts(queries, credentials);
}

/** What of a stored record its index rows were made of. */
export interface IndexedMembers {
  readonly name: string | null;
  readonly description: string | null;
  /** JSON, as stored. */
  readonly labels: string;
}

/** Brings the index rows of a changed credential up to date; writes only what differs. */
export async function reindexCredential(
  tx: Transaction,
  credential: Credential,
  former: IndexedMembers,
): Promise<void> {
  const { organisationId, id, name = null, description = null, labels } = credential;
  if (JSON.stringify(labels) !== former.labels) {
    await tx
      .deleteFrom('credential_labels')
      .where('organisation_id', '=', organisationId)
      .where('credential_id', '=', id)
      .execute();
    await insertLabels(tx, [credential]);
  }
  if (name === former.name && description === former.description) return;
  await tx
    .deleteFrom('credential_search')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', id)
    .execute();
  await insertSearchTexts(tx, [credential]);
}
