/** The table of docs/attack-catalogue.md against the tests, and the rule that every whole-system test looks for its canary. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const LINES = 52;
/** What issue 4 of this project has to show. */
const SHOWN = [...Array.from({ length: 22 }, (_, index) => index + 1), 26, 45, 47, 50];

interface Row {
  readonly line: number;
  readonly tests: readonly string[];
  readonly left: string;
}

/** `| 7 | what is tried | tests | what is left |` */
function rowsOf(text: string): Row[] {
  return [...text.matchAll(/^\| (\d+) +\|[^|]*\|([^|]*)\|([^|]*)\|$/gm)].map(([, line, tests, left]) => ({
    line: Number(line),
    tests: [...tests!.matchAll(/`([^`]+)`/g)].map(([, path]) => path!),
    left: left!.trim(),
  }));
}

/** The lines that the names of a file's tests begin with: `catalogue 5 and 8: …`. */
function linesNamedIn(text: string): number[] {
  const names = [...text.matchAll(/(?:test|it|describe)\(\s*[`'"]catalogue (\d+(?:(?:, | and |, and )\d+)*):/g)];
  return names.flatMap(([, numbers]) => numbers!.match(/\d+/g)!.map(Number));
}

const rows = rowsOf(read('docs/attack-catalogue.md'));

describe('the table of the attack catalogue', () => {
  test('has every line once, in order', () => {
    assert.deepEqual(
      rows.map(({ line }) => line),
      Array.from({ length: LINES }, (_, index) => index + 1),
    );
  });

  test('names only tests that are there and are named after the line', () => {
    const wrong = rows.flatMap(({ line, tests }) =>
      tests.filter((path) => !linesNamedIn(read(path)).includes(line)).map((path) => `${line}: ${path}`),
    );
    assert.deepEqual(wrong, []);
  });

  test('names a test of each line that is shown, and what is left of each line without one', () => {
    const untested = rows.filter(({ tests }) => tests.length === 0);
    assert.deepEqual(
      untested.filter(({ line }) => SHOWN.includes(line)),
      [],
    );
    assert.deepEqual(
      untested.filter(({ left }) => left === ''),
      [],
    );
  });

  test('is read as it is written', () => {
    assert.deepEqual(rowsOf('| 7 | a redirect | `a.test.ts`, `b.test.ts` | issue 5 |\n'), [
      { line: 7, tests: ['a.test.ts', 'b.test.ts'], left: 'issue 5' },
    ]);
    assert.deepEqual(
      linesNamedIn("test('catalogue 5 and 8: x');\ntest(`catalogue 17: y`); // catalogue 9: z"),
      [5, 8, 17],
    );
  });
});

describe('a whole-system test', () => {
  const files = readdirSync(new URL('server/test/', root)).filter((name) => name.endsWith('.test.ts'));
  /** Platforms of the kit look for their canaries when they are closed. */
  const starts = /\bKeyward\.start\(/;

  test('that starts a Keyward asks it for leaks of its canary', () => {
    const starting = files.filter((name) => starts.test(read(`server/test/${name}`)));
    assert.ok(starting.length > 30);
    assert.deepEqual(
      starting.filter((name) => !/\.leaksOf\(/.test(read(`server/test/${name}`))),
      [],
    );
    assert.match(read('server/test/kit/platform.ts'), /\.leaksOf\(/);
  });
});
