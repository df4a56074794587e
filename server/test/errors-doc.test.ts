/** The table of problems, its document and the code agree, each with the others. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { problems } from '../src/domain/problem.ts';
import { isProductFile, readSources } from './architecture/source-graph.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TABLE = 'server/src/domain/problem.ts';
const codes = Object.keys(problems);
const known = new Set(codes);

const sources = [...readSources(root, ['server/src/**/*.ts']).values()].filter(({ path }) => isProductFile(path));
const users = sources.filter(({ path }) => path !== TABLE);

/** Codes that the table's own file gives to what is thrown. */
const GIVEN_BY_THE_TABLE = ['internal/unexpected'];

/** Quoted texts outside comments; a code in a doc comment is in backticks and does not count. */
function quotedTexts(text: string): string[] {
  return [...text.matchAll(/'([^'\n]*)'/g)].map((match) => match[1]!);
}

describe('Every code of the table', () => {
  const document = readFileSync(`${root}/docs/errors.md`, 'utf8');
  const documented = [...document.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]!);

  test('is in docs/errors.md, and that names no other', () => {
    assert.deepEqual(documented.toSorted(), codes.toSorted());
  });

  test('has the form noun/what-is-wrong, an error status and a sentence of advice', () => {
    for (const [code, { status, title, advice }] of Object.entries(problems)) {
      assert.match(code, /^[a-z-]+\/[a-z0-9-]+$/);
      assert.ok(status >= 400 && status < 600, code);
      assert.ok(title.length > 0 && advice.endsWith('.'), code);
    }
  });

  test('is used somewhere in the server', () => {
    const used = new Set(users.flatMap(({ text }) => quotedTexts(text)));
    const idle = codes.filter((code) => !used.has(code) && !GIVEN_BY_THE_TABLE.includes(code));
    assert.deepEqual(idle, [], 'no source names these codes');
  });
});

describe('Every code in the sources', () => {
  test('that a Problem is made of is in the table', () => {
    const made = users.flatMap(({ text }) =>
      [...text.matchAll(/new Problem\(\s*'([^']*)'/g)].map((match) => match[1]!),
    );
    assert.ok(made.length > 10, 'hardly any Problem was found');
    assert.deepEqual(
      made.filter((code) => !known.has(code)),
      [],
    );
  });

  test('that a doc comment promises is in the table', () => {
    const promised = users.flatMap(({ path, text }) =>
      [...text.matchAll(/@throws Problem ([^\n]*)/g)].flatMap((match) =>
        [...match[1]!.matchAll(/`([a-z]+\/[a-z0-9-]+)`/g)].map((code) => ({ path, code: code[1]! })),
      ),
    );
    assert.deepEqual(
      promised.filter(({ code }) => !known.has(code)),
      [],
    );
  });
});
