/**
 * The tables, as Kysely sees them; the same on SQLite and PostgreSQL. Every primary key begins with the organisation.
 * Instants are epoch milliseconds, JSON is text, bytes are blobs. Secrets lie in `material` alone, sealed.
 */
import type { ColumnType, Generated } from 'kysely';
import type { ConnectLinkTable } from './connect-link-table.ts';
import type { ConnectionTable } from './connection-tables.ts';
import type { EventTable, ExpiryWarningTable, WebhookDeliveryTable, WebhookTable } from './event-tables.ts';
import type { FlowTable } from './flow-table.ts';
import type { OAuthConfigurationTable } from './oauth-tables.ts';
import type {
  IdentityLinkTable,
  InvitationTable,
  MembershipTable,
  PersonTable,
  SessionTable,
  SignInAttemptTable,
  SignOnFlowTable,
} from './people-tables.ts';
import type { ConsumerTable, CredentialReferenceTable } from './reference-tables.ts';
import type { Change } from './store.ts';
import type { CredentialUseTable, RequestLogTable, UseWriterTable } from './use-tables.ts';

/** Stands where an organisation id would, for keys, tokens and entries that belong to the whole installation. */
export const INSTALLATION = 'installation';

export interface OrganisationTable {
  id: string;
  slug: string;
  name: string;
  settings: string;
  version: number;
  created_at: number;
}

export interface SolutionTable {
  organisation_id: string;
  id: string;
  slug: string;
  name: string;
  version: number;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
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
  binary_fields: string | null;
  redact_fields: string | null;
  injection: string | null;
  /** JSON; null for none. */
  limits: string | null;
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

/** The labels of credentials, one a row; what lists filter by. */
export interface CredentialLabelTable {
  organisation_id: string;
  name: string;
  value: string;
  /** Of the credential: the order of the list. */
  created_at: number;
  credential_id: string;
}

/** What is searched of a credential. Its trigrams lie in `credential_grams` on SQLite, in a column on PostgreSQL. */
export interface CredentialSearchTable {
  /** SQLite alone: the row's number in `credential_grams`. */
  number: Generated<number>;
  organisation_id: string;
  credential_id: string;
  text: string;
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

/** A record that is tried before it is stored; its secrets are pending material. */
export interface StagedCredentialTable {
  organisation_id: string;
  id: string;
  credential_id: string;
  record: string;
  created_at: number;
}

/** When a credential is tried again. */
export interface ReverificationTable {
  organisation_id: string;
  credential_id: string;
  due_at: number;
  /** Tries in a row that came to no verdict. */
  failures: number;
  /** 1: tried once, whatever the organisation has decided. */
  is_once: number;
}

export interface AccessTokenTable {
  organisation_id: string;
  id: string;
  name: string;
  hash: Uint8Array;
  /** The value before a rotation; both null where there is none. */
  previous_hash: Uint8Array | null;
  previous_until: number | null;
  role: string | null;
  grants: string;
  /** JSON list of ids; null for a token that is limited to none. */
  solutions: string | null;
  /** JSON; null for none. */
  limits: string | null;
  expires_at: number | null;
  witness: Uint8Array | null;
  created_at: number;
  created_by: string;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** Providers of organisations' own; a row without a signature is staged. */
export interface ProviderTable {
  organisation_id: string;
  id: string;
  name: string;
  version: number;
  /** JSON in the form of a provider's file. */
  document: string;
  signature: Uint8Array | null;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
}

/** Functions, a row for each version; the one with a witness counts. */
export interface FunctionTable {
  organisation_id: string;
  id: string;
  function_id: string;
  solution_id: string;
  name: string;
  version: number;
  state: 'draft' | 'active';
  /** JSON of the definition. */
  document: string;
  /** SHA-256 in hex. */
  digest: string;
  /** 1 until the broker has admitted it. */
  is_staged: number;
  witness: Uint8Array | null;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
}

export interface AuditTable {
  organisation_id: string;
  id: string;
  at: number;
  /** Token id, or `keyward` for what Keyward does by itself. */
  actor: string;
  /** As they were then. */
  actor_name: string | null;
  actor_role: string | null;
  /** `credential.create`, `credential.use` … */
  action: string;
  /** Id of what was acted on, where there is one. */
  subject: string | null;
  /** Key of what was acted on, where it has one. */
  subject_key: string | null;
  /** Made by the database of the action: `credential`. */
  noun: ColumnType<string, never, never>;
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
  kind: Change['kind'];
  subject: string;
  /** Set by the database: its clock, not the node's. */
  at: Generated<number>;
}

/** What was done under an Idempotency-Key; neither bodies nor secrets. */
export interface IdempotencyTable {
  organisation_id: string;
  /** Id of the access token. */
  principal: string;
  key: string;
  method: string;
  path: string;
  /** SHA-256 in hex of the request without its secrets. */
  fingerprint: string;
  /** Who works on it: another claim has taken over where it differs. */
  claim: string;
  /** Null until it is answered. */
  status: number | null;
  /** What was written: an id, or for a bulk JSON of ids and codes. Null until it is committed. */
  resource: string | null;
  created_at: number;
  claimed_at: number;
}

/** Origins that have asked for no more requests with a credential; past ones are swept. */
export interface UpstreamPauseTable {
  organisation_id: string;
  credential_id: string;
  origin: string;
  until: number;
}

export interface Schema {
  organisations: OrganisationTable;
  solutions: SolutionTable;
  organisation_keys: OrganisationKeyTable;
  wrapped_keys: WrappedKeyTable;
  credentials: CredentialTable;
  credential_labels: CredentialLabelTable;
  credential_search: CredentialSearchTable;
  material: MaterialTable;
  staged_credentials: StagedCredentialTable;
  reverifications: ReverificationTable;
  idempotency: IdempotencyTable;
  access_tokens: AccessTokenTable;
  upstream_pauses: UpstreamPauseTable;
  providers: ProviderTable;
  functions: FunctionTable;
  oauth_configurations: OAuthConfigurationTable;
  oauth_flows: FlowTable;
  credential_references: CredentialReferenceTable;
  consumers: ConsumerTable;
  connect_links: ConnectLinkTable;
  audit: AuditTable;
  changes: ChangeTable;
  events: EventTable;
  expiry_warnings: ExpiryWarningTable;
  webhooks: WebhookTable;
  webhook_deliveries: WebhookDeliveryTable;
  credential_use: CredentialUseTable;
  request_log: RequestLogTable;
  use_writers: UseWriterTable;
  connections: ConnectionTable;
  people: PersonTable;
  memberships: MembershipTable;
  sessions: SessionTable;
  invitations: InvitationTable;
  sign_in_attempts: SignInAttemptTable;
  sign_on_flows: SignOnFlowTable;
  identity_links: IdentityLinkTable;
}
