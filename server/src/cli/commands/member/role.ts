/** `keyward member role`: another role, in the organisation or in one solution. */
import { Argument, type Command } from 'commander';
import { type Role, roles } from '../../../domain/grant.ts';
import { solutionRoles } from '../../../domain/membership.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';
import { usageError } from '../../usage-error.ts';

interface RoleFlags extends ConnectionFlags {
  readonly solution?: string;
}

type Given = Role | 'none';

export function role(parent: Command): void {
  const command = parent
    .command('role <person>')
    .description('Give a member another role, at most your own; the person by id or email address')
    .addArgument(
      new Argument('<role>', 'none: of what there is in the organisation or solution').choices([...roles, 'none']),
    )
    .option('--solution <solution>', 'in this solution alone');
  withConnection(command).action(run);
}

async function run(person: string, given: Given, { solution, ...flags }: RoleFlags): Promise<void> {
  const { members, solutionMembers } = await connect(flags);
  if (solution === undefined) {
    const changed = await members.update(person, { role: given === 'none' ? null : given });
    print(changed, `${changed.email}: ${changed.role ?? 'roles in solutions alone'}.`, flags.json);
  } else if (given === 'none') {
    await solutionMembers.remove(solution, person);
    print({ removed: person }, `${person} has no role of their own in ${solution}.`, flags.json);
  } else {
    const changed = await solutionMembers.replace(solution, person, { role: readRole(given) });
    print(changed, `${changed.email}: ${changed.role} in ${solution}.`, flags.json);
  }
}

function readRole(given: Role): (typeof solutionRoles)[number] {
  const found = solutionRoles.find((each) => each === given);
  if (found === undefined) throw usageError(`A role in a solution is one of ${solutionRoles.join(', ')}.`);
  return found;
}
