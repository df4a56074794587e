import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../domain/problem.ts';
import { beginAnew, Superseded } from './begin-anew.ts';

/** Runs what throws these in turn, and then nothing. */
async function run(...errors: Error[]): Promise<number[]> {
  const left: number[] = [];
  await beginAnew(async ({ attemptsLeft }) => {
    left.push(attemptsLeft);
    const error = errors.shift();
    if (error) throw error;
  });
  return left;
}

test('what is superseded begins anew, up to twice', async () => {
  assert.deepEqual(await run(), [2]);
  assert.deepEqual(await run(new Superseded()), [2, 1]);
  assert.deepEqual(await run(new Superseded(), new Superseded()), [2, 1, 0]);
  await assert.rejects(run(new Superseded(), new Superseded(), new Superseded()), { code: 'credential/changed' });
});

test('any other refusal stands', async () => {
  await assert.rejects(run(new Problem('token/invalid')), { code: 'token/invalid' });
  await assert.rejects(run(new Superseded(), new Problem('credential/not-found')), { code: 'credential/not-found' });
});
