import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuMs } from '../../test/kit/cpu-time.ts';
import { Secret } from '../domain/secret.ts';
import { editJson } from './edit-json.ts';

const refused = { code: 'request/body-refused' };

function put(text: string, pointer: string, value = 's"\\\u2028é'): string {
  return editJson(text, [{ name: pointer, value: new Secret(value) }]);
}

const written = JSON.stringify('s"\\\u2028é');

test('the value at the pointer is replaced, whatever it is, and nothing else changes', () => {
  const text =
    '\n{ "n" : 1.0e+02, "big":12345678901234567890123,\t"auth":{"x":[1 , 2], "token" : %, "y":"\\u0041"} , "b":-0 }\r\n';
  for (const before of ['"mine"', 'null', '17', '{"a":{"token":1}}', '[[]]', '"]},{"']) {
    assert.equal(
      put(text.replace('%', before), '/auth/token'),
      text.replace('%', () => written),
    );
  }
});

test('a member is added behind the last, and objects on the way are made', () => {
  assert.equal(put('{}', '/token'), `{"token":${written}}`);
  assert.equal(put('{ }', '/auth/token'), `{"auth":{"token":${written}} }`);
  assert.equal(put('{ "a" : 1 }', '/token'), `{ "a" : 1,"token":${written} }`);
  assert.equal(put('{"auth":{"x":1},"z":0}', '/auth/a/b'), `{"auth":{"x":1,"a":{"b":${written}}},"z":0}`);
});

test('escapes of a pointer and of a name mean the member that they stand for', () => {
  assert.equal(put('{"a/b":{"m~n":0}}', '/a~1b/m~0n'), `{"a/b":{"m~n":${written}}}`);
  assert.equal(put('{"t\\u006fken":0}', '/token'), `{"t\\u006fken":${written}}`);
  assert.equal(put('{"":{"":0}}', '//'), `{"":{"":${written}}}`);
  assert.equal(put('{"0":0}', '/0'), `{"0":${written}}`);
});

test('a pointer passes through elements of an array that are there', () => {
  assert.equal(put('{"a":[0,{"t":1}]}', '/a/1/t'), `{"a":[0,{"t":${written}}]}`);
  for (const pointer of ['/a/2/t', '/a/01/t', '/a/x/t', '/a/0/t', '/a/1', '/a/9999999999/t']) {
    assert.throws(() => put('{"a":[0,{"t":1}]}', pointer), refused, pointer);
  }
});

test('a scalar on the way, a member twice or one named __proto__ is refused', () => {
  const bodies = ['1', 'null', '"x"', '[]', '{"auth":1}', '{"auth":"x"}', '{"auth":null}', '{"auth":{},"auth":{}}'];
  const more = ['{"auth":{"token":1,"token":2}}', '{"auth":{"token":1,"t\\u006fken":2}}', '{"__proto__":{},"auth":{}}'];
  for (const body of [...bodies, ...more, '{"auth":{"__proto__":{"token":1}}}', '{"auth":{},"__prot\\u006f__":1}']) {
    assert.throws(() => put(body, '/auth/token'), refused, body);
  }
  assert.equal(put('{"a":{"x":1,"x":2},"t":0}', '/t'), `{"a":{"x":1,"x":2},"t":${written}}`, 'beside the way it stays');
});

test('what is not JSON is refused and not quoted', () => {
  for (const body of [
    '',
    '{',
    '{"a":1,}',
    "{'a':1}",
    '{"a":1}//',
    '/**/{}',
    '\ufeff{}',
    '{"a":01}',
    '{"a":NaN}',
    '{}{}',
  ]) {
    assert.throws(() => put(`${body}`, '/token'), refused, body);
  }
  assert.throws(
    () => put('{"password":"correct horse', '/token'),
    (error: Error) =>
      !JSON.stringify([error, error.message, error.cause]).includes('horse') && error.cause === undefined,
  );
});

test('nesting over 128 is refused without reading on, however deep it is', () => {
  const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
  assert.equal(put(`{"a":${nested(127, '[', ']')}}`, '/t').endsWith(`,"t":${written}}`), true);
  for (const depth of [128, 400_000]) {
    assert.throws(() => put(`{"a":${nested(depth, '[', ']')}}`, '/t'), refused, String(depth));
    assert.throws(() => put(`{"a":${nested(depth, '{"a":', '}').replace('a":}', 'a":0}')}}`, '/t'), refused);
  }
});

test('whatever the body, all of it reads back as before but for the place', () => {
  const json = fc.json({ maxDepth: 4 }).filter((text) => !text.includes('__proto__'));
  const property = fc.property(json, json, fc.string({ unit: 'grapheme' }), (one, other, value) => {
    const text = ` {"auth": ${one} ,"other":${other}}`;
    let edited: string;
    try {
      edited = put(text, '/auth/token', value);
    } catch (error) {
      return (error as { code?: string }).code === refused.code;
    }
    const before = JSON.parse(text);
    before.auth.token = value;
    assert.deepEqual(JSON.parse(edited), before);
    assert.ok(edited.endsWith(`,"other":${other}}`));
  });
  fc.assert(property, { numRuns: 1_000 });
});

test('a body at the limit is edited in little time', () => {
  const text = `{"list":[${'{"a":1},'.repeat(130_000)}0],"auth":{}}`;
  const start = cpuMs();
  put(text, '/auth/token');
  assert.ok(cpuMs() - start < 3_000);
});
