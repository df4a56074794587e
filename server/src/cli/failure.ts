/** What the command line says when something fails: the code, what is wrong, what to do. Never a value. */
import { KeywardError } from '@keyward/sdk';
import { Problem, type ProblemCode, problems } from '../domain/problem.ts';

const CLIENT_ADVICE: ReadonlyMap<string, string> = new Map([
  ['client/unreachable', 'Start Keyward with `keyward serve`, or name it with --url.'],
]);

/** An answer's text may come from another host: nothing of it steers the terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '?');
}

/** A few lines for people. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof KeywardError || error instanceof Problem)) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return printable(`error internal/unexpected${code}`);
  }
  const isKnown = Object.hasOwn(problems, error.code);
  const advice = isKnown ? problems[error.code as ProblemCode].advice : CLIENT_ADVICE.get(error.code);
  const lines = [
    `error ${error.code}`,
    `  ${error.message.replaceAll('\n', '\n  ')}`,
    ...(advice ? [`  ${advice}`] : []),
  ];
  return printable(lines.join('\n'));
}
