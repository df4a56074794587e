import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerDoubts } from './server-doubts.ts';

test('while a server is in doubt one asks at a time, more and more seldom, and an answer ends it', () => {
  let now = 0;
  const doubts = new ServerDoubts(() => now);
  const SECOND = 1_000;
  assert.equal(doubts.pauseOf('a'), undefined);
  doubts.note('a', 'unknown');
  assert.equal(doubts.pauseOf('a'), SECOND);
  assert.equal(doubts.pauseOf('b'), undefined);
  now = SECOND;
  assert.equal(doubts.pauseOf('a'), undefined, 'one is let through');
  assert.equal(doubts.pauseOf('a'), 16 * SECOND, 'the others wait for what comes of it');
  doubts.note('a', 'unknown');
  assert.equal(doubts.pauseOf('a'), 3 * SECOND);
  doubts.note('a', 'answered');
  assert.equal(doubts.pauseOf('a'), undefined);
});

test('an hour without an answer costs some connections, and not all that come in that time', () => {
  let now = 0;
  const doubts = new ServerDoubts(() => now);
  let sent = 0;
  for (; now < 3_600_000; now += 100) {
    if (doubts.pauseOf('a') !== undefined) continue;
    sent += 1;
    doubts.note('a', 'unknown');
  }
  assert.ok(sent < 25, `${sent}`);
});
