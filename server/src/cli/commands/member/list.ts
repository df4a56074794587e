/** `keyward member list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly limit?: number;
  readonly solution?: string;
}

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List the members of the organisation, or who may manage in one solution')
    .option('--solution <solution>', 'id or slug');
  withConnection(withLimit(command)).action(run);
}

async function run({ limit, solution, ...flags }: ListFlags): Promise<void> {
  const { members, solutionMembers } = await connect(flags);
  const page = pageOf(limit);
  const items = await take(
    solution === undefined ? members.iterate(page) : solutionMembers.iterate(solution, page),
    limit,
  );
  const rows = items.map(({ email, name, role, solutions, hasSecondFactor, personId }) => [
    email,
    name,
    role ?? '-',
    solutions.map((each) => `${each.id} ${each.role}`).join(', '),
    hasSecondFactor ? 'yes' : 'no',
    personId,
  ]);
  print(items, table(['EMAIL', 'NAME', 'ROLE', 'IN SOLUTIONS', 'SECOND FACTOR', 'ID'], rows), flags.json);
}
