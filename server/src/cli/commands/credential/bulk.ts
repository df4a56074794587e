/** `keyward credential bulk`: many credentials from a file of JSON lines, each sealed here before anything is sent. */
import type { KeywardClient, NewCredential } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { exitCodes } from '../../exit-codes.ts';
import { defined, parseJson, readInput } from '../../option-values.ts';
import { print } from '../../output.ts';
import { printableLine } from '../../printable.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';
import { usageError } from '../../usage-error.ts';

interface BulkFlags extends SolutionFlag, ConnectionFlags {
  readonly onError: 'none' | 'good';
}

type Answer = Awaited<ReturnType<KeywardClient['credentials']['bulk']>>;

export function bulk(parent: Command): void {
  const command = parent
    .command('bulk <file>')
    .description('Store up to 10,000 credentials from JSON lines (- is standard input), secrets in their "secrets"')
    .addOption(
      new Option('--on-error <which>', 'what is stored where some are bad: none of them, or the good ones')
        .choices(['none', 'good'])
        .default('none'),
    );
  withConnection(withSolution(command)).action(run);
}

async function run(file: string, flags: BulkFlags): Promise<void> {
  const items = itemsOf(await readInput(file, 'bulk'));
  const client = await connect(flags);
  const answer = await client.credentials.bulk(
    { items, onError: flags.onError },
    defined({ solution: flags.solution }),
  );
  print(answer, describe(answer), flags.json);
  if (answer.failed.length > 0) process.exitCode = exitCodes.failed.code;
}

/** Empty lines are left out. What the lines hold is never quoted: secrets are among it. */
function itemsOf(text: string): NewCredential[] {
  const lines = [...text.split('\n').entries()].filter(([, line]) => line.trim() !== '');
  if (lines.length === 0) throw usageError('The file has no lines.');
  return lines.map(([index, line]) => {
    const item = parseJson(line, `Line ${index + 1}`);
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      throw usageError(`Line ${index + 1} is not a JSON object.`);
    }
    return item as NewCredential;
  });
}

function describe({ items, failed }: Answer): string {
  const bad = failed.map(({ index, problem }) => {
    const rules = problem.errors?.map(({ path, message }) => `: ${path} ${message}`).join('') ?? '';
    return printableLine(`  item ${index}: ${problem.code} ${problem.detail ?? problem.title}${rules}`);
  });
  const counts = failed.length > 0 ? `Stored ${items.length}, refused ${failed.length}.` : `Stored ${items.length}.`;
  return [counts, ...bad].join('\n');
}
