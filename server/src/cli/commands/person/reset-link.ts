/** `keyward person reset-link`: a one-time link for another's new password, made by an owner of the platform over the API. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

interface ResetFlags extends ConnectionFlags {
  readonly yes?: boolean;
}

export function resetLink(parent: Command): void {
  const command = parent
    .command('reset-link <person>')
    .description('Make a one-time link for a person’s new password, without a second factor; it is shown once')
    .option('--yes', 'do not ask');
  withConnection(command).action(run);
}

async function run(person: string, { yes, ...flags }: ResetFlags): Promise<void> {
  const { platformPeople } = await connect(flags);
  await assertConfirmed(`Whoever has the link can sign in as ${person}. Make it?`, yes);
  const issued = await platformPeople.reset(person, {});
  print(issued, issued.link, flags.json);
}
