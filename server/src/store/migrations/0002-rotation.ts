/**
 * Rotation of access tokens: the value before it, for as long as it may still be shown. Also an order for the list of
 * organisations, of which there may be many by now.
 */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const columnTypes: Record<Store['dialect'], { readonly bytes: string; readonly integer: string }> = {
  sqlite: { bytes: 'blob', integer: 'integer' },
  postgres: { bytes: 'bytea', integer: 'bigint' },
};

export const rotation: Migration = {
  name: '0002-rotation',
  async up(db, dialect) {
    const { bytes, integer } = columnTypes[dialect];
    const statements = [
      `alter table access_tokens add column previous_hash ${bytes}`,
      `alter table access_tokens add column previous_until ${integer}`,
      `create unique index access_tokens_by_previous_hash on access_tokens (previous_hash)
        where previous_hash is not null`,
      'create index organisations_by_creation on organisations (created_at, id)',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
