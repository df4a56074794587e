/** `keyward connection reconnect`: what is connected goes on until the new consent is given. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { collect, defined, positiveNumber } from '../../option-values.ts';
import { givenSecrets, type SecretFlags, withSecrets } from '../../secret-input.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';
import { awaitConsent, type ConsentFlags, withConsent } from './await-consent.ts';

interface ReconnectFlags extends ConnectionFlags, ConsentFlags, SecretFlags, SolutionFlag {
  readonly scope?: string[];
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly origin?: string[];
  readonly returnUrl?: string;
  readonly expiresIn?: number;
}

export function reconnect(parent: Command): void {
  const command = parent
    .command('reconnect <key>')
    .description('Ask for a new consent; the old tokens are used until it is given')
    .option('--scope <scope>', 'to ask for instead of those of before; may be repeated', collect)
    .option('--provider <name>', 'of a copy that was never connected: its provider')
    .option('--base-url <url>', 'of such a copy without a provider: its base URL')
    .option('--origin <origin>', 'of such a copy: its further origins; may be repeated', collect)
    .option('--return-url <url>', 'where the browser goes in the end')
    .option('--expires-in <seconds>', 'for the consent; 600 by default', positiveNumber);
  withConnection(withConsent(withSecrets(withSolution(command)))).action(run);
}

async function run(key: string, flags: ReconnectFlags): Promise<void> {
  const { scope: scopes, provider, baseUrl, origin: allowedOrigins, returnUrl, expiresIn, solution } = flags;
  const client = await connect(flags);
  const { refreshToken } = await givenSecrets(flags);
  const body = defined({ scopes, provider, baseUrl, allowedOrigins, returnUrl, expiresIn, refreshToken });
  await awaitConsent(client, await client.connections.reconnect(key, body, defined({ solution })), flags);
}
