/** `keyward profile list` */
import type { Command } from 'commander';
import { print, table } from '../../output.ts';
import { readProfiles } from '../../profiles/profile-file.ts';
import { withoutToken } from '../../profiles/profile-view.ts';

export function list(parent: Command): void {
  parent.command('list').description('List profiles; never their tokens').option('--json', 'print JSON').action(run);
}

async function run({ json }: { json?: boolean }): Promise<void> {
  const { current, profiles } = await readProfiles(process.env);
  const shown = Object.entries(profiles).map(([name, profile]) => withoutToken(name, profile, name === current));
  const rows = shown.map(({ name, current, url, organisation, brokerKey }) => {
    return [current ? '*' : '', name, url, organisation, brokerKey ? 'pinned' : 'none'];
  });
  const text =
    rows.length > 0
      ? table(['', 'NAME', 'URL', 'ORGANISATION', 'BROKER KEY'], rows)
      : 'No profiles yet. Make one: keyward login';
  print(shown, text, json);
}
