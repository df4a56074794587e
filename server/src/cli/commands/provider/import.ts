/** `keyward provider import`: a provider of the organisation's own from an OpenAPI 3 document, with a report. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

interface ImportFlags extends ConnectionFlags {
  readonly dryRun?: boolean;
  readonly name?: string;
  readonly title?: string;
  readonly baseUrl?: string;
  readonly docsUrl?: string;
  readonly verification?: string;
}

export function importDocument(parent: Command): void {
  const command = parent
    .command('import <file>')
    .description(
      'Make a provider of the organisation’s own of an OpenAPI 3 document, and tell what could not be mapped',
    )
    .option('--dry-run', 'store nothing')
    .option('--name <name>', 'without `org/`; from the title if not given')
    .option('--title <title>', 'display name')
    .option('--base-url <url>', 'instead of the document’s servers')
    .option('--docs-url <url>', 'the vendor’s page about its API’s credentials')
    .option('--verification <path>', 'one of the candidates: the request that credentials are tried by');
  withConnection(command).action(run);
}

async function run(file: string, { dryRun, ...flags }: ImportFlags): Promise<void> {
  const text = await readFile(file, 'utf8');
  const client = await connect(flags);
  const { name, title, baseUrl, docsUrl, verification } = flags;
  const options = defined({ dryRun, name, title, baseUrl, docsUrl, verification });
  const done = await client.providers.import(text, options);
  const { mapped, unmapped, candidates } = done.report;
  const violations = 'violations' in done ? done.violations : [];
  const rows = [
    ...mapped.map(({ path, to, note = '' }) => ['taken', path, [to, note].filter(Boolean).join('  ')]),
    ...unmapped.map(({ path, reason }) => ['left', path, reason]),
    ...candidates.map(({ path, request, types }) => ['verifies?', path, `${request} (${types.join(', ')})`]),
    ...violations.map(({ path, message }) => ['missing', path, message]),
  ];
  const made = 'version' in done.provider ? String(done.provider.name) : '';
  const head = made ? `Made ${made}.` : 'Nothing is stored.';
  print(done, `${head}\n\n${table(['', 'IN THE DOCUMENT', 'WHAT'], rows)}`, flags.json);
}
