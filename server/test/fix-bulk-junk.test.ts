/** Megabytes of junk in a body once held up both planes: each value cost a call, and each violation was written out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bulkBody } from '../src/control/credentials/bulk-body.ts';
import { credentialBody } from '../src/control/credentials/credential-body.ts';
import { parseJsonBody } from '../src/control/http/json-body.ts';
import { checkerOf } from '../src/control/http/validator.ts';

const SIZE = 4_000_000;
const checkBulk = checkerOf(bulkBody);
const checkOne = checkerOf(credentialBody);
const fill = (piece: (n: number) => string) => {
  const pieces: string[] = [];
  for (let n = 0, size = 0; size < SIZE; n += 1) {
    const next = piece(n);
    pieces.push(next);
    size += next.length + 1;
  }
  return pieces.join();
};

const junk: Record<string, [text: string, check: typeof checkBulk, path: string]> = {
  'numbers as items': [`{"items":[${fill(() => '0')}]}`, checkBulk, '/items'],
  'objects as items': [`{"items":["\\u0061",${fill(() => '{}')}]}`, checkBulk, '/items'],
  'members unknown': [`{"items":[0],${fill((n) => `"k${n}":0`)}}`, checkBulk, '/k0'],
  'a list for the whole': [`[${fill(() => '0')}]`, checkBulk, ''],
  'a list of one member': [`{"type":"Raw","redactFields":[${fill(() => '0')}]}`, checkOne, '/redactFields'],
  'labels without end': [`{"type":"Raw","labels":{${fill((n) => `"k${n}":0`)}}}`, checkOne, '/labels'],
};

for (const [name, [text, check, path]] of Object.entries(junk)) {
  test(`4 MB of junk is refused with a few violations and not one for each value: ${name}`, () => {
    const violations = check(parseJsonBody(Buffer.from(text)));
    assert.ok(violations.some((violation) => violation.path === path));
    assert.ok(violations.length <= 20);
  });
}

test('a member named like a prototype is refused wherever it stands and however it is written', () => {
  for (const name of [
    '__proto__',
    'constructor',
    'prototype',
    '\\u005f_proto__',
    'c\\u006Fnstructor',
    'proto\\u0074ype',
  ]) {
    for (const text of [`{"${name}":1}`, `[0,{"a":[{"${name}":{}}]}]`]) {
      assert.throws(() => parseJsonBody(Buffer.from(text)), { code: 'request/invalid' }, text);
    }
    assert.deepEqual(parseJsonBody(Buffer.from(`["${name}"]`)), [JSON.parse(`"${name}"`)]);
  }
});

test('nesting beyond all use is malformed', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const nested = (depth: number) => Buffer.from(`${open.repeat(depth)}0${close.repeat(depth)}`);
    assert.ok(parseJsonBody(nested(100)));
    assert.throws(() => parseJsonBody(nested(100_000)), { code: 'request/malformed' });
  }
});
