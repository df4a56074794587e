/** OAuth configurations, and which credentials are aliases of one: by key, as they name it. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

interface Types {
  readonly text: string;
  readonly integer: string;
  readonly bytes: string;
  readonly options: string;
  /** What an alias names. */
  readonly alias: string;
}

const types: Record<Store['dialect'], Types> = {
  sqlite: {
    text: 'text',
    integer: 'integer',
    bytes: 'blob',
    options: 'strict',
    alias: `json_extract(fields, '$.configuration')`,
  },
  postgres: {
    text: 'text collate "C"',
    integer: 'bigint',
    bytes: 'bytea',
    options: '',
    alias: `(fields::jsonb ->> 'configuration')`,
  },
};

export const oauthConfigurations: Migration = {
  name: '0016-oauth-configurations',
  async up(db, dialect) {
    const { text, integer, bytes, options, alias } = types[dialect];
    const statements = [
      `create table oauth_configurations (
        organisation_id ${text} not null, id ${text} not null, "key" ${text}, credential_id ${text}, name ${text},
        definition ${text} not null, secret_version ${integer} not null, witness ${bytes}, staged ${text},
        version ${integer} not null, created_at ${integer} not null, created_by ${text} not null,
        updated_at ${integer} not null, updated_by ${text} not null, primary key (organisation_id, id)) ${options}`,
      `create unique index oauth_configurations_by_key on oauth_configurations (organisation_id, "key")
        where "key" is not null and witness is not null`,
      `create unique index oauth_configurations_by_credential on oauth_configurations (organisation_id, credential_id)
        where credential_id is not null and witness is not null`,
      'create index oauth_configurations_by_creation on oauth_configurations (organisation_id, created_at, id)',
      // The expression stands in the queries exactly as here, or the index is not used.
      `create index credentials_by_configuration on credentials (organisation_id, ${alias}, "key")
        where type = 'OAuthAlias' and status <> 'deleted'`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
