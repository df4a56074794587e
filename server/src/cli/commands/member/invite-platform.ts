/** `keyward platform-member invite`: a one-time link to the platform, shown once; no mail is sent. */
import { type Command, Option } from 'commander';
import { type Role, roles } from '../../../domain/grant.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';

interface InviteFlags extends ConnectionFlags {
  readonly role: Role;
  readonly expires?: string;
}

export function invitePlatform(parent: Command): void {
  const command = parent
    .command('invite <email>')
    .description('Invite somebody to the platform by a one-time link, which is shown once and good for a day')
    .addOption(new Option('--role <role>', 'in every organisation').choices([...roles]).makeOptionMandatory())
    .option('--expires <instant>', 'RFC 3339, at most 7 days from now');
  withConnection(command).action(run);
}

async function run(email: string, { role, expires, ...flags }: InviteFlags): Promise<void> {
  const { platformInvitations } = await connect(flags);
  const issued = await platformInvitations.create({ email, role, ...defined({ expiresAt: expires }) });
  print(issued, issued.link, flags.json);
}
