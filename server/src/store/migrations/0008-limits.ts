/** Limits of tokens and of credentials, and the upstreams that have asked for a pause. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const types: Record<Store['dialect'], { readonly text: string; readonly integer: string; readonly options: string }> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict, without rowid' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

export const limits: Migration = {
  name: '0008-limits',
  async up(db, dialect) {
    const { text, integer, options } = types[dialect];
    const statements = [
      `alter table credentials add column limits ${text}`,
      `alter table access_tokens add column limits ${text}`,
      `create table upstream_pauses (
        organisation_id ${text} not null, credential_id ${text} not null, origin ${text} not null,
        until ${integer} not null, primary key (organisation_id, credential_id, origin)) ${options}`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
