import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Compile } from 'typebox/schema';
import type { CredentialType } from './credential-type.ts';
import { schemaOf } from './schema-of.ts';
import { credentialTypes } from './types/index.ts';

function accepts(name: string, fields: Record<string, string>): boolean {
  const type = credentialTypes.find((candidate) => candidate.name === name)!;
  return Compile(schemaOf(type) as object).Check(fields);
}

test('the schema takes what the type takes, and names what is missing', () => {
  assert.equal(accepts('BasicAuth', { username: 'a', password: '' }), true);
  assert.equal(accepts('BasicAuth', { username: 'a:b', password: '' }), false);
  assert.equal(accepts('BasicAuth', { username: 'a' }), false);
  assert.equal(accepts('BasicAuth', { username: 'a', password: '', other: '' }), false);
  assert.equal(accepts('Default', { any: 'thing' }), true);
});

test('a field with a condition is asked for where that holds, and is not there elsewhere', () => {
  const direct = { privateKey: '-----BEGIN' };
  assert.equal(accepts('Jwt', direct), true);
  assert.equal(accepts('Jwt', { ...direct, mode: 'exchange' }), false);
  assert.equal(accepts('Jwt', { ...direct, mode: 'exchange', tokenUrl: 'https://a.example/token' }), true);
  assert.equal(accepts('Jwt', { ...direct, tokenUrl: 'https://a.example/token' }), false);
});

test('a condition that a default meets holds without the field', () => {
  const type: CredentialType = {
    name: 'T',
    title: 'T',
    description: 'T.',
    injection: [],
    fields: [
      { name: 'mode', title: 'M', help: 'M.', default: 'a', enum: ['a', 'b'] },
      { name: 'x', title: 'X', help: 'X.', required: true, when: { field: 'mode', in: ['a'] } },
    ],
  };
  const validator = Compile(schemaOf(type) as object);
  assert.deepEqual(
    [{}, { x: '1' }, { mode: 'b' }].map((value) => validator.Check(value)),
    [false, true, true],
  );
});

test('secrets are written only; a form hides those of one line and gives the others a box', () => {
  const { properties } = schemaOf(credentialTypes.find(({ name }) => name === 'Certificate')!) as {
    properties: Record<string, Record<string, unknown>>;
  };
  assert.deepEqual([properties.passphrase!.format, properties.passphrase!.writeOnly], ['password', true]);
  assert.deepEqual(
    [properties.privateKey!.format, properties.privateKey!['x-format'], properties.privateKey!['x-multiline']],
    [undefined, 'pem', true],
  );
});
