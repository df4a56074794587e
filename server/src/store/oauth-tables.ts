/** The tables of OAuth, as Kysely sees them. */

/** OAuth clients, named ones of the organisation and private ones of a connection; a row without a witness is staged. */
export interface OAuthConfigurationTable {
  organisation_id: string;
  id: string;
  /** Null for a private one. */
  key: string | null;
  /** Null for a named one; else the connection that it belongs to. */
  credential_id: string | null;
  name: string | null;
  /** RFC 8785 JSON: what the witness covers; see `OAuthDefinition`. */
  definition: string;
  /** Live version of the client's secret in `material`; 0 for none. */
  secret_version: number;
  /** The broker's HMAC; null for a configuration that was never in force. */
  witness: Uint8Array | null;
  /** JSON `{definition, secretVersion}` that the broker is being asked for; null where none is. */
  staged: string | null;
  version: number;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
}
