import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeywardError } from '@keyward/sdk';
import { Problem } from '../domain/problem.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { usageError } from './usage-error.ts';

test('each failure has the exit code of its kind', () => {
  const cases = [
    [usageError('--set takes name=value.'), 2],
    [new KeywardError('client/unreachable', 'No.', { retryable: true }), 3],
    [new Problem('store/unavailable'), 3],
    [new Problem('token/missing'), 4],
    [new KeywardError('token/invalid', 'No.', { status: 401 }), 4],
    [new KeywardError('credential/stale', 'No.', { status: 412 }), 5],
    [new KeywardError('credential/key-taken', 'No.', { status: 409 }), 5],
    [new KeywardError('credential/of-a-newer-api', 'No.', { status: 409 }), 5],
    [new KeywardError('credential/not-found', 'No.', { status: 404 }), 1],
    [new KeywardError('constructor', 'No.'), 1],
    [new Error('anything else'), 1],
    [undefined, 1],
  ] as const;
  for (const [error, code] of cases) assert.equal(exitCodeOf(error), code);
});

test('no code stands for two things', () => {
  const codes = Object.values(exitCodes).map(({ code }) => code);
  assert.equal(new Set(codes).size, codes.length);
});
