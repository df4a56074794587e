/**
 * How a credential is tried, as data: one request that is safe in any case, and what of its answer accepts or rejects.
 * Written by who writes a provider; judged over the scrubbed answer alone, so that no rule can be aimed at the secret.
 */

/** What a place in a JSON document may be compared with. */
export type ComparedValue = string | number | boolean | null;

/** All of it must hold. */
export interface AnswerClause {
  /** Any of them; where it is left out any 2xx to accept, any at all to reject. */
  readonly status?: readonly number[];
  /** JSON pointers (RFC 6901) at which there is anything but `null`. */
  readonly present?: readonly string[];
  /** By JSON pointer: the one value that stands there. */
  readonly equals?: Readonly<Record<string, ComparedValue>>;
}

/** The request of a check, safe in any case. */
export interface CheckRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  /** Below the base URL, its query included: a template over fields that are not secret. */
  readonly path: string;
  /** `accept` and the like; no secret stands in any. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For POST. */
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
}

/** A whole check. */
export interface VerificationRule {
  readonly request: CheckRequest;
  /** The only way to `accepted`; by default any 2xx. */
  readonly accept?: AnswerClause;
  /** Beside 401 and 403: only what the vendor documents. */
  readonly reject?: AnswerClause;
  /** JSON pointers of the account's label, the first that is a text. */
  readonly account?: readonly string[];
}
