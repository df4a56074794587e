import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type DatabaseClock, startDatabaseClock } from './database-clock.ts';

const DAY_MS = 86_400_000;
const AT = 1_760_000_000_000;

let clock: DatabaseClock | undefined;
afterEach(() => clock?.stop());

for (const [what, start] of [
  ['a day ahead', AT + DAY_MS],
  ['a day behind', AT - DAY_MS],
  ['at zero', 0],
] as const) {
  test(`a node whose own time is ${what} tells database time`, async () => {
    let own = start;
    let database = AT;
    clock = await startDatabaseClock({ now: async () => database }, { counter: () => own, intervalMs: 60_000 });
    assert.equal(clock.now(), AT);
    own += 1500;
    database += 1500;
    assert.equal(clock.now(), AT + 1500);
  });
}

test('a database clock that is set is followed with the next measurement', async () => {
  let database = AT;
  clock = await startDatabaseClock({ now: async () => database }, { counter: () => 5, intervalMs: 5 });
  database -= DAY_MS;
  while (clock.now() !== AT - DAY_MS) await delay(5);
});

test('the time that a measurement takes is shared between its halves, and a slow one is not believed', async () => {
  let own = 0;
  let tookMs = 100;
  const now = async () => {
    own += tookMs;
    return AT + own - tookMs / 2;
  };
  clock = await startDatabaseClock({ now }, { counter: () => own, intervalMs: 1 });
  assert.equal(clock.now(), AT + own);
  tookMs = 4000;
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, 50);
  await promise;
  assert.equal(clock.now(), AT + own);
});

test('while the store is silent the clock goes on, and the first failure of several is told', async () => {
  let own = 0;
  let isFailing = false;
  const errors: unknown[] = [];
  const now = async () => {
    if (isFailing) throw new Error('gone');
    return AT + own;
  };
  const onError = (error: unknown): void => void errors.push(error);
  clock = await startDatabaseClock({ now }, { counter: () => own, intervalMs: 2, onError });
  isFailing = true;
  await delay(50);
  own += 700;
  assert.equal(clock.now(), AT + 700);
  assert.equal(errors.length, 1);
});

test('a clock that cannot be set at all does not start', async () => {
  const now = () => Promise.reject(new Error('gone'));
  await assert.rejects(startDatabaseClock({ now }), { message: 'gone' });
});
