/** Flows of OAuth: consents under way, and of each connection the one that its tokens came of, on which a reconnection stands. */
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

export const oauthFlows: Migration = {
  name: '0017-oauth-flows',
  async up(db, dialect) {
    const { text, integer, bytes, options } = types[dialect];
    const statements = [
      `create table oauth_flows (
        organisation_id ${text} not null, id ${text} not null, state_hash ${bytes} not null,
        credential_id ${text} not null, type ${text} not null, configuration_id ${text} not null,
        configuration_version ${integer} not null, grant_type ${text} not null, policy ${bytes} not null,
        scopes ${text} not null, redirect_url ${text} not null, return_url ${text}, purpose ${text} not null,
        nonce ${text}, cookie_mac ${bytes}, expires_at ${integer} not null,
        used_at ${integer}, completed_at ${integer}, witness ${bytes}, created_at ${integer} not null, created_by ${text} not null,
        primary key (organisation_id, id)) ${options}`,
      'create unique index oauth_flows_by_state on oauth_flows (state_hash)',
      'create index oauth_flows_by_credential on oauth_flows (organisation_id, credential_id, created_at)',
      'create index oauth_flows_staged on oauth_flows (created_at) where witness is null',
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
