import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { cpuMs } from '../../../test/kit/cpu-time.ts';
import { typesOfConnections } from '../../domain/connection.ts';
import { typesNotForHttp } from '../../domain/credential.ts';
import { fieldsOf, parseTemplate } from '../../domain/template.ts';
import type { CredentialType, FieldSpec } from '../credential-type.ts';
import { credentialType, credentialTypes } from './index.ts';

const DEFAULT_MAX_LENGTH = 1_024;
const LONG = 40_000;
const LIMIT_MS = 500;

function eachField(check: (spec: FieldSpec, type: CredentialType) => void): void {
  for (const type of credentialTypes) for (const spec of type.fields) check(spec, type);
}

function secretsOf({ fields }: CredentialType): string[] {
  return fields.filter(({ secret }) => secret).map(({ name }) => name);
}

test('every file of the folder is in the index, and every type is there once', async () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !file.startsWith('index.'));
  const exported = await Promise.all(files.map((file) => import(new URL(file, import.meta.url).href)));
  const types = exported.flatMap((module: Record<string, CredentialType>) => Object.values(module));
  assert.deepEqual(new Set(types), new Set(credentialTypes));
  assert.equal(types.length, credentialTypes.length);
});

test('names of types are unique and in capitals; names of fields are unique and fit for a template', () => {
  const names = credentialTypes.map(({ name }) => name);
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
  for (const name of names) assert.match(name, /^(?:[A-Z][A-Za-z0-9]*)$/);
  for (const { fields } of credentialTypes) {
    assert.equal(new Set(fields.map(({ name }) => name)).size, fields.length);
    for (const { name } of fields) assert.deepEqual(fieldsOf(parseTemplate(`\${${name}}`)), [name]);
  }
});

test('no field has a name that every object has', () => {
  eachField(({ name }) => assert.equal(name in {}, false, name));
});

test('a type is found by its exact name, and nothing else is one', () => {
  for (const type of credentialTypes) if (!type.isConnected) assert.equal(credentialType(type.name), type);
  for (const name of ['', 'apikey', 'constructor', '__proto__', 'ApiKey ']) {
    assert.throws(() => credentialType(name), { code: 'credential/type-unknown' }, name);
  }
});

test('a type that a connection makes is described, and no body of values makes it', () => {
  const connected = credentialTypes.filter(({ isConnected }) => isConnected).map(({ name }) => name);
  assert.deepEqual(new Set(connected), typesOfConnections);
  assert.deepEqual(connected, ['OAuth2', 'OAuth2Refresh', 'OAuthAlias']);
  for (const name of connected) assert.throws(() => credentialType(name), { code: 'credential/use-connections' });
});

test('what is connected to and not called is told apart by its type', () => {
  const names = credentialTypes.filter(({ connection }) => connection).map(({ name }) => name);
  assert.deepEqual(new Set(names), typesNotForHttp);
});

test('conditions of fields read a field of the type that takes these values', () => {
  eachField(({ name, when }, { fields }) => {
    if (!when) return;
    const values = fields.find((field) => field.name === when.field && !field.secret)?.enum;
    for (const value of when.in) assert.ok(values?.includes(value), `${name}: ${value}`);
  });
});

test('patterns compile under both flags that apply them: `u` here and `v` in forms', () => {
  eachField(({ name, pattern }) => {
    for (const flag of pattern === undefined ? [] : ['u', 'v']) {
      assert.doesNotThrow(() => new RegExp(`^(?:${pattern})$`, flag), `${name} ${flag}`);
    }
  });
});

test('no pattern is ruinous: what almost matches is refused in little time', () => {
  const units = ['a', '/', '0', '-', '.', ' ', ':', 'a.', 'aa/', '%41', 'a@', 'é', '"', "'"];
  eachField(({ name, pattern }) => {
    if (pattern === undefined) return;
    const anchored = new RegExp(`^(?:${pattern})$`, 'u');
    for (const unit of units) {
      const start = cpuMs();
      for (const end of ['\n', '\u0000', ':']) anchored.test(`/${unit.repeat(LONG / unit.length)}${end}`);
      assert.ok(cpuMs() - start < LIMIT_MS, `${name}: ${unit}`);
    }
  });
});

test('examples and defaults obey the rules of their own field', () => {
  eachField(({ name, pattern, example, default: preset, enum: values, maxLength = DEFAULT_MAX_LENGTH }, type) => {
    for (const value of [example, preset]) {
      if (value === undefined) continue;
      if (pattern !== undefined) assert.match(value, new RegExp(`^(?:${pattern})$`, 'u'), `${type.name}.${name}`);
      if (values) assert.ok(values.includes(value), `${type.name}.${name}`);
      assert.ok(value.length <= maxLength, `${type.name}.${name}`);
    }
  });
});

test('a secret field has no default and no example, and every field has a title and a sentence', () => {
  eachField(({ name, title, help, secret, default: preset, example }) => {
    if (secret) assert.deepEqual([preset, example], [undefined, undefined], name);
    assert.ok(title.length > 0 && /[.`]$/.test(help), name);
  });
});

test('injection templates read fields of the type only, and leave out no secret of a type that injects', () => {
  for (const type of credentialTypes) {
    const names = type.fields.map(({ name }) => name);
    const read = type.injection.flatMap(({ value, inputs = {} }) =>
      [value, ...Object.values(inputs)].flatMap((template) => fieldsOf(parseTemplate(template))),
    );
    for (const field of read) assert.ok(names.includes(field), `${type.name}: ${field}`);
    const ofTokens = type.fields.filter(({ isForTokens }) => isForTokens).map(({ name }) => name);
    for (const field of ofTokens) assert.ok(type.isConnected && !read.includes(field), `${type.name}: ${field}`);
    const called = secretsOf(type).filter((name) => !ofTokens.includes(name));
    for (const secret of type.injection.length > 0 ? called : [])
      assert.ok(read.includes(secret), `${type.name}: ${secret}`);
  }
});

test('names and conditions of steps, and the test path, read fields that are not secret', () => {
  for (const type of credentialTypes) {
    const plain = type.fields.filter(({ secret }) => !secret);
    const read = type.injection.flatMap(({ name = '', tokenUrl = '', when }) => [
      ...fieldsOf(parseTemplate(name)),
      ...fieldsOf(parseTemplate(tokenUrl)),
      ...(when ? [when.field] : []),
    ]);
    const all = [...read, ...(type.testPathField === undefined ? [] : [type.testPathField])];
    for (const field of all) assert.ok(plain.map(({ name }) => name).includes(field), `${type.name}: ${field}`);
    for (const { when } of type.injection) {
      const values = plain.find(({ name }) => name === when?.field)?.enum;
      if (when && values) assert.ok(values.includes(when.equals), `${type.name}: ${when.equals}`);
    }
  }
});

test('the user name of BasicAuth takes no colon, which would begin the password', () => {
  const { pattern } = credentialType('BasicAuth').fields.find(({ name }) => name === 'username')!;
  const anchored = new RegExp(`^(?:${pattern})$`, 'u');
  for (const name of ['a:b', ':', '', 'a\n', '\u0000']) assert.equal(anchored.test(name), false, JSON.stringify(name));
  for (const name of ['a', 'user@example.com', 'é x']) assert.equal(anchored.test(name), true, name);
});

test('a test path is a path: it begins with a slash and has neither query nor fragment nor backslash', () => {
  const { pattern } = credentialType('ApiKey').fields.find(({ name }) => name === 'testPath')!;
  const anchored = new RegExp(`^(?:${pattern})$`, 'u');
  for (const path of ['v1', '', '/a#b', '/a\\b', '/a b', '/a\n', 'https://evil.example', '/é']) {
    assert.equal(anchored.test(path), false, JSON.stringify(path));
  }
  for (const path of ['/', '/v1/me', '/a?b=c', "/a-b_c~d.!$&'()*+,;=:@%20"])
    assert.equal(anchored.test(path), true, path);
});
