/** The tables of references as Kysely sees them: who names which credential, and the consumers among these. */

/** One key that a holder names, in one of its steps. */
export interface CredentialReferenceTable {
  organisation_id: string;
  holder_kind: 'consumer' | 'function' | 'webhook';
  /** Of a consumer `kind/externalId`. */
  holder_id: string;
  /** As the holder's own record has them, written with it: usages are listed without looking for holders. */
  holder_name: string;
  holder_link: string | null;
  /** Where the key is looked up first; empty string: in the organisation alone. */
  solution_id: string;
  key: string;
  /** Empty string: of no step. */
  step: string;
  /** What the holder demands of the credential; null where it demands nothing. */
  component: string | null;
  /** 1 or 0: of the holder. */
  active: number;
  /** What is meant is this very credential; null: whatever the key means. */
  credential_id: string | null;
}

/** What another system runs with credentials of Keyward. Its references lie in `credential_references`. */
export interface ConsumerTable {
  organisation_id: string;
  /** `kind/externalId`, as `Keyward-Consumer` has it. */
  id: string;
  kind: string;
  name: string;
  active: number;
  /** Empty string: of the organisation. */
  solution_id: string;
  link: string | null;
  /** Id and name in lower case. */
  search_text: string;
  version: number;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
}
