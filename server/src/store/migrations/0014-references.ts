/** Consumers, and which credentials they and functions name: by key, so that what is made anew is found again. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const types: Record<Store['dialect'], { readonly text: string; readonly integer: string; readonly options: string }> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict, without rowid' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

export const references: Migration = {
  name: '0014-references',
  async up(db, dialect) {
    const { text, integer, options } = types[dialect];
    const statements = [
      `create table credential_references (
        organisation_id ${text} not null, holder_kind ${text} not null, holder_id ${text} not null,
        holder_name ${text} not null, holder_link ${text}, solution_id ${text} not null, "key" ${text} not null,
        step ${text} not null, component ${text}, active ${integer} not null,
        primary key (organisation_id, holder_kind, holder_id, "key", step)) ${options}`,
      `create index credential_references_by_key on credential_references
        (organisation_id, "key", solution_id, holder_kind, holder_id, step)`,
      'create index credential_references_by_solution on credential_references (organisation_id, solution_id)',
      `create table consumers (
        organisation_id ${text} not null, id ${text} not null, kind ${text} not null, name ${text} not null,
        active ${integer} not null, solution_id ${text} not null, link ${text}, search_text ${text} not null,
        version ${integer} not null, created_at ${integer} not null, created_by ${text} not null,
        updated_at ${integer} not null, updated_by ${text} not null, primary key (organisation_id, id)) ${options}`,
      'create index consumers_by_creation on consumers (organisation_id, created_at, id)',
      'create index consumers_by_kind on consumers (organisation_id, kind, created_at, id)',
      'create index consumers_by_solution on consumers (organisation_id, solution_id, created_at, id)',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
