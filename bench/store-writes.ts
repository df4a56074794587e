/**
 * How many creations a second a whole Keyward commits durably, by the number of clients that create at once; and how long
 * a bulk takes, with the longest time that a lone creation had to wait beside it.
 *
 *     node bench/store-writes.ts [--clients 8,32] [--bulk 10000] [--store sqlite|postgres|both]
 */
import { parseArgs } from 'node:util';
import { newId } from '../server/src/domain/id.ts';
import { Keyward } from '../server/test/kit/keyward.ts';
import { startPostgres } from '../server/test/kit/postgres.ts';

const CREATE_MS = 5_000;
const PAUSE_MS = 20;

function bodyOf() {
  const fields = { name: 'X-Api-Key', apiKey: `secret-${newId('req')}` };
  return { type: 'ApiKey', key: newId('req').replace('_', '-'), baseUrl: 'https://api.example/v1', fields };
}

async function create(keyward: Keyward, token: string): Promise<number> {
  const start = performance.now();
  const answer = await keyward.api('POST', 'credentials', { token, body: bodyOf() });
  if (answer.status !== 201) throw new Error(answer.text);
  return performance.now() - start;
}

async function createsPerSecond(keyward: Keyward, token: string, clients: number): Promise<number> {
  let count = 0;
  const start = performance.now();
  const creator = async () => {
    while (performance.now() - start < CREATE_MS) {
      await create(keyward, token);
      count++;
    }
  };
  await Promise.all(Array.from({ length: clients }, creator));
  return (count * 1_000) / (performance.now() - start);
}

async function bulk(keyward: Keyward, token: string, size: number, onError: 'none' | 'good'): Promise<string> {
  const body = { onError, items: Array.from({ length: size }, bodyOf) };
  const waits: number[] = [];
  let isDone = false;
  const start = performance.now();
  const beside = (async () => {
    while (!isDone) {
      waits.push(await create(keyward, token));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  const answer = await keyward.api('POST', 'credentials:bulk', { token, body });
  const tookMs = performance.now() - start;
  isDone = true;
  await beside;
  if (answer.json.items?.length !== size) throw new Error(answer.text.slice(0, 500));
  waits.sort((a, b) => a - b);
  const [median, longest] = [waits[Math.floor(waits.length / 2)]!, waits.at(-1)!];
  return `${(tookMs / 1_000).toFixed(1)} s; a creation beside it ${median.toFixed(0)} ms, at most ${longest.toFixed(0)} ms`;
}

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '8,32' },
    bulk: { type: 'string', default: '10000' },
    store: { type: 'string', default: 'both' },
  },
});

async function run(name: string, database?: string): Promise<void> {
  const flags = ['--log-level', 'warn'];
  const keyward = await Keyward.start({ flags, ...(database && { database }) });
  const line = (text: string, figure: string) => process.stdout.write(`${name}, ${text}: ${figure}\n`);
  try {
    const token = await keyward.ownerToken();
    await createsPerSecond(keyward, token, 8);
    for (const clients of values.clients.split(',').map(Number)) {
      line(`creates a second, ${clients} clients`, (await createsPerSecond(keyward, token, clients)).toFixed(0));
    }
    const size = Number(values.bulk);
    if (size === 0) return;
    line(`bulk of ${size}, onError good`, await bulk(keyward, token, size, 'good'));
    line(`bulk of ${size}, onError none`, await bulk(keyward, token, size, 'none'));
  } finally {
    await keyward.close();
  }
}

if (values.store !== 'postgres') await run('SQLite');
if (values.store !== 'sqlite') {
  const postgres = await startPostgres({ isDurable: true });
  try {
    await run('PostgreSQL', await postgres.createDatabase());
  } finally {
    await postgres.stop();
  }
}
