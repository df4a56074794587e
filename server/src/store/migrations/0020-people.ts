/** People, their memberships and sessions, one-time links, and attempts to sign in. */
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
  'create unique index people_by_email on people (email)',
  'create index memberships_by_person on memberships (person_id)',
  'create index memberships_by_creation on memberships (organisation_id, created_at, person_id)',
  'create unique index sessions_by_hash on sessions (hash)',
  'create index sessions_by_person on sessions (person_id, created_at)',
  'create index sessions_by_end on sessions (expires_at)',
  'create unique index invitations_by_hash on invitations (hash)',
  'create index invitations_by_creation on invitations (organisation_id, created_at, id)',
  'create index invitations_by_end on invitations (expires_at)',
  'create index sign_in_attempts_by_age on sign_in_attempts (since)',
];

function tables({ text, integer, bytes, options }: Types): string[] {
  return [
    `create table people (
      id ${text} not null primary key, email ${text} not null, name ${text} not null, password ${text} not null,
      epoch ${integer} not null, totp_salt ${bytes}, totp_since ${integer}, totp_step ${integer} not null,
      backup_codes ${text} not null, witness ${bytes} not null, created_at ${integer} not null,
      updated_at ${integer} not null) ${options}`,
    `create table memberships (
      organisation_id ${text} not null, person_id ${text} not null, role ${text}, solutions ${text} not null,
      witness ${bytes} not null, created_at ${integer} not null, created_by ${text} not null,
      updated_at ${integer} not null, updated_by ${text} not null, primary key (organisation_id, person_id)) ${options}`,
    `create table sessions (
      id ${text} not null primary key, person_id ${text} not null, hash ${bytes} not null, epoch ${integer} not null,
      created_at ${integer} not null, expires_at ${integer} not null, seen_at ${integer} not null, address ${text},
      agent ${text}, witness ${bytes} not null) ${options}`,
    `create table invitations (
      organisation_id ${text} not null, id ${text} not null, kind ${text} not null, hash ${bytes} not null, email ${text},
      role ${text}, solutions ${text} not null, expires_at ${integer} not null, witness ${bytes} not null,
      created_at ${integer} not null, created_by ${text} not null, primary key (organisation_id, id)) ${options}`,
    `create table sign_in_attempts (
      bucket ${text} not null primary key, attempts ${integer} not null, since ${integer} not null) ${options}`,
  ];
}

export const people: Migration = {
  name: '0020-people',
  async up(db, dialect) {
    for (const statement of [...tables(types[dialect]), ...indexes]) await sql.raw(statement).execute(db);
  },
};
