import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { print, table } from './output.ts';

function printed(context: TestContext, ...args: Parameters<typeof print>): string {
  let text = '';
  const { mock } = context.mock.method(process.stdout, 'write', (chunk: string) => {
    text += chunk;
    return true;
  });
  print(...args);
  mock.restore();
  return text;
}

test('JSON is printed where it is asked for, else the text, each with one line break behind it', (context) => {
  assert.equal(printed(context, { a: 1 }, 'one', true), '{\n  "a": 1\n}\n');
  assert.equal(printed(context, { a: 1 }, 'one', false), 'one\n');
  assert.equal(printed(context, { a: 1 }, 'one', undefined), 'one\n');
});

test('columns are as wide as their widest cell, and no line ends in blanks', () => {
  const rows = [
    ['finnhub', 'valid'],
    ['a', ''],
  ];
  assert.equal(table(['KEY', 'STATUS'], rows), 'KEY      STATUS\nfinnhub  valid\na');
});

test('a table without rows is its heading', () => {
  assert.equal(table(['KEY', 'STATUS'], []), 'KEY  STATUS');
});

test('control characters are shown as question marks: no cell steers the terminal or makes a row', () => {
  const text = table(['KEY'], [['a\u001b[2Jb'], ['c\nd\re\tf'], ['g\u009bh\u007f']]);
  assert.equal(text, 'KEY\na?[2Jb\nc?d?e?f\ng?h?');
});
