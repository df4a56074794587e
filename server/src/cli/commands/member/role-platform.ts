/** `keyward platform-member role`: another role in every organisation. */
import { Argument, type Command } from 'commander';
import { type Role, roles } from '../../../domain/grant.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

export function rolePlatform(parent: Command): void {
  const command = parent
    .command('role <person>')
    .description('Give a member of the platform another role; the person by id or email address')
    .addArgument(new Argument('<role>', 'in every organisation').choices([...roles]));
  withConnection(command).action(run);
}

async function run(person: string, role: Role, flags: ConnectionFlags): Promise<void> {
  const changed = await (await connect(flags)).platformMembers.update(person, { role });
  print(changed, `${changed.email}: ${changed.role} of the platform.`, flags.json);
}
