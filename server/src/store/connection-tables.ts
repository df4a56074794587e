/** The table of connections, as Kysely sees it. */

export interface ConnectionTable {
  organisation_id: string;
  credential_id: string;
  configuration_id: string;
  grant_type: string;
  /** Null where the authorization server does not tell. */
  access_expires_at: number | null;
  obtained_at: number;
  /** Both null where nobody renews. */
  lease_holder: string | null;
  lease_until: number | null;
  /** Material version of the refresh token that was sent; 0 for client credentials; null: none. */
  redeeming: number | null;
  failures: number;
  retry_at: number | null;
  last_failure: string | null;
  /** When the schedule looks at it; null: never. */
  keep_alive_at: number | null;
}
