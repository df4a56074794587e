/** How a function says that one of its credentials is not to be had: by the key, never by anything of the credential. */
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import type { FunctionReference } from '../../functions/function-definition.ts';

const TYPED: Readonly<Partial<Record<ProblemCode, ProblemCode>>> = {
  'credential/not-found': 'function/credential-missing',
  'credential/incomplete': 'function/credential-incomplete',
  'credential/expired': 'function/credential-expired',
  'credential/invalid': 'function/credential-invalid',
  'credential/rejected': 'function/credential-invalid',
  'credential/not-http': 'function/credential-invalid',
  'credential/no-origin': 'function/credential-invalid',
  'credential/not-injectable': 'function/credential-invalid',
};

const NAMED = /^(?:credential|policy|target)\//;

/** The problem with a credential as the function's own; what is no credential's stays what it is. */
export function functionProblem(error: unknown, { key, path }: FunctionReference): unknown {
  if (!(error instanceof Problem) || !NAMED.test(error.code)) return error;
  const code = TYPED[error.code] ?? error.code;
  const message = error.detail === undefined ? `names ${key}` : `names ${key}: ${error.detail}`;
  return new Problem(code, { errors: [{ path, message }], cause: error });
}
