import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem, type ProblemCode, problems } from '../../domain/problem.ts';
import { decodeWire, encodeWire, problemFromWire } from './wire.ts';

test('bytes come back as bytes, Buffer or Uint8Array, however deep they lie', () => {
  const property = fc.property(fc.uint8Array(), (bytes) => {
    const given = { a: [{ b: bytes }], c: Buffer.from(bytes) };
    assert.deepEqual(decodeWire(encodeWire(given)), { a: [{ b: Buffer.from(bytes) }], c: Buffer.from(bytes) });
  });
  fc.assert(property);
});

test('everything else that JSON has comes back the same', () => {
  const property = fc.property(fc.jsonValue(), (value) => {
    assert.deepEqual(decodeWire(encodeWire(value)), JSON.parse(JSON.stringify(value)));
  });
  fc.assert(property, { numRuns: 500 });
});

test('text that is no JSON is request/malformed, and quoted nowhere', () => {
  for (const text of ['', '{', 'correct-horse', '{"a":correct-horse}', '\ufeff{}', "{'a':1}"]) {
    assert.throws(
      () => decodeWire(text),
      (error: Problem) => error.code === 'request/malformed' && !`${error.stack}${error.cause}`.includes('horse'),
      text,
    );
  }
});

test('every problem is rebuilt as it was thrown, without its cause', () => {
  for (const code of Object.keys(problems) as ProblemCode[]) {
    const errors = [{ path: '/a', message: 'is wrong' }];
    const thrown = new Problem(code, { detail: 'What.', errors, roles: ['owner'], cause: new Error('correct-horse') });
    for (const given of [thrown, new Problem(code)]) {
      const rebuilt = problemFromWire(decodeWire(encodeWire(given.toBody('req_1'))));
      assert.deepEqual(rebuilt.toBody(), given.toBody());
      assert.equal(rebuilt.cause, undefined);
    }
  }
});

test('an answer that is no problem of the table is broker/unavailable', () => {
  const codes = [
    'no/such',
    '',
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    5,
    null,
    ['grant/refused'],
    {},
  ];
  const bodies = [...codes.map((code) => ({ code })), {}, null, undefined, 'text', 7, [], Buffer.from('a')];
  for (const body of bodies) {
    const problem = problemFromWire(body);
    assert.deepEqual([problem.code, problem.status], ['broker/unavailable', 503], JSON.stringify(body));
  }
});

test('prototype keys are data: nothing is inherited from them and no prototype changes', () => {
  const text =
    '{"__proto__":{"token":"x"},"constructor":{"prototype":{"token":"x"}},"$bytes":{"__proto__":{"token":"x"}}}';
  const decoded = decodeWire(text) as Record<string, unknown>;
  assert.equal(decoded.token, undefined);
  assert.equal(Object.getPrototypeOf(decoded), Object.prototype);
  assert.equal(({} as Record<string, unknown>).token, undefined);
  assert.equal(problemFromWire(decodeWire('{"__proto__":{"code":"grant/refused"}}')).code, 'broker/unavailable');
});
