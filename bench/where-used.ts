/**
 * How lists, usages, guarded deletions and copies grow with the number of credentials and consumers, through the API of a
 * whole Keyward on both stores. Rows are written straight through the store, without material: they are there to be in
 * the way, and only what is measured goes through the API.
 *
 * PostgreSQL is measured twice at the greatest size: right after the rows are written, when its planner still believes
 * that the tables are small, and after the statistics that it takes by itself within a minute.
 *
 *     node bench/where-used.ts [--sizes 1000,100000] [--store sqlite|postgres|both] [--rounds 20]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Consumer } from '../server/src/domain/consumer.ts';
import type { Credential } from '../server/src/domain/credential.ts';
import { newId } from '../server/src/domain/id.ts';
import { insertConsumer } from '../server/src/store/consumers.ts';
import { insertCredentials } from '../server/src/store/credentials.ts';
import { openStore } from '../server/src/store/open-store.ts';
import { findOrganisation } from '../server/src/store/organisations.ts';
import type { Store } from '../server/src/store/store.ts';
import { Keyward } from '../server/test/kit/keyward.ts';
import { startPostgres } from '../server/test/kit/postgres.ts';

const BATCH = 500;
const BORN = Date.UTC(2025, 0, 1);
/** A consumer to ten credentials, which names five of them. */
const CREDENTIALS_A_CONSUMER = 10;
const USES = 5;
/** Of the one credential that many name, at each size. */
const USERS_OF_POPULAR = 50;
const COPIED = 500;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,100000' },
    store: { type: 'string', default: 'both' },
    rounds: { type: 'string', default: '20' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const rounds = Number(values.rounds);

interface Place {
  readonly organisationId: string;
  readonly solutionId: string;
}

const keyOf = (n: number) => `key-${n}`;

function credentialOf(place: Place, n: number): Credential {
  return {
    ...{ ...place, id: newId('cred'), key: keyOf(n), name: `Credential ${n}`, owner: `user-${n % 1000}` },
    ...{ labels: { customer: String(n % 5000) }, type: 'ApiKey', ...(n % 2 === 0 && { provider: 'mailgun' }) },
    ...{ baseUrl: 'https://api.example/v1', fields: { in: 'header', name: 'X-Api-Key' }, secrets: {} },
    ...{ status: 'valid', errors: [], version: 1, verification: { verdict: 'unverified', steps: [] } },
    ...{ createdAt: BORN + n, createdBy: 'tok_fill', updatedAt: BORN + n, updatedBy: 'tok_fill' },
  };
}

async function addCredentials(store: Store, place: Place, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - at) }, (_, i) => credentialOf(place, at + i));
    await store.transaction((tx) => insertCredentials(tx, rows), { isLong: true });
  }
}

async function addConsumers(store: Store, organisationId: string, from: number, to: number): Promise<void> {
  const by = { version: 1, createdAt: BORN, createdBy: 'tok_fill', updatedAt: BORN, updatedBy: 'tok_fill' };
  const add = (n: number): [Consumer, { key: string }[]] => {
    const own = Array.from({ length: USES }, (_, i) => ({ key: keyOf(n * CREDENTIALS_A_CONSUMER + i) }));
    const uses = n < USERS_OF_POPULAR ? [...own, { key: 'popular' }] : own;
    const consumer = { organisationId, id: `flow/${n}`, name: `Flow ${n}`, isActive: true, solutionId: '', ...by };
    return [consumer, uses];
  };
  for (let at = from; at < to; at += BATCH) {
    const work = async (tx: Parameters<typeof insertConsumer>[0]) => {
      for (let n = at; n < Math.min(to, at + BATCH); n++) await insertConsumer(tx, ...add(n));
    };
    await store.transaction(work, { isLong: true });
  }
}

async function medianMs(count: number, work: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < count; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(count / 2)]!;
}

type Figures = Record<string, number>;

async function measure(keyward: Keyward, size: number): Promise<Figures> {
  const token = await keyward.ownerToken();
  const ask = async (method: string, path: string, status: number, body?: unknown) => {
    const answer = await keyward.api(method, path, { token, ...(body !== undefined && { body }) });
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  };
  const run = newId('req').slice(-8);
  // Each round another one, all over the table; of each ten the first five are named.
  const used = (round: number) => keyOf((((round * 7_919) % (size / 10)) | 0) * 10 + (round % USES));
  const unused = (round: number) => keyOf((((round * 7_919) % (size / 10)) | 0) * 10 + USES + (round % USES));
  const flow = (round: number) => (round * 7_919) % (size / CREDENTIALS_A_CONSUMER);
  const consumer = (round: number) => ({
    name: `Changed ${run} ${round}`,
    uses: Array.from({ length: USES }, (_, i) => ({ credential: keyOf(flow(round) * CREDENTIALS_A_CONSUMER + i) })),
  });
  return {
    'list, 50 with the count of their uses': await medianMs(rounds, () => ask('GET', 'credentials?limit=50', 200)),
    'what a consumer may be given': await medianMs(rounds, () =>
      ask('GET', 'credentials?for=consumer&component=mailgun&limit=20', 200),
    ),
    'usages of one': await medianMs(rounds, (n) => ask('GET', `credentials/${used(n)}/usages`, 200)),
    'usages of one with 50 users': await medianMs(rounds, () => ask('GET', 'credentials/popular/usages', 200)),
    'consumers of one': await medianMs(rounds, (n) => ask('GET', `consumers?credential=${used(n)}`, 200)),
    'register a consumer again, changed': await medianMs(rounds, (n) =>
      ask('PUT', `consumers/flow/${flow(n)}`, 200, consumer(n)),
    ),
    'deletion refused by the guard': await medianMs(rounds, (n) => ask('DELETE', `credentials/${used(n)}`, 409)),
    'deletion of what nothing names': await medianMs(rounds, async (n) => {
      // What a round before has deleted is made anew by the next run, outside what is counted.
      const answer = await keyward.api('DELETE', `credentials/${unused(n)}`, { token });
      if (answer.status !== 204 && answer.status !== 404) throw new Error(answer.text);
    }),
    [`copy of a solution with ${COPIED} credentials`]: await medianMs(5, (n) =>
      ask('POST', 'solutions/source/copy', 201, { slug: `copy-${run}-${n}` }),
    ),
  };
}

function print(store: string, heads: readonly string[], rows: readonly Figures[]): void {
  const header = ['', ...heads, 'growth'];
  const body = Object.keys(rows[0]!).map((name) => [
    name,
    ...rows.map((figures) => `${figures[name]!.toFixed(1)} ms`),
    `× ${(rows.at(-1)![name]! / rows[0]![name]!).toFixed(2)}`,
  ]);
  const lines = [header, header.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
  process.stdout.write(`\n${store}, medians of ${rounds} requests\n\n${lines.join('\n')}\n`);
}

/** @param settle - What the database does by itself some time after many writes. */
async function run(name: string, database?: string, settle?: () => Promise<void>): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'keyward-bench-'));
  const keyward = await Keyward.start({ data, flags: ['--log-level', 'warn'], ...(database && { database }) });
  const store = await openStore({ url: database ?? `sqlite:${join(data, 'keyward.sqlite')}` });
  try {
    const { id: organisationId } = (await findOrganisation(store.read, 'default'))!;
    const made = await keyward.api('POST', 'solutions', { body: { name: 'source' } });
    const source = { organisationId, solutionId: made.json.id as string };
    await addCredentials(store, source, 1_000_000_000, 1_000_000_000 + COPIED);
    const popular = { ...credentialOf({ organisationId, solutionId: '' }, 0), key: 'popular' };
    await store.transaction((tx) => insertCredentials(tx, [popular]));
    const [heads, rows]: [string[], Figures[]] = [[], []];
    let filled = 0;
    for (const size of sizes) {
      const start = performance.now();
      await addCredentials(store, { organisationId, solutionId: '' }, filled, size);
      const perConsumer = CREDENTIALS_A_CONSUMER;
      await addConsumers(store, organisationId, filled / perConsumer, size / perConsumer);
      filled = size;
      const took = ((performance.now() - start) / 1_000).toFixed(0);
      process.stderr.write(`${name}: ${size} credentials, ${size / perConsumer} consumers after ${took} s\n`);
      heads.push(`${size.toLocaleString('en')} and ${(size / perConsumer).toLocaleString('en')}`);
      // The first requests of a process, and the first copies in the list, are no figures.
      if (rows.length === 0) await measure(keyward, size);
      if (settle && size === sizes.at(-1)) {
        rows.push(await measure(keyward, size));
        heads.push('the same, analysed');
      }
      await settle?.();
      rows.push(await measure(keyward, size));
      print(name, heads, rows);
    }
  } finally {
    await store.close();
    await keyward.close();
    await rm(data, { recursive: true, force: true });
  }
}

if (values.store !== 'postgres') await run('SQLite');
if (values.store !== 'sqlite') {
  const postgres = await startPostgres({ isDurable: true });
  try {
    const url = await postgres.createDatabase();
    await run('PostgreSQL', url, () => postgres.analyze(url));
  } finally {
    await postgres.stop();
  }
}
