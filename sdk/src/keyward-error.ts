/** Errors of the SDK: told apart by `code`, which is that of docs/errors.md. The message never contains an input value. */
import type { components } from './generated/api.ts';

/** A code of the API, one that only a client meets, or one of a newer API. */
export type KeywardErrorCode =
  | components['schemas']['ProblemCode']
  | 'client/unreachable'
  | 'client/unexpected-answer'
  | 'config/invalid'
  | (string & {});

/** One broken rule: where, and which. */
export type Violation = components['schemas']['Violation'];

/** What uses what was to be deleted. */
export type Usage = components['schemas']['Usage'];

/** One item that was refused, of many sent at once. */
export interface RefusedItem {
  readonly index: number;
  readonly code: KeywardErrorCode;
  readonly message: string;
}

/** What came of a credential that was tried and not accepted; `steps` say why, secrets as dots. */
export type TriedInVain = Pick<components['schemas']['Verification'], 'verdict' | 'steps'>;

/** What is known beyond code and message; absent where the error was made in the client. */
export interface KeywardErrorOptions extends ErrorOptions {
  /** HTTP status of the answer. */
  readonly status?: number;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly Violation[];
  /** Roles that would suffice, for `token/forbidden`. */
  readonly roles?: readonly string[];
  /** The bad items, for `credential/bulk-refused`. */
  readonly items?: readonly RefusedItem[];
  /** The trace, for `verification/…`. */
  readonly verification?: TriedInVain;
  /** What uses it, for `credential/in-use` and `provider/in-use`; some of it where there is much. */
  readonly usages?: readonly Usage[];
  /** How many users beside these the token may not see. */
  readonly hidden?: number;
  readonly requestId?: string;
  /** Whether the same request may succeed later without a change; false by default. */
  readonly retryable?: boolean;
}

/** An error with one of Keyward's stable codes. */
export class KeywardError extends Error {
  override readonly name = 'KeywardError';
  /** `noun/what-is-wrong`, `keys/sealing-key-untrusted`. */
  readonly code: KeywardErrorCode;
  readonly status: number | undefined;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly errors: readonly Violation[];
  readonly roles: readonly string[];
  readonly items: readonly RefusedItem[];
  readonly verification: TriedInVain | undefined;
  readonly usages: readonly Usage[];
  readonly hidden: number;
  readonly requestId: string | undefined;
  readonly retryable: boolean;

  constructor(code: KeywardErrorCode, message: string, options: KeywardErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.status = options.status;
    this.title = options.title;
    this.detail = options.detail;
    this.errors = options.errors ?? [];
    this.roles = options.roles ?? [];
    this.items = options.items ?? [];
    this.verification = options.verification;
    this.usages = options.usages ?? [];
    this.hidden = options.hidden ?? 0;
    this.requestId = options.requestId;
    this.retryable = options.retryable ?? false;
  }
}
