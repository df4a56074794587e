/**
 * The first tables. Primary keys begin with the organisation, so that no row can be reached without naming one. STRICT
 * makes SQLite as particular about types as PostgreSQL; COLLATE "C" makes PostgreSQL order ids as SQLite does.
 */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

interface ColumnTypes {
  readonly text: string;
  readonly integer: string;
  readonly bytes: string;
  readonly tableOptions: string;
}

const columnTypes: Record<Store['dialect'], ColumnTypes> = {
  sqlite: { text: 'text', integer: 'integer', bytes: 'blob', tableOptions: 'strict' },
  postgres: { text: 'text collate "C"', integer: 'bigint', bytes: 'bytea', tableOptions: '' },
};

/**
 * SQLite takes AUTOINCREMENT for a sole primary key only, and without it would give the numbers of pruned rows again,
 * which nodes have seen already. The index restores the look-up by organisation.
 */
const changes: Record<Store['dialect'], readonly string[]> = {
  sqlite: [
    `create table changes (
      sequence integer primary key autoincrement, "transaction" text not null default '0',
      organisation_id text not null, kind text not null, subject text not null,
      at integer not null default (cast(unixepoch('subsec') * 1000 as integer))) strict`,
    'create index changes_by_organisation on changes (organisation_id, sequence)',
  ],
  postgres: [
    `create table changes (
      organisation_id text collate "C" not null, sequence bigint generated always as identity,
      "transaction" xid8 not null default pg_current_xact_id(), kind text not null, subject text not null,
      at bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
      primary key (organisation_id, sequence))`,
    'create index changes_by_transaction on changes ("transaction")',
  ],
};

function organisationTables({ text, integer, bytes, tableOptions }: ColumnTypes): string[] {
  return [
    `create table organisations (
      id ${text} not null primary key, slug ${text} not null unique, name ${text} not null, settings ${text} not null,
      version ${integer} not null, created_at ${integer} not null) ${tableOptions}`,
    `create table organisation_keys (
      organisation_id ${text} not null, kid ${text} not null, purpose ${text} not null, public_key ${bytes},
      not_after ${integer}, signature ${bytes}, created_at ${integer} not null,
      primary key (organisation_id, kid)) ${tableOptions}`,
    `create table wrapped_keys (
      organisation_id ${text} not null, kid ${text} not null, root_key_id ${text} not null, wrapped ${bytes} not null,
      primary key (organisation_id, kid)) ${tableOptions}`,
  ];
}

function credentialTables({ text, integer, bytes, tableOptions }: ColumnTypes): string[] {
  return [
    `create table credentials (
      organisation_id ${text} not null, id ${text} not null, solution_id ${text} not null, "key" ${text} not null,
      name ${text}, description ${text}, owner ${text}, labels ${text} not null, type ${text} not null,
      provider ${text}, base_url ${text}, allowed_origins ${text}, fields ${text} not null, secrets ${text} not null,
      policy_hash ${text}, status ${text} not null, errors ${text} not null, verification ${text} not null,
      expires_at ${integer}, version ${integer} not null, created_at ${integer} not null, created_by ${text} not null,
      updated_at ${integer} not null, updated_by ${text} not null, last_used_at ${integer}, deleted_at ${integer},
      primary key (organisation_id, id)) ${tableOptions}`,
    `create unique index credentials_live_key on credentials (organisation_id, solution_id, "key")
      where deleted_at is null`,
    'create index credentials_by_key on credentials (organisation_id, solution_id, "key", deleted_at)',
    'create index credentials_by_creation on credentials (organisation_id, created_at, id)',
    `create table material (
      organisation_id ${text} not null, credential_id ${text} not null, field ${text} not null,
      material_version ${integer} not null, type ${text} not null, envelope ${bytes} not null,
      policy ${bytes} not null, witness ${bytes}, created_at ${integer} not null,
      primary key (organisation_id, credential_id, field, material_version)) ${tableOptions}`,
    'create index material_staged on material (created_at) where witness is null',
  ];
}

function accessTables({ text, integer, bytes, tableOptions }: ColumnTypes): string[] {
  return [
    `create table access_tokens (
      organisation_id ${text} not null, id ${text} not null, name ${text} not null, hash ${bytes} not null,
      role ${text}, grants ${text} not null, expires_at ${integer}, witness ${bytes}, created_at ${integer} not null,
      created_by ${text} not null, last_used_at ${integer}, revoked_at ${integer},
      primary key (organisation_id, id)) ${tableOptions}`,
    'create unique index access_tokens_by_hash on access_tokens (hash)',
    'create index access_tokens_by_creation on access_tokens (organisation_id, created_at, id)',
    `create table audit (
      organisation_id ${text} not null, id ${text} not null, at ${integer} not null, actor ${text} not null,
      action ${text} not null, subject ${text}, outcome ${text} not null, code ${text}, request_id ${text},
      address ${text}, details ${text} not null,
      primary key (organisation_id, id)) ${tableOptions}`,
    'create index audit_by_time on audit (organisation_id, at, id)',
  ];
}

export const first: Migration = {
  name: '0001-first',
  async up(db, dialect) {
    const types = columnTypes[dialect];
    const statements = [
      ...organisationTables(types),
      ...credentialTables(types),
      ...accessTables(types),
      ...changes[dialect],
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
