/** Credentials that are tried before they are stored, and when those that are stored are tried again. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const types: Record<Store['dialect'], { readonly text: string; readonly integer: string; readonly options: string }> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict, without rowid' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

export const verification: Migration = {
  name: '0011-verification',
  async up(db, dialect) {
    const { text, integer, options } = types[dialect];
    const statements = [
      `create table staged_credentials (
        organisation_id ${text} not null, id ${text} not null, credential_id ${text} not null, record ${text} not null,
        created_at ${integer} not null, primary key (organisation_id, id)) ${options}`,
      `create table reverifications (
        organisation_id ${text} not null, credential_id ${text} not null, due_at ${integer} not null,
        failures ${integer} not null, is_once ${integer} not null, primary key (organisation_id, credential_id)) ${options}`,
      'create index reverifications_by_time on reverifications (due_at)',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
