/** What was done under which Idempotency-Key, for 24 hours. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const types: Record<Store['dialect'], { readonly text: string; readonly integer: string; readonly options: string }> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

export const idempotency: Migration = {
  name: '0005-idempotency',
  async up(db, dialect) {
    const { text, integer, options } = types[dialect];
    const statements = [
      `create table idempotency (
        organisation_id ${text} not null, principal ${text} not null, "key" ${text} not null, method ${text} not null,
        path ${text} not null, fingerprint ${text} not null, claim ${text} not null, status ${integer},
        resource ${text}, created_at ${integer} not null, claimed_at ${integer} not null,
        primary key (organisation_id, principal, "key")) ${options}`,
      'create index idempotency_by_creation on idempotency (created_at)',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
