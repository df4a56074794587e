/** Connections: the token life of credentials that were come by through OAuth, and who renews it. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const types: Record<Store['dialect'], { readonly text: string; readonly integer: string; readonly options: string }> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict, without rowid' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

export const connections: Migration = {
  name: '0018-connections',
  async up(db, dialect) {
    const { text, integer, options } = types[dialect];
    const statements = [
      `create table connections (
        organisation_id ${text} not null, credential_id ${text} not null, configuration_id ${text} not null,
        grant_type ${text} not null, access_expires_at ${integer}, obtained_at ${integer} not null,
        lease_holder ${text}, lease_until ${integer}, redeeming ${integer}, failures ${integer} not null,
        retry_at ${integer}, last_failure ${text}, keep_alive_at ${integer},
        primary key (organisation_id, credential_id)) ${options}`,
      'create index connections_by_configuration on connections (organisation_id, configuration_id)',
      'create index connections_by_turn on connections (keep_alive_at) where keep_alive_at is not null',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
