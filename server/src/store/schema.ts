/**
 * The tables, as Kysely sees them; the same on SQLite and PostgreSQL. Every primary key begins with the organisation.
 * Instants are epoch milliseconds, JSON is text, bytes are blobs. Secrets lie in `material` alone, sealed.
 */
import type { Generated } from 'kysely';

/** Stands where an organisation id would, for keys that belong to the whole installation. */
export const INSTALLATION = 'installation';

export interface OrganisationTable {
  id: string;
  slug: string;
  name: string;
  settings: string;
  version: number;
  created_at: number;
}

/** Public halves and parameters of keys; what is private lies wrapped in `wrapped_keys`. */
export interface OrganisationKeyTable {
  organisation_id: string;
  /** 16 bytes in hex. */
  kid: string;
  purpose: 'sealing' | 'witness' | 'signing';
  public_key: Uint8Array | null;
  not_after: number | null;
  /** Ed25519 by the broker's signing key, over a sealing key. */
  signature: Uint8Array | null;
  created_at: number;
}

export interface WrappedKeyTable {
  organisation_id: string;
  kid: string;
  root_key_id: string;
  wrapped: Uint8Array;
}

export interface CredentialTable {
  organisation_id: string;
  id: string;
  /** Empty string: the organisation's own. Part of the unique scope of `key`. */
  solution_id: string;
  key: string;
  name: string | null;
  description: string | null;
  owner: string | null;
  labels: string;
  type: string;
  provider: string | null;
  base_url: string | null;
  allowed_origins: string | null;
  fields: string;
  secrets: string;
  policy_hash: string | null;
  status: string;
  errors: string;
  verification: string;
  expires_at: number | null;
  version: number;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
  last_used_at: number | null;
  deleted_at: number | null;
}

/** Sealed fields. A row without a witness is pending: staged, not live, never injected. */
export interface MaterialTable {
  organisation_id: string;
  credential_id: string;
  field: string;
  material_version: number;
  type: string;
  envelope: Uint8Array;
  policy: Uint8Array;
  witness: Uint8Array | null;
  created_at: number;
}

export interface AccessTokenTable {
  organisation_id: string;
  id: string;
  name: string;
  hash: Uint8Array;
  role: string | null;
  grants: string;
  expires_at: number | null;
  witness: Uint8Array | null;
  created_at: number;
  created_by: string;
  last_used_at: number | null;
  revoked_at: number | null;
}

export interface AuditTable {
  organisation_id: string;
  id: string;
  at: number;
  /** Token id, or `keyward` for what Keyward does by itself. */
  actor: string;
  /** `credential.create`, `credential.use` … */
  action: string;
  /** Id of what was acted on, where there is one. */
  subject: string | null;
  outcome: 'done' | 'refused';
  /** The problem code of a refusal. */
  code: string | null;
  request_id: string | null;
  address: string | null;
  /** JSON without secrets. */
  details: string;
}

/** What every node must forget, in commit order as far as the dialect can tell (see the change feed). */
export interface ChangeTable {
  organisation_id: string;
  /** SQLite: rises with each row. PostgreSQL: a sequence, which may commit out of order. */
  sequence: Generated<number>;
  /** PostgreSQL alone: pg_current_xact_id() of the writing transaction; 0 on SQLite. */
  transaction: Generated<string>;
  kind: 'credential' | 'access-token' | 'organisation-key';
  subject: string;
  /** Set by the database: its clock, not the node's. */
  at: Generated<number>;
}

export interface Schema {
  organisations: OrganisationTable;
  organisation_keys: OrganisationKeyTable;
  wrapped_keys: WrappedKeyTable;
  credentials: CredentialTable;
  material: MaterialTable;
  access_tokens: AccessTokenTable;
  audit: AuditTable;
  changes: ChangeTable;
}
