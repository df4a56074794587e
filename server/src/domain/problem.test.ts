import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem, type ProblemCode, problems, toProblem } from './problem.ts';
import type { ProblemEntry } from './problems/problem-entry.ts';

const entries = Object.entries(problems) as [ProblemCode, ProblemEntry][];

test('every code is noun/what-is-wrong, with an error status, one line of title and some advice', () => {
  for (const [code, { status, title, advice }] of entries) {
    assert.match(code, /^[a-z]+(?:-[a-z]+)*\/[a-z][a-z0-9]*(?:-[a-z]+)*$/);
    assert.ok(status >= 400 && status < 600, code);
    assert.match(title, /^[A-Z].*[^.]$/, code);
    assert.match(advice, /^[^\n]+\.$/s, code);
  }
});

test('no two codes share a title', () => {
  const titles = entries.map(([, { title }]) => title);
  assert.deepEqual(
    titles.filter((title, index) => titles.indexOf(title) !== index),
    [],
  );
});

test('what may succeed later is told by a status that says so', () => {
  const retryable = entries.filter(([, entry]) => entry.retryable).map(([, { status }]) => status);
  for (const status of retryable) assert.ok([408, 409, 425, 429, 500, 502, 503, 504].includes(status), String(status));
});

test('the body has what the table and the thrower say, and nothing of the cause', () => {
  const cause = new Error('correct-horse');
  const errors = [{ path: '/name', message: 'is required' }];
  const problem = new Problem('token/forbidden', { detail: 'Not you.', errors, roles: ['owner'], cause });
  const { status, title } = problems['token/forbidden'];
  const type = 'urn:keyward:problem:token:forbidden';
  const expected = { type, code: 'token/forbidden', status, title, detail: 'Not you.', errors, roles: ['owner'] };
  assert.deepEqual(problem.toBody(), expected);
  assert.deepEqual(problem.toBody('req_1'), { ...expected, requestId: 'req_1' });
  assert.equal(problem.cause, cause);
});

test('members that were not given are absent, not null', () => {
  assert.deepEqual(Object.keys(new Problem('grant/refused').toBody()), ['type', 'code', 'status', 'title']);
});

test('a Problem stays itself; anything else thrown becomes internal/unexpected that quotes nothing of it', () => {
  const problem = new Problem('grant/refused');
  assert.equal(toProblem(problem), problem);
  for (const thrown of [new TypeError('correct-horse'), 'correct-horse', { code: 'grant/refused' }, null, undefined]) {
    const made = toProblem(thrown);
    assert.equal(made.code, 'internal/unexpected');
    assert.equal(made.cause, thrown);
    assert.doesNotMatch(made.message + JSON.stringify(made.toBody()), /correct-horse/);
  }
});
