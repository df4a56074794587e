/**
 * How the console's lists behave with many rows, in a real Chromium: an organisation of 100 credentials and, in the same
 * run, one of 100,000 with 10,000 consumers and as many entries of both logs. Rows are written straight through the store.
 *
 *     node bench/console.ts [--sizes 100,100000] [--row 5000]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../server/src/store/open-store.ts';
import { findOrganisation } from '../server/src/store/organisations.ts';
import { ConsoleRun } from '../server/test/kit/console-page.ts';
import { fillOrganisation } from '../server/test/kit/fill-organisation.ts';
import { type Figures, measure } from './console/measure.ts';

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '100,100000' }, row: { type: 'string', default: '5000' } },
});
const sizes = values.sizes.split(',').map(Number);

async function figuresOf(size: number): Promise<Figures> {
  const run = await ConsoleRun.start({ flags: ['--log-level', 'warn'] });
  const store = await openStore({ url: `sqlite:${join(run.keyward.data, 'keyward.sqlite')}` });
  try {
    await run.signUp();
    const { id } = (await findOrganisation(store.read, 'default'))!;
    const start = performance.now();
    await fillOrganisation(store, id, size);
    process.stderr.write(`${size} credentials after ${((performance.now() - start) / 1_000).toFixed(0)} s\n`);
    const { page, errors } = await run.open('/organisations/default');
    const figures: Figures = {};
    const way = { page, url: run.keyward.controlUrl, size, row: Math.min(size, Number(values.row)) };
    await measure(way, (part) => {
      Object.assign(figures, part);
      process.stderr.write(`${JSON.stringify(part)}\n`);
    });
    if (errors.length > 0) process.stderr.write(`${errors.join('\n')}\n`);
    return figures;
  } finally {
    await store.close();
    await run.close();
  }
}

function print(columns: readonly Figures[]): void {
  const head = ['', ...sizes.map((size) => size.toLocaleString('en')), 'ratio'];
  const rows = Object.keys(columns[0]!).map((name) => {
    const [first, last] = [columns[0]![name]!, columns.at(-1)![name]!];
    const cells = columns.map((figures) => figures[name]!.toFixed(name.endsWith('MiB') ? 1 : 0));
    return [name, ...cells, first > 0 ? `× ${(last / first).toFixed(2)}` : '–'];
  });
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

const columns: Figures[] = [];
for (const size of sizes) columns.push(await figuresOf(size));
print(columns);
