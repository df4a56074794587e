import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpenName, policyFieldNames, shapeType } from './shape-type.ts';
import { credentialType } from './types/index.ts';

const open = credentialType('Default');
const secretsOf = (type: typeof open) => type.fields.filter((spec) => spec.secret).map((spec) => spec.name);

test('an open type has the names that are used, all secret unless some are named', () => {
  assert.deepEqual(secretsOf(shapeType(open, { names: ['b', 'a', 'b'] })), ['a', 'b']);
  assert.deepEqual(secretsOf(shapeType(open, { names: ['a', 'b'], redactFields: ['b', 'c'] })), ['b']);
  assert.deepEqual(secretsOf(shapeType(open, { names: ['a'], redactFields: [] })), []);
});

test('a closed type keeps its fields and its rule, whatever a credential says', () => {
  const apiKey = credentialType('ApiKey');
  const shape = { names: ['other'], redactFields: [], injection: [{ into: 'query', name: 'q', value: 'x' }] } as const;
  assert.deepEqual(shapeType(apiKey, shape), apiKey);
});

test('a name that every object has, or that stands for all, is no name of a field', () => {
  for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty', '*', '', 'a b', '-a', 'a/b']) {
    assert.equal(isOpenName(name), false, name);
    assert.deepEqual(shapeType(open, { names: [name] }).fields, []);
  }
  for (const name of ['a', '0', 'client_id', 'a.b-c', 'x'.repeat(128)]) assert.equal(isOpenName(name), true, name);
});

test('the policy of an open type lists what its rule reads, and all others by one entry', () => {
  const type = shapeType(open, { names: ['a', 'b', 'c'], redactFields: ['a', 'b'] });
  assert.deepEqual(policyFieldNames(type, ['a', 'c']), ['a', '*']);
  assert.deepEqual(policyFieldNames(credentialType('Raw'), []), ['raw']);
});
