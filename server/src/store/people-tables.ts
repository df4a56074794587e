/**
 * The tables of people as Kysely sees them. The broker alone writes them; people and sessions belong to the installation,
 * so they have no organisation.
 */

export interface PersonTable {
  id: string;
  /** In lower case. */
  email: string;
  name: string;
  /** The organisation that the account belongs to; empty for one of the installation. */
  home: string;
  /** Empty for none. */
  password: string;
  epoch: number;
  totp_salt: Uint8Array | null;
  totp_since: number | null;
  /** Number of the last time step whose code was taken: none is taken twice. */
  totp_step: number;
  backup_codes: string;
  /** Null: the account is in use. */
  deactivated_at: number | null;
  witness: Uint8Array;
  created_at: number;
  updated_at: number;
}

export interface MembershipTable {
  /** `installation` for the platform. */
  organisation_id: string;
  person_id: string;
  role: string | null;
  /** JSON: id of a solution to role. */
  solutions: string;
  witness: Uint8Array;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
}

export interface SessionTable {
  id: string;
  person_id: string;
  hash: Uint8Array;
  epoch: number;
  created_at: number;
  expires_at: number;
  seen_at: number;
  address: string | null;
  agent: string | null;
  /** JSON `SessionOrigin`; null for a sign-in by password. */
  origin: string | null;
  witness: Uint8Array;
}

/** Single sign-on under way. */
export interface SignOnFlowTable {
  id: string;
  organisation_id: string;
  provider_id: string;
  provider_version: number;
  purpose: string;
  state_hash: Uint8Array;
  cookie_mac: Uint8Array;
  person_id: string | null;
  session_id: string | null;
  return_path: string;
  redirect_url: string;
  created_at: number;
  expires_at: number;
  witness: Uint8Array;
}

/** Accounts at identity providers that sign people in. */
export interface IdentityLinkTable {
  id: string;
  person_id: string;
  organisation_id: string;
  provider_id: string;
  issuer: string;
  subject: string;
  created_at: number;
  used_at: number;
  witness: Uint8Array;
}

export interface InvitationTable {
  organisation_id: string;
  id: string;
  kind: 'invitation' | 'set-up' | 'reset';
  hash: Uint8Array;
  email: string | null;
  role: string | null;
  solutions: string;
  expires_at: number;
  witness: Uint8Array;
  created_at: number;
  created_by: string;
}

/** Failed sign-ins of an account or address in a window of time. */
export interface SignInAttemptTable {
  /** An HMAC of whom it counts: what was typed for an address may be a password. */
  bucket: string;
  attempts: number;
  since: number;
}
