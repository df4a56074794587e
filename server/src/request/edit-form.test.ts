import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../domain/secret.ts';
import { editForm } from './edit-form.ts';

function put(text: string, name: string, value: string): string {
  return editForm(text, [{ name, value: new Secret(value) }]);
}

test('the field stands once, whatever spelling the caller used, and all others stay as they were', () => {
  const text = 'b=%zz&api+token=x&a=1+2&&%61pi%20token=y&api%20token&c';
  assert.equal(put(text, 'api token', 's&=+ é'), 'b=%zz&a=1+2&&c&api+token=s%26%3D%2B+%C3%A9');
});

test('a form without fields gets the one', () => {
  assert.equal(put('', 'token', 's'), 'token=s');
});

test('a field that only resembles it stays', () => {
  assert.equal(put('?token=1&Token=2&token[]=3', 'token', 's'), '?token=1&Token=2&token[]=3&token=s');
});
