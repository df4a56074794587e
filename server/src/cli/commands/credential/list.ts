/** `keyward credential list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';
import type { CredentialJson } from './credential-json.ts';

export function list(parent: Command): void {
  withConnection(parent.command('list').description('List credentials; never their secrets')).action(run);
}

async function run(flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const items: CredentialJson[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.request<{ items: CredentialJson[]; nextCursor?: string }>('GET', 'credentials', {
      query: { limit: '100', cursor },
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  const rows = items.map(({ key, type, status, usable, verification, baseUrl = '' }) => [
    key,
    type,
    status,
    usable ? 'yes' : 'no',
    verification.verdict,
    baseUrl,
  ]);
  const text =
    rows.length === 0
      ? 'No credentials yet. Add one: keyward credential add <key> --type ApiKey'
      : table(['KEY', 'TYPE', 'STATUS', 'USABLE', 'VERDICT', 'BASE URL'], rows);
  print(items, text, flags.json);
}
