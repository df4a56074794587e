import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../domain/problem.ts';
import type { Store } from '../store/store.ts';
import { createRegistry, expose } from './registry.ts';
import { createStoreErrors, exposeChangeFeed } from './store-metrics.ts';

/** A store that fails with what it is given. */
function failing(error: unknown): Store {
  const fail = () => Promise.reject(error);
  return { transaction: fail, now: fail, changes: { freshAt: 5_000 } } as unknown as Store;
}

test('failures of the store are counted by what was asked of it, and go on as they are', async () => {
  const registry = createRegistry();
  const errors = createStoreErrors(registry);
  const gone = new Problem('store/unavailable');
  await assert.rejects(errors.counted(failing(gone)).now(), gone);
  const bug = new Error('bug');
  for (let n = 0; n < 2; n++)
    await assert.rejects(
      errors.counted(failing(bug)).transaction(async () => undefined),
      bug,
    );
  errors.inBackground();
  const { text } = await expose(registry);
  assert.match(text, /^keyward_store_errors_total\{operation="clock"\} 1$/m);
  assert.match(text, /^keyward_store_errors_total\{operation="transaction"\} 2$/m);
  assert.match(text, /^keyward_store_errors_total\{operation="background"\} 1$/m);
});

test('what a transaction refuses is no failure of the store', async () => {
  const registry = createRegistry();
  const refused = failing(new Problem('credential/key-taken'));
  await assert.rejects(
    createStoreErrors(registry)
      .counted(refused)
      .transaction(async () => undefined),
  );
  assert.match((await expose(registry)).text, /operation="transaction"\} 0$/m);
});

test('the age of what is known of changes is in seconds, and never below none', async () => {
  for (const [now, age] of [
    [6_500, '1.5'],
    [4_000, '0'],
  ] as const) {
    const registry = createRegistry();
    exposeChangeFeed(registry, failing(undefined), () => now);
    assert.ok((await expose(registry)).text.includes(`keyward_change_feed_age_seconds ${age}\n`));
  }
});
