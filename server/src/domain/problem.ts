/**
 * Every error that Keyward answers with, in one table, by area in `problems/`: a stable code, its HTTP status, its title and
 * what to do about it. docs/errors.md is generated from it. Codes are never renamed. A detail never contains an input value, a secret or an
 * upstream's body: the cause goes to the redacted log, never to the wire.
 *
 * @see RFC 9457 (problem details)
 */
import { accessProblems } from './problems/access.ts';
import { catalogueProblems } from './problems/catalogue.ts';
import { connectionsProblems } from './problems/connections.ts';
import { credentialsProblems } from './problems/credentials.ts';
import { peopleProblems } from './problems/people.ts';
import type { ProblemEntry } from './problems/problem-entry.ts';
import { requestsProblems } from './problems/requests.ts';
import { useProblems } from './problems/use.ts';
import { workProblems } from './problems/work.ts';
import type { Usage } from './reference.ts';

export const problems = {
  ...requestsProblems,
  ...peopleProblems,
  ...accessProblems,
  ...workProblems,
  ...credentialsProblems,
  ...catalogueProblems,
  ...connectionsProblems,
  ...useProblems,
} as const satisfies Record<string, ProblemEntry>;

/** A stable error code: `noun/what-is-wrong`. */
export type ProblemCode = keyof typeof problems;

/** One broken rule of a request: where, and which. Never the value. */
export interface Violation {
  /** JSON pointer into the request body (RFC 6901), or the name of a field. */
  readonly path: string;
  readonly message: string;
}

/** One item of a list that was refused, by its index. */
export interface BadItem {
  readonly index: number;
  readonly problem: Problem;
}

/** The verdict and trace of a credential that was not accepted. */
export interface TriedInVain {
  readonly verdict: string;
  readonly steps: readonly { readonly step: string; readonly outcome: string; readonly note: string }[];
}

export interface ProblemOptions {
  /** What is wrong this time. Must not contain input values. */
  readonly detail?: string;
  readonly errors?: readonly Violation[];
  /** Roles that would suffice, for `token/forbidden`. */
  readonly roles?: readonly string[];
  /** The bad items, for `credential/bulk-refused`. */
  readonly items?: readonly BadItem[];
  /** What uses what was to be deleted, for `credential/in-use` and `provider/in-use`; some of it where there is much. */
  readonly usages?: readonly Usage[];
  /** How many users beside these the caller may not see. */
  readonly hidden?: number;
  /** How long to wait, above 0; whole seconds of it stand in `Retry-After`. */
  readonly retryAfterMs?: number;
  /** The rate that was exceeded. */
  readonly rate?: ExceededRate;
  /** What was tried in vain, for `verification/…`; holds no secret and nothing of an upstream's body. */
  readonly verification?: TriedInVain;
  /** For the redacted log only. */
  readonly cause?: unknown;
}

/** A limit that nothing is left of until `retryAfterMs` is over. */
export interface ExceededRate {
  /** Letters and hyphens. */
  readonly policy: string;
  readonly quota: number;
  readonly windowSeconds: number;
}

/** An error with a place in the table; thrown anywhere, turned into an answer at the edge. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: readonly Violation[] | undefined;
  readonly roles: readonly string[] | undefined;
  readonly items: readonly BadItem[] | undefined;
  readonly usages: readonly Usage[] | undefined;
  readonly hidden: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly rate: ExceededRate | undefined;
  readonly verification: TriedInVain | undefined;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? problems[code].title, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.errors = options.errors;
    this.roles = options.roles;
    this.items = options.items;
    this.usages = options.usages;
    this.hidden = options.hidden;
    this.retryAfterMs = options.retryAfterMs;
    this.rate = options.rate;
    this.verification = options.verification;
  }

  get status(): number {
    return problems[this.code].status;
  }

  /**
   * The fields of the answer beside its body, names in lower case: none for most.
   *
   * @see RFC 9110, section 10.2.3 (Retry-After); draft-ietf-httpapi-ratelimit-headers-10 (RateLimit, RateLimit-Policy)
   */
  toHeaders(): Record<string, string> {
    if (this.retryAfterMs === undefined) return {};
    const seconds = Math.max(Math.ceil(this.retryAfterMs / 1000), 1);
    if (this.rate === undefined) return { 'retry-after': String(seconds) };
    const { policy, quota, windowSeconds } = this.rate;
    return {
      'retry-after': String(seconds),
      'ratelimit-policy': `"${policy}";q=${quota};w=${windowSeconds}`,
      ratelimit: `"${policy}";r=0;t=${seconds}`,
    };
  }

  /**
   * The body of the answer.
   *
   * @see RFC 9457, section 3.1
   */
  toBody(requestId?: string): ProblemBody {
    const { status, title } = problems[this.code];
    return {
      type: `urn:keyward:problem:${this.code.replace('/', ':')}`,
      code: this.code,
      status,
      title,
      ...(this.detail !== undefined && { detail: this.detail }),
      ...(this.errors !== undefined && { errors: this.errors }),
      ...(this.roles !== undefined && { roles: this.roles }),
      ...(this.items !== undefined && {
        items: this.items.map(({ index, problem }) => ({ index, problem: problem.toBody() })),
      }),
      ...(this.verification && {
        verification: { verdict: this.verification.verdict, steps: this.verification.steps },
      }),
      ...(this.usages !== undefined && { usages: this.usages }),
      ...(this.hidden !== undefined && { hidden: this.hidden }),
      ...(requestId !== undefined && { requestId }),
    };
  }
}

/** An answer in `application/problem+json`. */
export interface ProblemBody {
  readonly type: string;
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly Violation[];
  readonly roles?: readonly string[];
  readonly items?: readonly { readonly index: number; readonly problem: ProblemBody }[];
  readonly verification?: TriedInVain;
  readonly requestId?: string;
}

/** A Problem for anything thrown: itself, or `internal/unexpected` with the original as its cause. */
export function toProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('internal/unexpected', { cause: error });
}
