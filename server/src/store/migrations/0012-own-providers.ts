/** Providers of an organisation's own. A version that is staged lies beside the one that counts until it is signed. */
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

export const ownProviders: Migration = {
  name: '0012-own-providers',
  async up(db, dialect) {
    const { text, integer, bytes, options } = types[dialect];
    const statements = [
      `create table providers (
        organisation_id ${text} not null, id ${text} not null, name ${text} not null, version ${integer} not null,
        document ${text} not null, signature ${bytes}, created_at ${integer} not null, created_by ${text} not null,
        updated_at ${integer} not null, updated_by ${text} not null, primary key (organisation_id, id)) ${options}`,
      `create unique index providers_by_name on providers (organisation_id, name) where signature is not null`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
