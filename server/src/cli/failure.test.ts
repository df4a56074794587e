import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeywardError } from '@keyward/sdk';
import { Problem, problems } from '../domain/problem.ts';
import { describeFailure } from './failure.ts';

test('a known code is told with what is wrong and what to do', () => {
  const { advice } = problems['token/missing'];
  const expected = `error token/missing\n  No token.\n  ${advice}`;
  assert.equal(describeFailure(new Problem('token/missing', { detail: 'No token.' })), expected);
  assert.equal(describeFailure(new KeywardError('token/missing', 'No token.')), expected);
});

test('each line of a message is indented below the code', () => {
  const text = describeFailure(new KeywardError('request/invalid', 'Two rules.\n/key is taken\n/name is required'));
  assert.deepEqual(text.split('\n').slice(1, 4), ['  Two rules.', '  /key is taken', '  /name is required']);
});

test('an unreachable Keyward is told with how to start it', () => {
  assert.match(describeFailure(new KeywardError('client/unreachable', 'No connection.')), /keyward serve/);
});

test('a code that is not known, or a name that every object has, is told without advice', () => {
  for (const code of ['client/unexpected-answer', 'constructor', 'toString', '__proto__']) {
    assert.equal(describeFailure(new KeywardError(code, 'What.')), `error ${code}\n  What.`);
  }
});

test('of any other error nothing but its code is told: messages may quote a secret', () => {
  const quoting = Object.assign(new Error('correct-horse'), { code: 'ENOENT', path: 'correct-horse' });
  assert.equal(describeFailure(quoting), 'error internal/unexpected (ENOENT)');
  for (const thrown of [new Error('correct-horse'), 'correct-horse', { message: 'correct-horse' }, undefined]) {
    assert.equal(describeFailure(thrown), 'error internal/unexpected');
  }
});

test('the cause of a failure is not told', () => {
  const cause = new Error('correct-horse');
  const { message } = new Problem('store/unavailable');
  assert.ok(describeFailure(new Problem('store/unavailable', { cause })).includes(message));
  assert.doesNotMatch(describeFailure(new Problem('store/unavailable', { cause })), /correct-horse/);
  assert.doesNotMatch(describeFailure(new KeywardError('client/unreachable', 'No.', { cause })), /correct-horse/);
});

test('text of another host does not steer the terminal', () => {
  const text = describeFailure(new KeywardError('a\u001b[2J', 'b\u001b]0;title\u0007\r\u009bc\td'));
  assert.equal(text, 'error a?[2J\n  b?]0;title???c?d');
});
