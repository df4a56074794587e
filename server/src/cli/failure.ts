/** What the command line says when something fails: the code, what is wrong, what to do. Never a value. */
import { KeywardError } from '@keyward/sdk';
import { Problem, type ProblemCode, problems } from '../domain/problem.ts';

const CLIENT_ADVICE: Record<string, string> = {
  'client/unreachable': 'Start Keyward with `keyward serve`, or name it with --url.',
};

/** A few lines for people. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof KeywardError || error instanceof Problem)) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return `error internal/unexpected${code}`;
  }
  const known = problems[error.code as ProblemCode];
  const advice = known?.advice ?? CLIENT_ADVICE[error.code];
  return [
    `error ${error.code}`,
    `  ${error.message.replaceAll('\n', '\n  ')}`,
    ...(advice ? [`  ${advice}`] : []),
  ].join('\n');
}
