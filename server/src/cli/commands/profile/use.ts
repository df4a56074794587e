/** `keyward profile use` */
import type { Command } from 'commander';
import { print } from '../../output.ts';
import { profileNamed, readProfiles, writeProfiles } from '../../profiles/profile-file.ts';
import { withoutToken } from '../../profiles/profile-view.ts';

export function use(parent: Command): void {
  parent
    .command('use <name>')
    .description('Make a profile the one that commands use where none is named')
    .option('--json', 'print JSON')
    .action(run);
}

async function run(name: string, { json }: { json?: boolean }): Promise<void> {
  const before = await readProfiles(process.env);
  const profile = profileNamed(before, name);
  await writeProfiles(process.env, { ...before, current: name });
  print(withoutToken(name, profile, true), `Now using profile ${name}: ${profile.url}.`, json);
}
