/** `keyward credential access-token`: the access token of a connection, for a runtime that is trusted with it. */
import { fetchAccessToken } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { printableLine } from '../../printable.ts';
import { findSettings } from '../../settings.ts';
import { usageError } from '../../usage-error.ts';

interface AccessTokenFlags extends ConnectionFlags {
  readonly broker: string;
  readonly solution?: string;
}

export function accessToken(parent: Command): void {
  const command = parent
    .command('access-token <credential>')
    .description(
      'Print the access token of a connection that was sealed with `release: access-token`; --json says when it ends',
    )
    .option('--solution <solution>', 'id or slug, for a token of several')
    .addOption(new Option('--broker <url>', 'the broker').env('KEYWARD_BROKER_URL').default('http://127.0.0.1:7421'));
  withConnection(command).action(run);
}

async function run(key: string, { broker, solution, ...flags }: AccessTokenFlags): Promise<void> {
  const { token } = await findSettings(flags, process.env);
  if (token === undefined) throw usageError('No token: give --token-file or KEYWARD_TOKEN.');
  const released = await fetchAccessToken(key, { brokerUrl: broker, token: token.value, ...defined({ solution }) });
  print(released, printableLine(released.accessToken), flags.json);
}
