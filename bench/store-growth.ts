/**
 * How creating, reading, listing and searching grow with the number of credentials, through the API of a whole Keyward on
 * both stores. The rows are written straight through the store, without material, in batches: they are there to be in
 * the way, and only what is measured goes through the API.
 *
 *     node bench/store-growth.ts [--sizes 1000,100000,1000000] [--store sqlite|postgres|both]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Credential } from '../server/src/domain/credential.ts';
import { newId } from '../server/src/domain/id.ts';
import { insertCredentials } from '../server/src/store/credentials.ts';
import { listCredentials } from '../server/src/store/list-credentials.ts';
import { openStore } from '../server/src/store/open-store.ts';
import { findOrganisation } from '../server/src/store/organisations.ts';
import type { Store } from '../server/src/store/store.ts';
import { Keyward } from '../server/test/kit/keyward.ts';
import { startPostgres } from '../server/test/kit/postgres.ts';

const BATCH = 500;
const ROUNDS = 40;
const CREATE_MS = 4_000;
const CREATORS = 8;
const BORN = Date.UTC(2025, 0, 1);

const words = 'acme globex initech umbrella hooli stark wayne wonka tyrell cyberdyne aperture soylent'.split(' ');
const uses = 'payments crm mail storage maps weather invoices tickets analytics search'.split(' ');

/** A row as a platform with many customers has it: a third has a description, labels name customer and tier. */
function rowOf(organisationId: string, n: number): Credential {
  const customer = Math.floor(n / 5);
  const [word, use] = [words[n % words.length]!, uses[n % uses.length]!];
  return {
    ...{ organisationId, id: newId('cred'), solutionId: '', key: `${word}.${use}.c${customer}-${n}` },
    name: `${word} ${use} of customer ${customer}`,
    ...(n % 3 === 0 && { description: `Made by the onboarding flow for customer ${customer}.` }),
    owner: `user-${Math.floor(n / 20)}`,
    labels: { customer: String(customer), tier: n % 4 === 0 ? 'gold' : 'free' },
    type: n % 20 === 0 ? 'BasicAuth' : 'ApiKey',
    ...(n % 2 === 0 && { provider: use }),
    ...{ baseUrl: 'https://api.example/v1', fields: { in: 'header', name: 'X-Api-Key' }, secrets: {} },
    ...{ status: n % 50 === 0 ? 'incomplete' : 'valid', errors: [], version: 1 },
    verification: { verdict: 'unverified', steps: [] },
    ...{ createdAt: BORN + n * 10, createdBy: 'tok_fill', updatedAt: BORN + n * 10, updatedBy: 'tok_fill' },
    ...(n % 7 === 0 && { expiresAt: BORN + 10 * 366 * 86_400_000 + n }),
  };
}

async function fill(store: Store, organisationId: string, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += BATCH * 20) {
    await store.transaction(async (tx) => {
      for (let start = at; start < Math.min(to, at + BATCH * 20); start += BATCH) {
        const rows = Array.from({ length: Math.min(BATCH, to - start) }, (_, i) => rowOf(organisationId, start + i));
        await insertCredentials(tx, rows);
      }
    });
  }
}

async function medianMs(work: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[ROUNDS / 2]!;
}

async function createsPerSecond(keyward: Keyward, token: string): Promise<number> {
  let count = 0;
  const start = performance.now();
  const creator = async () => {
    while (performance.now() - start < CREATE_MS) {
      const fields = { name: 'X-Api-Key', apiKey: `secret-${newId('req')}` };
      const body = { type: 'ApiKey', key: newId('req').replace('_', '-'), baseUrl: 'https://api.example/v1', fields };
      const answer = await keyward.api('POST', 'credentials', { token, body });
      if (answer.status !== 201) throw new Error(answer.text);
      count++;
    }
  };
  await Promise.all(Array.from({ length: CREATORS }, creator));
  return (count * 1_000) / (performance.now() - start);
}

/** A cursor from the middle of the list; the one that the last of many pages would have given. */
async function deepCursor(keyward: Keyward, store: Store, token: string, organisationId: string, size: number) {
  const first = await listCredentials(store.read, organisationId, { limit: 50 });
  const parts = JSON.parse(Buffer.from(first.nextCursor!, 'base64url').toString()) as [string, number, string];
  const deep = JSON.stringify([parts[0], BORN + Math.floor(size / 2) * 10, 'cred_z']);
  const cursor = Buffer.from(deep).toString('base64url');
  const answer = await keyward.api('GET', `credentials?cursor=${cursor}`, { token });
  if (answer.status !== 200 || answer.json.items.length !== 50) throw new Error(answer.text);
  return cursor;
}

type Figures = Record<string, number>;

async function measure(keyward: Keyward, store: Store, organisationId: string, size: number): Promise<Figures> {
  const token = await keyward.ownerToken();
  const get = async (path: string) => {
    const answer = await keyward.api('GET', path, { token });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
    return answer;
  };
  const n = (round: number) => (round * 7_919) % size;
  const keyOf = (round: number) => rowOf(organisationId, n(round)).key;
  const customer = (round: number) => Math.floor(n(round) / 5);
  const cursor = await deepCursor(keyward, store, token, organisationId, size);
  return {
    'get by key': await medianMs((round) => get(`credentials/${keyOf(round)}`)),
    'list, first page': await medianMs(() => get('credentials')),
    'list, page in the middle': await medianMs(() => get(`credentials?cursor=${cursor}`)),
    'list by name': await medianMs(() => get('credentials?sort=name')),
    'label customer (rare)': await medianMs((round) => get(`credentials?label=customer=${customer(round)}`)),
    'label tier (frequent)': await medianMs(() => get('credentials?label=tier=gold')),
    owner: await medianMs((round) => get(`credentials?owner=user-${Math.floor(n(round) / 20)}`)),
    type: await medianMs(() => get('credentials?type=BasicAuth')),
    'type and status': await medianMs(() => get('credentials?type=BasicAuth&status=incomplete')),
    'search, rare': await medianMs((round) => get(`credentials?search=customer%20${customer(round)}&limit=10`)),
    'search, one only': await medianMs((round) => get(`credentials?search=${keyOf(round)}`)),
    'search, frequent': await medianMs(() => get('credentials?search=PAYMENTS')),
    'search, none': await medianMs(() => get('credentials?search=nothing-of-it')),
    'creates a second': await createsPerSecond(keyward, token),
  };
}

function print(store: string, sizes: readonly number[], rows: readonly Figures[]): void {
  const growth = (name: string) => rows.at(-1)![name]! / rows[0]![name]!;
  const header = ['', ...sizes.map((size) => size.toLocaleString('en')), 'growth'];
  const body = Object.keys(rows[0]!).map((name) => [
    name,
    ...rows.map((figures) =>
      name === 'creates a second' ? figures[name]!.toFixed(0) : `${figures[name]!.toFixed(1)} ms`,
    ),
    `× ${growth(name).toFixed(2)}`,
  ]);
  const lines = [header, header.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
  process.stdout.write(`\n${store}, medians of ${ROUNDS} requests\n\n${lines.join('\n')}\n`);
}

/** @param settle - What the database does by itself some time after many writes. */
async function run(
  name: string,
  sizes: readonly number[],
  database?: string,
  settle: () => Promise<void> = async () => {},
): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'keyward-bench-'));
  const flags = ['--log-level', 'warn'];
  const keyward = await Keyward.start({ data, flags, ...(database && { database }) });
  const store = await openStore({ url: database ?? `sqlite:${join(data, 'keyward.sqlite')}` });
  try {
    const { id } = (await findOrganisation(store.read, 'default'))!;
    const rows: Figures[] = [];
    let filled = 0;
    for (const size of sizes) {
      const start = performance.now();
      await fill(store, id, filled, size);
      process.stderr.write(`${name}: ${size} rows after ${((performance.now() - start) / 1_000).toFixed(0)} s\n`);
      filled = size;
      await settle();
      rows.push(await measure(keyward, store, id, size));
      print(name, sizes.slice(0, rows.length), rows);
    }
  } finally {
    await store.close();
    await keyward.close();
    await rm(data, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,100000,1000000' },
    store: { type: 'string', default: 'both' },
  },
});
const sizes = values.sizes.split(',').map(Number);
if (values.store !== 'postgres') await run('SQLite', sizes);
if (values.store !== 'sqlite') {
  const postgres = await startPostgres({ isDurable: true });
  try {
    const url = await postgres.createDatabase();
    await run('PostgreSQL', sizes, url, () => postgres.analyze(url));
  } finally {
    await postgres.stop();
  }
}
