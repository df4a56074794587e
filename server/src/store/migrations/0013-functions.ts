/** Functions: a row for each version. Of a function's rows at most one counts: the one with a witness. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

interface Types {
  readonly text: string;
  readonly integer: string;
  readonly bytes: string;
  readonly options: string;
}

const types: Record<Store['dialect'], Types> = {
  sqlite: { text: 'text', integer: 'integer', bytes: 'blob', options: 'strict' },
  postgres: { text: 'text collate "C"', integer: 'bigint', bytes: 'bytea', options: '' },
};

export const functions: Migration = {
  name: '0013-functions',
  async up(db, dialect) {
    const { text, integer, bytes, options } = types[dialect];
    const statements = [
      `create table functions (
        organisation_id ${text} not null, id ${text} not null, function_id ${text} not null,
        solution_id ${text} not null, name ${text} not null, version ${integer} not null, state ${text} not null,
        document ${text} not null, digest ${text} not null, is_staged ${integer} not null, witness ${bytes},
        created_at ${integer} not null, created_by ${text} not null, updated_at ${integer} not null,
        updated_by ${text} not null, primary key (organisation_id, id)) ${options}`,
      `create unique index functions_by_name on functions (organisation_id, solution_id, name) where witness is not null`,
      `create index functions_by_function on functions (organisation_id, function_id, version)`,
      `create index functions_staged on functions (updated_at) where is_staged = 1`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
