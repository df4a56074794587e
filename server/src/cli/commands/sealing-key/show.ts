/** `keyward sealing-key show`: the organisation's public key, and whether the pinned broker vouches for it. */
import { verifySealingKey } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, clientOf, withConnection } from '../../connection.ts';
import { details, print } from '../../output.ts';
import { findSettings } from '../../settings.ts';

export function show(parent: Command): void {
  const command = parent
    .command('show')
    .description('Show the key that secrets are sealed to; fails where the pinned broker key does not vouch for it');
  withConnection(command).action(run);
}

async function run(flags: ConnectionFlags): Promise<void> {
  const settings = await findSettings(flags, process.env);
  const key = await clientOf(settings).sealingKey.get();
  const pin = settings.brokerKey;
  if (pin !== undefined) await verifySealingKey(key, pin.value);
  const text = details([
    ['organisation', key.organisationId],
    ['kid', key.kid],
    ['public key', key.publicKey],
    ['not after', key.notAfter],
    ['vouched for', pin === undefined ? 'not checked: no broker key is pinned' : `by the broker key of ${pin.source}`],
  ]);
  print(key, text, flags.json);
}
