import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type DrivenChangeFeed, type PolledChanges, startChangeFeed } from './change-feed.ts';

const HOUR_MS = 60 * 60_000;

describe('the change feed', () => {
  let feed: DrivenChangeFeed;
  let next: Partial<PolledChanges> | Error;
  let errors: unknown[];
  let pruned: number[];
  let polls: number;
  beforeEach(async () => {
    next = { at: 1 };
    errors = [];
    pruned = [];
    polls = 0;
    feed = await startChangeFeed({
      async poll() {
        polls++;
        if (next instanceof Error) throw next;
        return { changes: [], at: 1, isRolledBack: false, ...next };
      },
      prune: async (before) => void pruned.push(before),
      onError: (error) => errors.push(error),
      intervalMs: 5,
    });
  });
  afterEach(() => feed.stop());
  const twoPolls = async () => {
    for (const enough = polls + 2; polls < enough; ) await delay(2);
  };

  it('freshness stands still while polls fail, which is reported once, and moves when they succeed again', async () => {
    next = new Error('down');
    await twoPolls();
    assert.equal(feed.freshAt, 1);
    assert.deepEqual(errors, [next]);
    next = { at: 7 };
    await twoPolls();
    assert.equal(feed.freshAt, 7);
  });

  it('subscribers forget all after an hour without a poll and after a fail-over, and else never', async () => {
    let count = 0;
    feed.subscribe(
      () => {},
      () => count++,
    );
    next = { at: HOUR_MS };
    await twoPolls();
    assert.equal(count, 0);
    next = { at: 2 * HOUR_MS };
    await twoPolls();
    assert.equal(count, 1);
    next = { at: 2 * HOUR_MS, isRolledBack: true };
    await twoPolls();
    assert.ok(count >= 2);
  });

  it('changes older than an hour are pruned, no oftener than every ten minutes', async () => {
    next = { at: 1 + HOUR_MS / 6 };
    await twoPolls();
    await twoPolls();
    assert.deepEqual(pruned, [1 + HOUR_MS / 6 - HOUR_MS]);
  });

  it('polling ends with stop', async () => {
    await feed.stop();
    const before = polls;
    await delay(30);
    assert.equal(polls, before);
  });
});
