/** `keyward person reset`: a one-time link made on the machine, for the first person or for one who cannot come in. */
import type { Command } from 'commander';
import { type RawOptions, readConfig } from '../../../config.ts';
import { linkUrl } from '../../link-url.ts';
import { print } from '../../output.ts';

interface ResetFlags extends RawOptions {
  readonly email?: string;
  readonly json?: boolean;
}

export function reset(parent: Command): void {
  parent
    .command('reset')
    .description(
      'On the machine itself, with the root key, make a one-time link: for a new owner, or with --email for a new password without a second factor',
    )
    .option('--email <address>', 'of the account; its password stays until the link is used')
    .option('--data <folder>', 'folder of the SQLite file and root.key (KEYWARD_DATA)')
    .option('--database <url>', 'postgres://… (KEYWARD_DATABASE)')
    .option('--root-key <file>', '(KEYWARD_ROOT_KEY_FILE)')
    .option('--public-url <url>', 'where people reach the control API (KEYWARD_PUBLIC_URL)')
    .option('--json', 'print JSON')
    .action(run);
}

async function run({ email, ...flags }: ResetFlags): Promise<void> {
  const config = readConfig(flags, process.env);
  const { makeLink } = await import('../../make-link.ts');
  const token = await makeLink(config, email);
  const link = linkUrl(config.publicUrl, token);
  print({ link }, link, flags.json);
}
