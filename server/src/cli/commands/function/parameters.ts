/** `--parameter name=text` and `name:=json`, `--parameters <file>`: what a function is invoked with. */
import type { Command } from 'commander';
import { collect, pairs, parseJson, readInput } from '../../option-values.ts';
import { usageError } from '../../usage-error.ts';

/** As commander gives them. */
export interface ParameterFlags {
  readonly parameter?: readonly string[];
  readonly parameters?: string;
}

/** Adds the flags. */
export function withParameters(command: Command): Command {
  return command
    .option('-p, --parameter <name=text>', 'a text, or name:=JSON for any other value; may be repeated', collect)
    .option('--parameters <file>', 'JSON object with parameters, `-` for standard input');
}

/** @throws KeywardError `client/usage` */
export async function parametersOf({ parameter = [], parameters }: ParameterFlags): Promise<Record<string, unknown>> {
  const file = parameters === undefined ? {} : parseJson(await readInput(parameters, '--parameters'), 'The file');
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw usageError('--parameters takes a file with a JSON object.');
  }
  const given = Object.entries(pairs(parameter, '--parameter')).map(([name, text]) =>
    name.endsWith(':') ? [name.slice(0, -1), parseJson(text, 'A value behind `:=`')] : [name, text],
  );
  return { ...file, ...Object.fromEntries(given) };
}
