/** Solutions, and the access tokens that act in some of them. Credentials have named theirs from the beginning. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const types: Record<Store['dialect'], { readonly text: string; readonly integer: string; readonly options: string }> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

export const solutions: Migration = {
  name: '0006-solutions',
  async up(db, dialect) {
    const { text, integer, options } = types[dialect];
    const statements = [
      `create table solutions (
        organisation_id ${text} not null, id ${text} not null, slug ${text} not null, name ${text} not null,
        version ${integer} not null, created_at ${integer} not null, created_by ${text} not null,
        updated_at ${integer} not null, updated_by ${text} not null,
        primary key (organisation_id, id), unique (organisation_id, slug)) ${options}`,
      'create index solutions_by_creation on solutions (organisation_id, created_at, id)',
      `alter table access_tokens add column solutions ${text}`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
