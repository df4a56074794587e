/** `keyward member invite`: a one-time link, shown once; no mail is sent. */
import { type Command, Option } from 'commander';
import { type Role, roles } from '../../../domain/grant.ts';
import { solutionRoles } from '../../../domain/membership.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { collect, defined, pairs } from '../../option-values.ts';
import { print } from '../../output.ts';
import { usageError } from '../../usage-error.ts';

interface InviteFlags extends ConnectionFlags {
  readonly email?: string;
  readonly role?: Role;
  readonly solution?: string[];
  readonly expires?: string;
}

type SolutionRole = (typeof solutionRoles)[number];

export function invite(parent: Command): void {
  const command = parent
    .command('invite')
    .description('Invite somebody by a one-time link, which is shown once and good for a week')
    .option('--email <address>', 'only an account with this address may accept')
    .addOption(new Option('--role <role>', 'in the whole organisation').choices([...roles]))
    .option(
      '--solution <solution=role>',
      `a role (${solutionRoles.join(', ')}) in one solution; may be repeated`,
      collect,
    )
    .option('--expires <instant>', 'RFC 3339, at most 30 days from now');
  withConnection(command).action(run);
}

async function run({ email, role, solution = [], expires, ...flags }: InviteFlags): Promise<void> {
  const solutions = Object.entries(pairs(solution, '--solution')).map(([name, given]) => {
    return { solution: name, role: readRole(given) };
  });
  if (role === undefined && solutions.length === 0) throw usageError('Give a --role, or a --solution, or both.');
  const { invitations } = await connect(flags);
  const conferred = { role, ...(solutions.length > 0 && { solutions }) };
  const issued = await invitations.create(defined({ email, ...conferred, expiresAt: expires }));
  print(issued, issued.link, flags.json);
}

function readRole(text: string): SolutionRole {
  const role = solutionRoles.find((each) => each === text);
  if (role === undefined) throw usageError(`A role in a solution is one of ${solutionRoles.join(', ')}.`);
  return role;
}
