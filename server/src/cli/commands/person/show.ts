/** `keyward person show` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { details, print } from '../../output.ts';

export function show(parent: Command): void {
  const what = 'Show an account: what it is a member of, and which sessions and tokens of it live';
  withConnection(parent.command('show <person>').description(what)).action(run);
}

async function run(person: string, flags: ConnectionFlags): Promise<void> {
  const found = await (await connect(flags)).platformPeople.get(person);
  const memberships = found.memberships.map(({ organisation, role, solutions }) => {
    const inSolutions = Object.entries(solutions).map(([id, each]) => `${each} in ${id}`);
    return ['member', `${organisation.slug}: ${[role, ...inSolutions].filter(Boolean).join(', ')}`] as const;
  });
  const text = details([
    ['id', found.id],
    ['email', found.email],
    ['name', found.name],
    ['state', found.state],
    ['deactivated', found.deactivatedAt],
    ['second factor', found.hasSecondFactor ? 'yes' : 'no'],
    ['platform', found.platformRole],
    ...memberships,
    ['sessions', String(found.sessions)],
    ['tokens', String(found.activeTokens)],
  ]);
  print(found, text, flags.json);
}
