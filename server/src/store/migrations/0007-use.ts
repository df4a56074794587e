/**
 * Uses of credentials: sums a (credential, hour, token, consumer, origin), a log of requests with one index a filter that
 * finds few, and how far each process has written. `at` and `hour` alone are indexed for pruning.
 */
import { sql } from 'kysely';
import { latencyColumns } from '../latency-columns.ts';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

const types: Record<Store['dialect'], { readonly text: string; readonly integer: string; readonly options: string }> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict, without rowid' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

const COUNTS = ['count', 'status_2xx', 'status_3xx', 'status_4xx', 'status_5xx', 'failed'];
const SUMS = ['request_bytes', 'response_bytes', 'waited_us'];

const indexes = [
  'create index credential_use_by_hour on credential_use (hour)',
  'create index request_log_by_time on request_log (at)',
  `create index request_log_by_credential on request_log (organisation_id, credential_id, at, id)
    where credential_id is not null`,
  `create index request_log_by_key on request_log (organisation_id, credential_key, at, id)
    where credential_key is not null`,
  'create index request_log_by_token on request_log (organisation_id, token_id, at, id)',
  `create index request_log_by_consumer on request_log (organisation_id, consumer, at, id) where consumer is not null`,
  'create index request_log_by_code on request_log (organisation_id, code, at, id) where code is not null',
  'create index request_log_of_errors on request_log (organisation_id, at, id) where status >= 400',
];

export const use: Migration = {
  name: '0007-use',
  async up(db, dialect) {
    const { text, integer, options } = types[dialect];
    const numbers = [...COUNTS, ...SUMS, ...latencyColumns, 'first_used_at', 'last_used_at'];
    const statements = [
      `create table credential_use (
        organisation_id ${text} not null, credential_id ${text} not null, hour ${integer} not null,
        token_id ${text} not null, consumer ${text} not null, origin ${text} not null,
        ${numbers.map((column) => `"${column}" ${integer} not null`).join(', ')},
        primary key (organisation_id, credential_id, hour, token_id, consumer, origin)) ${options}`,
      `create table request_log (
        organisation_id ${text} not null, at ${integer} not null, id ${text} not null, token_id ${text} not null,
        credential_id ${text}, credential_key ${text}, consumer ${text}, method ${text} not null, origin ${text},
        path ${text}, status ${integer} not null, code ${text}, waited_us ${integer}, total_us ${integer},
        request_bytes ${integer}, response_bytes ${integer}, is_cut ${integer} not null,
        primary key (organisation_id, at, id)) ${options}`,
      `create table use_writers (
        organisation_id ${text} not null, writer ${text} not null, sequence ${integer} not null, at ${integer} not null,
        primary key (organisation_id, writer)) ${options}`,
      ...indexes,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
