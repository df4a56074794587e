/** `keyward import`: credentials from files of other tools. They are sealed here; the control plane sees no value. */
import { progress } from '@clack/prompts';
import type { KeywardClient } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../connection.ts';
import { exitCodes } from '../exit-codes.ts';
import type { FoundCredential, ImportFormat, ReadOptions } from '../import/import-format.ts';
import { describeReport, type ImportReport, plannedReport, writtenReport } from '../import/import-report.ts';
import { importFormats } from '../import/index.ts';
import { type Mapping, readMapping } from '../import/mapping.ts';
import { type ImportPlan, planImport } from '../import/plan-import.ts';
import { readImportFile } from '../import/read-file.ts';
import { writeImport } from '../import/write-import.ts';
import { collect, defined, pairs, readInput } from '../option-values.ts';
import { print } from '../output.ts';
import { type SolutionFlag, withShadows } from '../solution-flag.ts';
import { usageError } from '../usage-error.ts';

interface ImportFlags extends SolutionFlag, ConnectionFlags {
  readonly from?: string;
  readonly mapping?: string;
  readonly column?: string[];
  readonly type?: string;
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly shadows?: boolean;
  readonly dryRun?: boolean;
  readonly update?: boolean;
  readonly onError: 'continue' | 'abort';
}

const MOST = 10_000;

export function importCredentials(parent: Command): void {
  const formats = importFormats.map(({ name }) => name);
  const command = parent
    .command('import <file>')
    .description('Store credentials from a file of another tool (- is standard input), and report what became of each')
    .addOption(
      new Option(
        '--from <format>',
        `${importFormats.map(({ name, help }) => `${name}: ${help}`).join('; ')}; guessed`,
      ).choices(formats),
    )
    .option('--dry-run', 'write nothing, and print what would be done')
    .option('--update', 'replace credentials whose key is there already, instead of skipping them')
    .addOption(
      new Option('--on-error <how>', 'with bad rows: import the others, or check everything first and import none')
        .choices(['continue', 'abort'])
        .default('continue'),
    )
    .option('--mapping <file>', 'YAML or JSON by name: { key, type, provider, baseUrl, fields, secret, leave }')
    .option('--column <heading=member>', 'of CSV: which member a column holds; may be repeated', collect)
    .option('--type <type>', 'of rows of CSV that say none')
    .option('--provider <name>', 'of rows of CSV that say none')
    .option('--base-url <url>', 'of rows of CSV that say none');
  withConnection(withShadows(command)).action(run);
}

function formatOf(text: string, name: string | undefined): ImportFormat {
  const format = importFormats.find((each) => (name === undefined ? each.fits(text) : each.name === name));
  if (!format) throw usageError('The format is not clear from the content: give --from.');
  return format;
}

async function providersOf(client: KeywardClient): Promise<ReadOptions['providers']> {
  const providers = new Map<string, readonly string[]>();
  for await (const { name, types } of client.providers.iterate()) providers.set(name, types);
  return providers;
}

async function keysIn(client: KeywardClient, solution: string | undefined): Promise<Set<string>> {
  const keys = new Set<string>();
  for await (const { key, solutionId } of client.credentials.iterate({ limit: 200, ...defined({ solution }) })) {
    if (solution !== undefined || solutionId === undefined || solutionId === '') keys.add(key);
  }
  return keys;
}

/** Of answers on a provider the fields that it asks for: its fixed values would be refused. */
async function withAskedFields(client: KeywardClient, found: readonly FoundCredential[]): Promise<FoundCredential[]> {
  const asked = new Map<string, Promise<ReadonlySet<string>>>();
  const askedOf = async (provider: string, type: string | undefined) => {
    const { methods } = await client.providers.get(provider);
    return new Set(methods.find((method) => method.type === type)?.fields.map(({ name }) => name));
  };
  return Promise.all(
    found.map(async (each) => {
      const { type, provider, fields = {} } = each.credential;
      if (!each.isAnswer || provider === undefined) return each;
      const id = `${provider} ${type}`;
      if (!asked.has(id)) asked.set(id, askedOf(provider, type));
      const names = await asked.get(id)!;
      const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)));
      return { ...each, credential: { ...each.credential, fields: kept } };
    }),
  );
}

async function mappingOf(path: string | undefined): Promise<Mapping> {
  return path === undefined ? new Map() : readMapping(await readInput(path, '--mapping'));
}

async function planOf(
  client: KeywardClient,
  format: ImportFormat,
  text: string,
  flags: ImportFlags,
): Promise<ImportPlan> {
  const { type, provider, baseUrl, column, solution } = flags;
  const mapping = await mappingOf(flags.mapping);
  const columns = column ? pairs(column, '--column') : {};
  const preset = defined({ type, provider, baseUrl });
  const read = format.read(text, { providers: await providersOf(client), columns, preset });
  if (read.found.length > MOST) throw usageError(`The file has more than ${MOST} credentials.`);
  const shadowing = flags.shadows ? { shadows: true } : {};
  const found = (await withAskedFields(client, read.found)).map((each) => {
    return { ...each, credential: { ...each.credential, ...shadowing } };
  });
  const existing = await keysIn(client, solution);
  return planImport({ ...read, found }, { mapping, existing, isUpdate: flags.update === true });
}

/** On a terminal alone, and beside the results. */
function progressOf(count: number, isJson: boolean | undefined): { advance(): void; end(): void } {
  if (!process.stderr.isTTY || isJson) return { advance: () => undefined, end: () => undefined };
  const bar = progress({ max: count, output: process.stderr });
  bar.start('Importing');
  return { advance: () => bar.advance(), end: () => bar.stop('Imported') };
}

async function reportOf(
  client: KeywardClient,
  format: ImportFormat,
  plan: ImportPlan,
  flags: ImportFlags,
): Promise<ImportReport> {
  const isRefused = flags.onError === 'abort' && plan.left.some(({ kind }) => kind === 'bad');
  if (flags.dryRun || isRefused) return plannedReport(format.name, plan);
  const bar = progressOf(plan.planned.length, flags.json);
  try {
    const options = { solution: flags.solution, onError: flags.onError, advance: bar.advance };
    return writtenReport(format.name, await writeImport(client, plan.planned, options), plan.left);
  } finally {
    bar.end();
  }
}

async function run(file: string, flags: ImportFlags): Promise<void> {
  const text = await readImportFile(file);
  const format = formatOf(text, flags.from);
  const client = await connect(flags);
  const report = await reportOf(client, format, await planOf(client, format, text, flags), flags);
  print(report, describeReport(report), flags.json);
  if ((report.counts.bad ?? 0) + (report.counts.failed ?? 0) > 0) process.exitCode = exitCodes.failed.code;
}
