import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HeldMemory } from './held-memory.ts';

function counted(): { memory: HeldMemory; wiped: () => number } {
  let wiped = 0;
  return { memory: new HeldMemory(() => wiped++), wiped: () => wiped };
}

test('what nobody uses is wiped once it is retired, and only then', async () => {
  const { memory, wiped } = counted();
  memory.hold();
  memory.release();
  await nextTurn();
  assert.equal(wiped(), 0);
  memory.retire();
  await nextTurn();
  assert.equal(wiped(), 1);
});

test('what is in use is wiped when the last use ends', async () => {
  const { memory, wiped } = counted();
  memory.hold();
  memory.hold();
  memory.retire();
  await nextTurn();
  memory.release();
  await nextTurn();
  assert.equal(wiped(), 0);
  memory.release();
  assert.equal(wiped(), 1);
});

test('a use that begins in the turn of the retirement is no late one', async () => {
  const { memory, wiped } = counted();
  memory.retire();
  await Promise.resolve().then(() => memory.hold());
  await nextTurn();
  assert.equal(wiped(), 0);
  memory.release();
  assert.equal(wiped(), 1);
});

test('it is wiped once, however often it is retired', async () => {
  const { memory, wiped } = counted();
  memory.retire();
  memory.retire();
  await nextTurn();
  await nextTurn();
  memory.retire();
  await nextTurn();
  assert.equal(wiped(), 1);
});
