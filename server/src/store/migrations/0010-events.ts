/** Events, how far warnings of expiry have been given, and the webhooks that events are sent to. */
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
  sqlite: { text: 'text', integer: 'integer', bytes: 'blob', options: 'strict, without rowid' },
  postgres: { text: 'text collate "C"', integer: 'bigint', bytes: 'bytea', options: '' },
};

const indexes = [
  'create index events_by_time on events (organisation_id, at, id)',
  'create index events_by_type on events (organisation_id, type, at, id)',
  'create index events_by_credential on events (organisation_id, credential_id, at, id) where credential_id is not null',
  'create index events_by_key on events (organisation_id, credential_key, at, id) where credential_key is not null',
  'create index events_by_age on events (at)',
  'create index events_to_dispatch on events (at, organisation_id, id) where is_dispatched = 0',
  'create index webhooks_by_creation on webhooks (organisation_id, created_at, id)',
  'create index webhooks_to_send on webhooks (next_at) where next_at is not null',
  'create unique index deliveries_by_event on webhook_deliveries (organisation_id, webhook_id, event_id)',
  'create index deliveries_by_creation on webhook_deliveries (organisation_id, webhook_id, created_at, id)',
  `create index deliveries_to_send on webhook_deliveries (organisation_id, webhook_id, next_at, id)
    where next_at is not null`,
  'create index deliveries_by_age on webhook_deliveries (created_at)',
];

function tables({ text, integer, bytes, options }: Types): string[] {
  return [
    `create table events (
      organisation_id ${text} not null, id ${text} not null, at ${integer} not null, type ${text} not null,
      solution_id ${text} not null, credential_id ${text}, credential_key ${text}, data ${text} not null,
      is_dispatched ${integer} not null, primary key (organisation_id, id)) ${options}`,
    `create table expiry_warnings (
      organisation_id ${text} not null primary key, due_at ${integer} not null,
      credential_organisation_id ${text} not null, credential_id ${text} not null) ${options}`,
    `create table webhooks (
      organisation_id ${text} not null, id ${text} not null, description ${text}, definition ${text} not null,
      witness ${bytes}, staged ${text}, is_active ${integer} not null, disabled_reason ${text},
      failing_since ${integer}, failures ${integer} not null, next_at ${integer}, paused_until ${integer}, lease ${text},
      lease_until ${integer}, version ${integer} not null, created_at ${integer} not null, created_by ${text} not null,
      updated_at ${integer} not null, updated_by ${text} not null, primary key (organisation_id, id)) ${options}`,
    `create table webhook_deliveries (
      organisation_id ${text} not null, id ${text} not null, webhook_id ${text} not null, event_id ${text} not null,
      event_type ${text} not null, state ${text} not null, attempts ${integer} not null, next_at ${integer},
      status ${integer}, code ${text}, attempted_at ${integer}, created_at ${integer} not null,
      primary key (organisation_id, id)) ${options}`,
  ];
}

export const events: Migration = {
  name: '0010-events',
  async up(db, dialect) {
    for (const statement of [...tables(types[dialect]), ...indexes]) await sql.raw(statement).execute(db);
  },
};
