/** The table of OAuth flows, as Kysely sees it. */

export interface FlowTable {
  organisation_id: string;
  id: string;
  /** SHA-256; unique in the installation. */
  state_hash: Uint8Array;
  credential_id: string;
  type: string;
  configuration_id: string;
  configuration_version: number;
  grant_type: string;
  policy: Uint8Array;
  /** JSON list. */
  scopes: string;
  redirect_url: string;
  return_url: string | null;
  purpose: string;
  nonce: string | null;
  /** Null until a browser has started it. */
  cookie_mac: Uint8Array | null;
  expires_at: number;
  used_at: number | null;
  /** Of the flow that the credential's tokens came of. */
  completed_at: number | null;
  /** Null while staged. */
  witness: Uint8Array | null;
  created_at: number;
  created_by: string;
}
