import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../../domain/problem.ts';
import { HeldToken } from './held-token.ts';

/** A token that is made anew each time, for so long, by a clock that the test turns. */
function held(termMs: number, make: (count: number) => string = (count) => `t${count}`) {
  const state = { now: 1_000_000, made: 0 };
  const token = new HeldToken(async () => {
    state.made++;
    return { value: make(state.made), termMs };
  });
  return { state, get: async () => token.get(() => state.now) };
}

test('callers that come at once wait for the same token', async () => {
  const { state, get } = held(600_000);
  assert.deepEqual(new Set(await Promise.all(Array.from({ length: 50 }, get))), new Set(['t1']));
  assert.equal(state.made, 1);
});

test('a token is kept until a minute before its end, and a short one for four fifths of its term', async () => {
  for (const [termMs, keptMs] of [
    [600_000, 540_000],
    [60_000, 48_000],
  ] as const) {
    const { state, get } = held(termMs);
    await get();
    state.now += keptMs - 1;
    assert.equal(await get(), 't1');
    state.now += 1;
    assert.equal(await get(), 't2');
  }
});

test('after a refusal nobody is asked for five seconds, and then again', async () => {
  const { state, get } = held(600_000, (count) => {
    if (count === 1) throw new Problem('credential/token-refused');
    return 'good';
  });
  for (let i = 0; i < 3; i++) await assert.rejects(get(), { code: 'credential/token-refused' });
  assert.equal(state.made, 1);
  state.now += 5_000;
  assert.equal(await get(), 'good');
});

test('a failure of the way there is tried again at once', async () => {
  const { get } = held(600_000, (count) => {
    if (count === 1) throw new Problem('upstream/unreachable');
    return 'good';
  });
  await assert.rejects(get(), { code: 'upstream/unreachable' });
  assert.equal(await get(), 'good');
});
