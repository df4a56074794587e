/** The tables of uses as Kysely sees them: statistics, the request log, and how far each process has written. */

/** Sums of one hour; see UseTally. Beside these columns one a latency bucket: `to_1_ms` … `over_30000_ms`. */
export interface CredentialUseTable {
  organisation_id: string;
  credential_id: string;
  /** Beginning of the hour. */
  hour: number;
  token_id: string;
  /** Empty where the caller named none. */
  consumer: string;
  origin: string;
  count: number;
  status_2xx: number;
  status_3xx: number;
  status_4xx: number;
  status_5xx: number;
  failed: number;
  request_bytes: number;
  response_bytes: number;
  waited_us: number;
  first_used_at: number;
  last_used_at: number;
}

/** One request through the broker that came from somebody authenticated; metadata alone. */
export interface RequestLogTable {
  organisation_id: string;
  /** When it ended. */
  at: number;
  /** The request's id. */
  id: string;
  token_id: string;
  /** Null where it was refused before the credential was found. */
  credential_id: string | null;
  credential_key: string | null;
  consumer: string | null;
  method: string;
  origin: string | null;
  /** Template of the caller's path, never a query. */
  path: string | null;
  /** Of the answer to the caller: the upstream's, or of the problem. */
  status: number;
  /** Problem code where Keyward answered. */
  code: string | null;
  waited_us: number | null;
  total_us: number | null;
  request_bytes: number | null;
  response_bytes: number | null;
  /** 1 where the answer ended before its end. */
  is_cut: number;
}

/** The last batch of each process that was committed, so that none is counted twice after a commit of unknown outcome. */
export interface UseWriterTable {
  organisation_id: string;
  writer: string;
  sequence: number;
  at: number;
}
