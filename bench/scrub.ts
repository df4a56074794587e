/**
 * What the scrubber costs: bytes a second beside a plain copy and beside a loop of `Buffer.indexOf` over the same forms,
 * in turns within one run; under hostile text; and the memory of one scrubber. It uses no network and no disk.
 *
 *     node bench/scrub.ts [--rounds 15]
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { buildPatterns } from '../server/src/broker/scrub/patterns.ts';
import { buildScrubber, type Scrubber } from '../server/src/broker/scrub/scrubber.ts';
import { Secret } from '../server/src/domain/secret.ts';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const ROUNDS = Number(options.rounds);
const TEXT_BYTES = 4 * 1024 * 1024;
const KIB = 1024;

/** Characters that are the same in each run. */
function characters(seed: string, length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n++)
    text += createHash('sha512').update(`${seed} ${n}`).digest('base64').slice(0, 86);
  return text.slice(0, length);
}

function jsonText(): Buffer {
  const rows: string[] = [];
  for (let n = 0, length = 0; length < TEXT_BYTES; n++) {
    const id = createHash('sha1').update(String(n)).digest('hex');
    const row = { id, name: `Customer ${n}`, url: `https://api.example.com/v1/customers/${id}`, active: n % 3 === 0 };
    rows.push(JSON.stringify({ ...row, balance: n * 17, tags: ['gold', 'newsletter'], note: 'Called on Monday.' }));
    length += rows.at(-1)!.length + 1;
  }
  return Buffer.from(rows.join('\n')).subarray(0, TEXT_BYTES);
}

function chunksOf(text: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, n) => text.subarray(n * size, (n + 1) * size));
}

type Work = (chunks: readonly Buffer[]) => void;

const target = Buffer.alloc(64 * KIB);
const copy: Work = (chunks) => {
  for (const chunk of chunks) chunk.copy(target);
};

function scrubbing(scrubber: Scrubber): Work {
  return (chunks) => {
    const stream = scrubber.stream();
    for (const chunk of chunks) stream.push(chunk);
    stream.flush();
  };
}

/** Without a thought of borders: what native code needs for the search alone. */
function indexOf(patterns: readonly Buffer[]): Work {
  return (chunks) => {
    for (const chunk of chunks) {
      for (const pattern of patterns) {
        for (let at = chunk.indexOf(pattern); at >= 0; at = chunk.indexOf(pattern, at + 1));
      }
    }
  };
}

interface Rate {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

function mibPerSecond(work: Work, chunks: readonly Buffer[]): number {
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
  const start = process.hrtime.bigint();
  work(chunks);
  return bytes / KIB / KIB / (Number(process.hrtime.bigint() - start) / 1e9);
}

/** All in turns, so that what else the machine does falls on all alike; the first two rounds warm up. */
function compare(works: readonly Work[], chunks: readonly Buffer[]): Rate[] {
  const seen = works.map((): number[] => []);
  for (let round = -2; round < ROUNDS; round++) {
    works.forEach((work, index) => {
      const rate = mibPerSecond(work, chunks);
      if (round >= 0) seen[index]!.push(rate);
    });
  }
  return seen.map((rates) => {
    const sorted = rates.toSorted((a, b) => a - b);
    return { median: sorted[sorted.length >> 1]!, least: sorted[0]!, most: sorted.at(-1)! };
  });
}

const show = ({ median, least, most }: Rate): string =>
  `${Math.round(median)} (${Math.round(least)}–${Math.round(most)})`;

function throughput(): void {
  const text = jsonText();
  console.log('\n| values (forms) | chunk | copy | scrubber | indexOf loop | scrubber / copy | scrubber / indexOf |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const count of [1, 5, 20]) {
    const values = Array.from({ length: count }, (_, n) => `sk_live_${characters(`value ${n}`, 32)}`);
    const { patterns } = buildPatterns(values.map((value) => Buffer.from(value)));
    const scrubber = buildScrubber(values.map((value) => new Secret(value)));
    for (const size of [1, 16, 64]) {
      const works = [copy, scrubbing(scrubber), indexOf(patterns)];
      const [plain, scrubbed, native] = compare(works, chunksOf(text, size * KIB)) as [Rate, Rate, Rate];
      // Of the best rounds: they are the ones that other work disturbed least.
      const ratios = [plain, native].map(({ most }) => (scrubbed.most / most).toFixed(2));
      const cells = [
        `${count} (${patterns.length})`,
        `${size} KiB`,
        show(plain),
        show(scrubbed),
        show(native),
        ...ratios,
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}

function hostile(): void {
  const token = `sk_live_${characters('hostile', 32)}`;
  const periodic = `${'a'.repeat(510)}b`.repeat(128);
  const long = characters('long', 64 * KIB);
  const cases: [string, string, string][] = [
    ['a token; all but its last byte, again and again', token, token.slice(0, -1)],
    ['a token; itself, again and again', token, token],
    ['eight bytes; zeros', 'p4ssw0rd', '\0'],
    ['64 KiB with a period of 511; itself', periodic, periodic],
    ['64 KiB with a period of 511; only its frequent letter', periodic, 'a'],
    ['64 KiB without a period; itself', long, long],
  ];
  console.log('\n| value; text | 64 KiB chunks | 64 byte chunks |\n| --- | --- | --- |');
  for (const [name, value, unit] of cases) {
    const text = Buffer.alloc(TEXT_BYTES / 4, unit);
    const work = scrubbing(buildScrubber([new Secret(value)]));
    const rates = [64 * KIB, 64].map((size) => show(compare([work], chunksOf(text, size))[0]!));
    console.log(`| ${[name, ...rates].join(' | ')} |`);
  }
}

function memory(): void {
  for (let n = 0; n < 50; n++) buildScrubber([new Secret(characters(`warm ${n}`, 2 * KIB))]);
  console.log('| value | memory of one scrubber | time to build |\n| --- | --- | --- |');
  for (const [name, length, count] of [
    ['token of 40 bytes', 40, 500],
    ['token of 200 bytes', 200, 200],
    ['key of 2 KiB', 2 * KIB, 20],
    ['key of 8 KiB', 8 * KIB, 10],
    ['64 KiB, the largest', 64 * KIB, 3],
  ] as const) {
    const values = Array.from({ length: count }, (_, n) => new Secret(characters(`${name} ${n}`, length)));
    const start = performance.now();
    const scrubbers = values.map((value) => buildScrubber([value]));
    const ms = (performance.now() - start) / count;
    const kib = scrubbers.reduce((sum, { bytes }) => sum + bytes, 0) / KIB / count;
    console.log(`| ${name} | ${kib.toFixed(1)} KiB | ${ms.toFixed(2)} ms |`);
  }
}

memory();
throughput();
hostile();
