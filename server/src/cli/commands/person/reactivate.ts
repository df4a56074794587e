/** `keyward person reactivate` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

export function reactivate(parent: Command): void {
  const what = 'Let the person of a deactivated account sign in again';
  withConnection(parent.command('reactivate <person>').description(what)).action(run);
}

async function run(person: string, flags: ConnectionFlags): Promise<void> {
  const changed = await (await connect(flags)).platformPeople.reactivate(person, {});
  print(changed, `Reactivated ${changed.email}.`, flags.json);
}
