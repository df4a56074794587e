/**
 * What keeps lists of credentials fast when there are a million: an index for each order and filter, labels in a table of
 * their own, and the trigrams of what is searched. Also the members that open types and own injection rules need.
 *
 *     credentials ─┬─ credential_labels   one row a label, in the order of creation
 *                  └─ credential_search   the text searched ── trigrams: FTS5 on SQLite, an array under GIN on PostgreSQL
 */
import { type Kysely, sql } from 'kysely';
import { credentialFromRow } from '../credential-row.ts';
import { indexCredentials } from '../index-credentials.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

type Dialect = Store['dialect'];

const text: Record<Dialect, string> = { sqlite: 'text', postgres: 'text collate "C"' };
const integer: Record<Dialect, string> = { sqlite: 'integer', postgres: 'bigint' };
const BACKFILLED_AT_ONCE = 200;

const columns = ['binary_fields', 'redact_fields', 'injection'];

// The expressions stand in the queries exactly as here, or no index is used.
const orders = {
  credentials_by_update: 'updated_at',
  credentials_by_plain_key: '"key"',
  credentials_by_name: `coalesce(name, '')`,
  credentials_by_use: 'coalesce(last_used_at, 0)',
  credentials_by_end: 'coalesce(expires_at, 9007199254740991)',
};
const filters = ['type', 'provider', 'owner', 'solution_id'];

function indexes(): string[] {
  const live = `where status <> 'deleted'`;
  return [
    'drop index credentials_by_creation',
    `create index credentials_by_creation on credentials (organisation_id, created_at, id) ${live}`,
    ...Object.entries(orders).map(
      ([name, order]) => `create index ${name} on credentials (organisation_id, ${order}, id) ${live}`,
    ),
    ...filters.map(
      (filter) =>
        `create index credentials_by_${filter} on credentials (organisation_id, ${filter}, created_at, id) ${live}`,
    ),
    'create index credentials_by_status on credentials (organisation_id, status, created_at, id)',
  ];
}

function labels(dialect: Dialect): string[] {
  const type = text[dialect];
  return [
    `create table credential_labels (
      organisation_id ${type} not null, name ${type} not null, value ${type} not null,
      created_at ${integer[dialect]} not null, credential_id ${type} not null,
      primary key (organisation_id, name, value, created_at, credential_id),
      foreign key (organisation_id, credential_id) references credentials (organisation_id, id) on delete cascade)
      ${dialect === 'sqlite' ? 'strict, without rowid' : ''}`,
    'create index credential_labels_by_credential on credential_labels (organisation_id, credential_id)',
  ];
}

const search: Record<Dialect, readonly string[]> = {
  sqlite: [
    `create table credential_search (
      number integer primary key, organisation_id text not null, credential_id text not null, text text not null,
      unique (organisation_id, credential_id),
      foreign key (organisation_id, credential_id) references credentials (organisation_id, id) on delete cascade) strict`,
    `create virtual table credential_grams
      using fts5 (grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')`,
    `create trigger credential_grams_go after delete on credential_search begin
      delete from credential_grams where rowid = old.number; end`,
  ],
  postgres: [
    `create table credential_search (
      organisation_id text collate "C" not null, credential_id text collate "C" not null, text text collate "C" not null,
      grams text[] collate "C" not null,
      primary key (organisation_id, credential_id),
      foreign key (organisation_id, credential_id) references credentials (organisation_id, id) on delete cascade)`,
    'create index credential_search_by_grams on credential_search using gin (grams)',
  ],
};

async function backfill(db: Kysely<Schema>): Promise<void> {
  for (let offset = 0; ; offset += BACKFILLED_AT_ONCE) {
    const rows = await db
      .selectFrom('credentials')
      .selectAll()
      .orderBy('organisation_id')
      .orderBy('id')
      .limit(BACKFILLED_AT_ONCE)
      .offset(offset)
      .execute();
    if (rows.length === 0) return;
    await indexCredentials(db, rows.map(credentialFromRow));
  }
}

export const credentialLists: Migration = {
  name: '0003-credential-lists',
  async up(db, dialect) {
    const added = columns.map((column) => `alter table credentials add column ${column} ${text[dialect]}`);
    const statements = [...added, ...indexes(), ...labels(dialect), ...search[dialect]];
    for (const statement of statements) await sql.raw(statement).execute(db);
    await backfill(db);
  },
};
