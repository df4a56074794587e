/** The tables of events and webhooks, as Kysely sees them. */

/** What has happened; without secrets. */
export interface EventTable {
  organisation_id: string;
  id: string;
  at: number;
  type: string;
  /** Empty string: of what belongs to the organisation itself. */
  solution_id: string;
  credential_id: string | null;
  credential_key: string | null;
  /** JSON without secrets. */
  data: string;
  /** 1 once each webhook that wants it has a delivery. */
  is_dispatched: number;
}

/** How far warnings of expiry have been given: one row, of the installation. */
export interface ExpiryWarningTable {
  organisation_id: string;
  /** All warnings before this one were given: when it was due, and of which credential. */
  due_at: number;
  credential_organisation_id: string;
  credential_id: string;
}

/** Where events are sent. */
export interface WebhookTable {
  organisation_id: string;
  id: string;
  description: string | null;
  /** JSON: what the witness covers; see `WebhookDefinition`. */
  definition: string;
  /** The broker's HMAC over the definition; a webhook without it is sent nothing. */
  witness: Uint8Array | null;
  /** JSON: a definition that the broker is being asked for; null where none is. */
  staged: string | null;
  is_active: number;
  /** Why Keyward has made it inactive; null where it has not. */
  disabled_reason: string | null;
  /** Since when no delivery has succeeded, of those that were tried; null after a success. */
  failing_since: number | null;
  /** Failures of the endpoint in a row. */
  failures: number;
  /** When something is to be sent; null where nothing is. */
  next_at: number | null;
  /** Until when the endpoint is left alone; null where it is not. */
  paused_until: number | null;
  /** Which node sends, and until when no other may. */
  lease: string | null;
  lease_until: number | null;
  version: number;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
}

/** One event for one webhook. */
export interface WebhookDeliveryTable {
  organisation_id: string;
  id: string;
  webhook_id: string;
  event_id: string;
  event_type: string;
  state: 'pending' | 'delivered' | 'dead';
  attempts: number;
  /** When it is tried next; null where it is not. */
  next_at: number | null;
  /** Of the last attempt: the endpoint's status, or the code of why there is none. */
  status: number | null;
  code: string | null;
  attempted_at: number | null;
  created_at: number;
}
