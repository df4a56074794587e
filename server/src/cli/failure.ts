/** What the command line says when something fails: the code, what is wrong, what to do. Never a value. */
import { KeywardError } from '@keyward/sdk';
import { Problem, type ProblemCode, problems } from '../domain/problem.ts';
import { paint } from './colour.ts';
import { table } from './output.ts';
import { printableLines } from './printable.ts';

const CLIENT_ADVICE: ReadonlyMap<string, string> = new Map([
  ['client/unreachable', 'Start Keyward with `keyward serve`, or name it with --url or a profile.'],
  ['client/usage', 'See `--help` of the command.'],
]);

function headline(text: string): string {
  return `${paint('bad', 'error', process.stderr)} ${printableLines(text)}`;
}

function indent(text: string): string {
  return `  ${text.replaceAll('\n', '\n  ')}`;
}

function refusedItems(error: KeywardError | Problem): string[] {
  if (!(error instanceof KeywardError)) return [];
  return error.items.map(({ index, code, message }) => {
    return `  item ${index}: ${code} ${message.replaceAll('\n', '; ')}`;
  });
}

/** Why a credential was not accepted. */
function tracedSteps(error: KeywardError | Problem): string[] {
  const steps = error.verification?.steps ?? [];
  return steps.map(({ step, outcome, note }) => `  ${outcome.padEnd(7)} ${step}: ${note}`);
}

function users({ usages, hidden }: KeywardError): string[] {
  const rows = usages.map(({ kind, id, name, active, step = '', link = '' }) => {
    return [kind, id, name, active ? 'yes' : 'no', step, link];
  });
  const more = hidden > 0 ? [`and ${hidden} that the token may not see`] : [];
  return [...(rows.length > 0 ? [table(['KIND', 'ID', 'NAME', 'ACTIVE', 'STEP', 'LINK'], rows)] : []), ...more];
}

/** A few lines for people. An answer's text may come from another host: nothing of it steers the terminal. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof KeywardError || error instanceof Problem)) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return headline(`internal/unexpected${code}`);
  }
  const isKnown = Object.hasOwn(problems, error.code);
  const advice = isKnown ? problems[error.code as ProblemCode].advice : CLIENT_ADVICE.get(error.code);
  const told = error instanceof KeywardError ? users(error).map(indent) : [];
  const lines = [
    error.code,
    indent(error.message),
    ...refusedItems(error),
    ...tracedSteps(error),
    ...told,
    ...(advice ? [indent(advice)] : []),
  ];
  return headline(lines.join('\n'));
}
