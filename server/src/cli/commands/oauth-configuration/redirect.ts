/** `keyward oauth-configuration redirect`: what to register at the vendor, and what would keep a browser from coming back. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

export function redirect(parent: Command): void {
  const command = parent
    .command('redirect <configuration>')
    .description('Compare the redirect URI with where Keyward is; exits with 1 where no consent could come to an end');
  withConnection(command).action(run);
}

async function run(reference: string, flags: ConnectionFlags): Promise<void> {
  const found = await (await connect(flags)).oauthConfigurations.redirect(reference);
  const { redirectUrl, publicUrl, isPublicUrlGiven, findings } = found;
  const lines = [
    `Register at the vendor:  ${redirectUrl}`,
    `Keyward is at:           ${publicUrl}${isPublicUrlGiven ? '' : ' (where it listens; --public-url is not set)'}`,
    ...findings.flatMap(({ severity, message, vendorLine, keywardLine }) => [
      `${severity === 'fails' ? 'BAD ' : 'see '} ${message}`,
      ...(vendorLine ? [`     at the vendor:  ${vendorLine}`] : []),
      ...(keywardLine ? [`     or at Keyward:  ${keywardLine}`] : []),
    ]),
  ];
  print(found, lines.join('\n'), flags.json);
  if (findings.some(({ severity }) => severity === 'fails')) process.exitCode = 1;
}
