/** `keyward function dry-run`: the request that an invocation would send, secrets as dots. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';
import { printableLine } from '../../printable.ts';
import { type ParameterFlags, parametersOf, withParameters } from './parameters.ts';

interface DryRunFlags extends ConnectionFlags, ParameterFlags {
  readonly solution: string;
}

export function dryRun(parent: Command): void {
  const command = parent
    .command('dry-run <name>')
    .description('Show the request that an invocation would send, secrets as dots; nothing is sent')
    .requiredOption('--solution <solution>', 'id or slug');
  withConnection(withParameters(command)).action(run);
}

async function run(name: string, { solution, parameter, parameters: file, ...flags }: DryRunFlags): Promise<void> {
  const parameters = await parametersOf({
    ...(parameter && { parameter }),
    ...(file !== undefined && { parameters: file }),
  });
  const shown = await (await connect(flags)).functions.dryRun(solution, name, { parameters });
  const { request, refusal } = shown;
  const lines = request
    ? [
        `${request.method} ${request.url}`,
        ...request.headers.map((header) => `${header.name}: ${header.value}`),
        ...(request.signed ? [`signed by ${request.signed.signer}: ${request.signed.headers.join(', ')}`] : []),
        ...(request.body === undefined ? [] : ['', ...request.body.split('\n')]),
      ]
    : [
        `Nothing would be sent: ${refusal?.code}. ${refusal?.detail ?? refusal?.title ?? ''}`,
        ...(refusal?.errors ?? []).map(({ path, message }) => `${path} ${message}`),
      ];
  print(shown, lines.map(printableLine).join('\n'), flags.json);
}
