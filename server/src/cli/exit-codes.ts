/** What the process ends with, for scripts. `keyward help exit-codes` and docs/cli.md print this table. */
import { KeywardError } from '@keyward/sdk';
import { Problem, type ProblemCode, problems } from '../domain/problem.ts';

/** One exit code and what it stands for. */
export interface ExitCode {
  readonly code: number;
  readonly meaning: string;
}

export const exitCodes = {
  done: { code: 0, meaning: 'Done.' },
  failed: { code: 1, meaning: 'Refused or failed; also a rejected credential and anything bad that `doctor` finds.' },
  usage: { code: 2, meaning: 'Wrong usage: an unknown command or option, a value that it cannot have.' },
  unreachable: { code: 3, meaning: 'Keyward is not reachable or not ready: the same command may succeed later.' },
  unauthenticated: { code: 4, meaning: 'The access token is missing or invalid.' },
  conflict: { code: 5, meaning: 'Stale or in conflict with what is stored: read it again and decide anew.' },
  broken: { code: 70, meaning: 'A fault of Keyward itself.' },
} as const satisfies Record<string, ExitCode>;

function statusOf(code: string): number | undefined {
  return Object.hasOwn(problems, code) ? problems[code as ProblemCode].status : undefined;
}

/** The exit code of a failure. An answer is judged by its code, as far as it is known, else by its status. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof KeywardError || error instanceof Problem)) return exitCodes.failed.code;
  if (error.code === 'client/usage') return exitCodes.usage.code;
  const isRetryable = error instanceof KeywardError ? error.retryable : problems[error.code].retryable;
  if (isRetryable) return exitCodes.unreachable.code;
  const status = statusOf(error.code) ?? (error instanceof KeywardError ? error.status : undefined);
  if (status === 401) return exitCodes.unauthenticated.code;
  return status === 409 || status === 412 ? exitCodes.conflict.code : exitCodes.failed.code;
}
