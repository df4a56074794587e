/** `keyward logout`: forgets a profile. The token itself stays valid until it is revoked. */
import type { Command } from 'commander';
import { print } from '../output.ts';
import { profileNamed, readProfiles, writeProfiles } from '../profiles/profile-file.ts';
import { usageError } from '../usage-error.ts';

export function logout(parent: Command): void {
  parent
    .command('logout [profile]')
    .description('Forget a profile, by default the current one')
    .option('--json', 'print JSON')
    .action(run);
}

async function run(named: string | undefined, { json }: { json?: boolean }): Promise<void> {
  const before = await readProfiles(process.env);
  const name = named ?? before.current;
  if (name === undefined) throw usageError('No profile is in use: name one.');
  profileNamed(before, name);
  const { [name]: _, ...profiles } = before.profiles;
  const current = before.current === name ? undefined : before.current;
  await writeProfiles(process.env, { ...(current !== undefined && { current }), profiles });
  const text = `Forgot profile ${name}. Its token stays valid: \`keyward token revoke\` ends it.`;
  print({ forgot: name }, text, json);
}
