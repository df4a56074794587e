/** `keyward connection show`, also `get` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { details, print } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';

export function show(parent: Command): void {
  const command = parent.command('show <key>').alias('get').description('Show a connection and the life of its tokens');
  withConnection(withSolution(command)).action(run);
}

async function run(key: string, { solution, ...flags }: ConnectionFlags & SolutionFlag): Promise<void> {
  const client = await connect(flags);
  const found = await client.connections.get(key, defined({ solution }));
  const { connection, verification, errors } = found;
  const { asked, granted, missing } = connection.scopes;
  const shown = [
    ['key', found.key],
    ['id', found.id],
    ['name', found.name],
    ['status', found.status],
    ['reason', found.reason ?? errors[0]?.message],
    ['account', verification.account],
    ['provider', found.provider],
    ['base URL', found.baseUrl],
    ['client', connection.configuration ?? 'its own'],
    ['grant', connection.grant],
    ['scopes granted', granted.join(' ')],
    ['scopes asked for', asked.join(' ')],
    ['scopes missing', missing.join(' ')],
    ['obtained', connection.obtainedAt],
    ['token until', connection.accessExpiresAt],
    ['next renewal', connection.nextRefreshAt],
    ['last failure', connection.lastFailure],
  ] as const;
  print(found, details(shown), flags.json);
}
