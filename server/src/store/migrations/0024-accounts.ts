/** Accounts that are deactivated, their list, and access tokens by who has issued them. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const integers: Record<Store['dialect'], string> = { sqlite: 'integer', postgres: 'bigint' };

export const accounts: Migration = {
  name: '0024-accounts',
  async up(db, dialect) {
    const statements = [
      `alter table people add column deactivated_at ${integers[dialect]}`,
      'create index people_by_creation on people (created_at, id)',
      'create index access_tokens_by_issuer on access_tokens (created_by)',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
