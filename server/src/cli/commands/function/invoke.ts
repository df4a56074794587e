/** `keyward function invoke`: runs a function on the broker; the upstream's answer goes to standard output as it is. */
import { invokeFunction } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { findSettings } from '../../settings.ts';
import { usageError } from '../../usage-error.ts';
import { type ParameterFlags, parametersOf, withParameters } from './parameters.ts';

interface InvokeFlags extends ConnectionFlags, ParameterFlags {
  readonly broker: string;
  readonly solution?: string;
  readonly component?: string;
}

export function invoke(parent: Command): void {
  const command = parent
    .command('invoke <name>')
    .description('Invoke a function with a token that has a grant of it; prints the answer’s body')
    .option('--solution <solution>', 'id or slug, for a token of several')
    .option('--component <component>', 'what the step is made for: the provider or type of its credential')
    .addOption(new Option('--broker <url>', 'the broker').env('KEYWARD_BROKER_URL').default('http://127.0.0.1:7421'));
  withConnection(withParameters(command)).action(run);
}

async function run(
  name: string,
  { broker, solution, component, parameter, parameters: file, ...flags }: InvokeFlags,
): Promise<void> {
  const parameters = await parametersOf({
    ...(parameter && { parameter }),
    ...(file !== undefined && { parameters: file }),
  });
  const { token } = await findSettings(flags, process.env);
  if (token === undefined) throw usageError('No token: give --token-file or KEYWARD_TOKEN.');
  const answer = await invokeFunction(name, parameters, {
    brokerUrl: broker,
    token: token.value,
    ...defined({ solution, component }),
  });
  const body = Buffer.from(await answer.arrayBuffer());
  process.stdout.write(body);
  if (!answer.ok) process.exitCode = 1;
}
