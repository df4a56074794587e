/** `keyward solution show`, also `get` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { details, print } from '../../output.ts';

export function show(parent: Command): void {
  const command = parent.command('show <solution>').alias('get').description('Show a solution, by id or slug');
  withConnection(command).action(run);
}

async function run(reference: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const solution = await client.solutions.get(reference);
  const { slug, name, id, version, createdAt, createdBy, updatedAt, updatedBy } = solution;
  const shown = {
    ...{ slug, name, id, version },
    created: `${createdAt} by ${createdBy}`,
    updated: `${updatedAt} by ${updatedBy}`,
  };
  print(solution, details(Object.entries(shown)), flags.json);
}
