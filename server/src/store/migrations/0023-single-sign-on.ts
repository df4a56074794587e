/** Single sign-on: flows and links, how a session came, and people whose address is no sign-in name. */
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

function statements({ text, integer, bytes, options }: Types): string[] {
  return [
    // SQLite changes no column: an account without a password has the empty text, which is the form of none.
    `alter table people add column home ${text} not null default ''`,
    'drop index people_by_email',
    `create unique index people_by_email on people (email) where home = ''`,
    `alter table sessions add column origin ${text}`,
    `create table sign_on_flows (
      id ${text} not null primary key, organisation_id ${text} not null, provider_id ${text} not null,
      provider_version ${integer} not null, purpose ${text} not null, state_hash ${bytes} not null,
      cookie_mac ${bytes} not null, person_id ${text}, session_id ${text}, return_path ${text} not null,
      redirect_url ${text} not null, created_at ${integer} not null, expires_at ${integer} not null,
      witness ${bytes} not null) ${options}`,
    'create unique index sign_on_flows_by_state on sign_on_flows (state_hash)',
    'create index sign_on_flows_by_end on sign_on_flows (expires_at)',
    `create table identity_links (
      id ${text} not null primary key, person_id ${text} not null, organisation_id ${text} not null,
      provider_id ${text} not null, issuer ${text} not null, subject ${text} not null, created_at ${integer} not null,
      used_at ${integer} not null, witness ${bytes} not null) ${options}`,
    'create unique index identity_links_by_subject on identity_links (provider_id, issuer, subject)',
    'create index identity_links_by_person on identity_links (person_id, created_at)',
  ];
}

export const singleSignOn: Migration = {
  name: '0023-single-sign-on',
  async up(db, dialect) {
    for (const statement of statements(types[dialect])) await sql.raw(statement).execute(db);
  },
};
