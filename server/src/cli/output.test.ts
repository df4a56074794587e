import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { details, print, table } from './output.ts';

// The test runner on a terminal sets it for its children.
delete process.env.FORCE_COLOR;

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

test('marks that turn the direction of writing around are shown as question marks', () => {
  assert.equal(table(['KEY'], [['a\u202eb\u2066c']]), 'KEY\na?b?c');
});

test('wide characters and emoji take two columns', () => {
  const rows = [
    ['鍵', 'x'],
    ['🔑', 'y'],
    ['abcd', 'z'],
  ];
  assert.equal(table(['K', 'V'], rows), 'K     V\n鍵    x\n🔑    y\nabcd  z');
});

test('on a terminal each line is cut to its width, elsewhere none is', () => {
  const rows = [['first', 'a long text that goes on']];
  assert.equal(table(['KEY', 'NAME'], rows, 14), 'KEY    NAME\nfirst  a long…');
  assert.ok(table(['KEY', 'NAME'], rows).includes('goes on'));
});

test('JSON shows controls and marks of direction as escapes, and says the same', (context) => {
  const value = { name: 'a\u009bb\u202ec', list: ['\u001b[2J'] };
  const text = printed(context, value, '', true);
  assert.doesNotMatch(text, /[\u0080-\u009f\u202e\u001b]/);
  assert.deepEqual(JSON.parse(text), value);
});

test('FORCE_COLOR paints headings and states of tables, and no JSON', (context) => {
  process.env.FORCE_COLOR = '1';
  context.after(() => delete process.env.FORCE_COLOR);
  const text = table(['KEY', 'STATUS'], [['valid', 'valid']]);
  assert.equal(text.split('\n')[1], 'valid  \u001b[32mvalid\u001b[39m');
  assert.equal(printed(context, { status: 'valid' }, '', true), '{\n  "status": "valid"\n}\n');
});

test('details leave out what is not there', () => {
  const text = details([
    ['key', 'finnhub'],
    ['name', undefined],
    ['base URL', 'https://a.example'],
  ]);
  assert.equal(text, 'key       finnhub\nbase URL  https://a.example');
});
