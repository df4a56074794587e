/** Connect links: a row each, found by the hash of its token. One without the broker's witness opens nothing. */
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

export const connectLinks: Migration = {
  name: '0019-connect-links',
  async up(db, dialect) {
    const { text, integer, bytes, options } = types[dialect];
    const statements = [
      `create table connect_links (
        organisation_id ${text} not null, id ${text} not null, hash ${bytes} not null unique,
        credential_id ${text} not null, solution_id ${text} not null, definition ${text} not null, witness ${bytes},
        tries ${integer} not null, expires_at ${integer} not null, created_at ${integer} not null,
        created_by ${text} not null, used_at ${integer}, revoked_at ${integer},
        primary key (organisation_id, id)) ${options}`,
      `create index connect_links_by_time on connect_links (organisation_id, created_at, id)`,
      `create index connect_links_ended on connect_links (expires_at)`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
