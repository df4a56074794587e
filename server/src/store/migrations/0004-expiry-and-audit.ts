/**
 * What expiry and the audit list look things up by: an index of the live credentials that expire, who acted and on which
 * key, and one index a filter of the log, each in the log's own order.
 */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

/** The part of the action before its dot, made by the database so that no writer can forget it. */
const columns: Record<Store['dialect'], readonly string[]> = {
  sqlite: [
    'alter table audit add column actor_name text',
    'alter table audit add column actor_role text',
    'alter table audit add column subject_key text',
    `alter table audit add column noun text generated always as (substr(action, 1, instr(action, '.') - 1)) virtual`,
  ],
  postgres: [
    `alter table audit add column actor_name text collate "C", add column actor_role text collate "C",
      add column subject_key text collate "C",
      add column noun text collate "C" generated always as (split_part(action, '.', 1)) stored`,
  ],
};

const indexes = [
  `create index credentials_by_expiry on credentials (expires_at, organisation_id, id)
    where deleted_at is null and expires_at is not null`,
  'create index audit_by_action on audit (organisation_id, action, at, id)',
  'create index audit_by_noun on audit (organisation_id, noun, at, id)',
  'create index audit_by_actor on audit (organisation_id, actor, at, id)',
  'create index audit_by_subject on audit (organisation_id, subject, at, id) where subject is not null',
  'create index audit_by_key on audit (organisation_id, subject_key, at, id) where subject_key is not null',
  'create index audit_by_code on audit (organisation_id, code, at, id) where code is not null',
  `create index audit_of_refusals on audit (organisation_id, at, id) where outcome = 'refused'`,
  'create index audit_by_request on audit (organisation_id, request_id, at, id) where request_id is not null',
];

export const expiryAndAudit: Migration = {
  name: '0004-expiry-and-audit',
  async up(db, dialect) {
    for (const statement of [...columns[dialect], ...indexes]) await sql.raw(statement).execute(db);
  },
};
