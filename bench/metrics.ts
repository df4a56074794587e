/**
 * What the metrics cost a proxied request: its counter and its histogram, the counts of two caches, and beside them a loop
 * that does nothing; then a scrape. It uses no network and no disk.
 *
 *     node bench/metrics.ts [--rounds 15]
 */
import { parseArgs } from 'node:util';
import { CoalescingCache } from '../server/src/broker/resolve/coalescing-cache.ts';
import { Problem } from '../server/src/domain/problem.ts';
import { exposeBrokerState } from '../server/src/metrics/broker-state.ts';
import { createControlMetrics } from '../server/src/metrics/control-metrics.ts';
import { createProxyMetrics } from '../server/src/metrics/proxy-metrics.ts';
import { addProcessMetrics, createRegistry, expose } from '../server/src/metrics/registry.ts';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const ROUNDS = Number(options.rounds);
const TURNS = 200_000;

const registry = createRegistry();
addProcessMetrics(registry);
const proxy = createProxyMetrics(registry);
const control = createControlMetrics(registry);
const cache = new CoalescingCache<object>({ max: 10, termMs: 600_000 });
await cache.load('warm', async () => ({ value: {}, subject: 'one' }));
const plain = new Map([['warm', {}]]);
exposeBrokerState(registry, {
  inFlight: { size: 0 },
  uses: { pending: 0, capacity: 1, dropped: 0 },
  caches: { token: cache, credential: cache },
});
const refusal = new Problem('credential/not-found');
for (let route = 0; route < 45; route++) {
  control({ method: 'GET', route: `/v1/route/${route}`, status: 200, tookMs: route });
}

let sink: unknown;
const works: Readonly<Record<string, (turn: number) => void>> = {
  'nothing (the loop, a Map)': () => {
    sink = plain.get('warm');
  },
  'an answer: counter and histogram': (turn) => proxy.answered({ status: 200, waitedMs: turn % 500 }),
  'a refusal: counter': () => proxy.refused(refusal),
  'a look-up in a cache, counted': () => {
    sink = cache.get('warm');
  },
};

function nanosecondsOf(work: (turn: number) => void): number {
  const began = process.hrtime.bigint();
  for (let turn = 0; turn < TURNS; turn++) work(turn);
  return Number(process.hrtime.bigint() - began) / TURNS;
}

const taken = new Map(Object.keys(works).map((name) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, work] of Object.entries(works)) taken.get(name)!.push(nanosecondsOf(work));
}
const scrapes: number[] = [];
let bytes = 0;
for (let round = 0; round < ROUNDS; round++) {
  const began = performance.now();
  bytes = (await expose(registry)).text.length;
  scrapes.push(performance.now() - began);
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
for (const [name, numbers] of taken) process.stdout.write(`${name.padEnd(36)} ${median(numbers).toFixed(0)} ns\n`);
process.stdout.write(`${'a scrape'.padEnd(36)} ${median(scrapes).toFixed(1)} ms, ${bytes} bytes\n`);
process.exitCode = sink === undefined ? 1 : 0;
