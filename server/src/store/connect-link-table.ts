/** The table of connect links, as Kysely sees it. */

export interface ConnectLinkTable {
  organisation_id: string;
  id: string;
  /** SHA-256 of the token. */
  hash: Uint8Array;
  /** Of the credential, as in the definition: what lists filter by. */
  credential_id: string;
  solution_id: string;
  /** JSON: what the witness covers; see `ConnectLinkDefinition`. */
  definition: string;
  witness: Uint8Array | null;
  tries: number;
  expires_at: number;
  created_at: number;
  created_by: string;
  used_at: number | null;
  revoked_at: number | null;
}
