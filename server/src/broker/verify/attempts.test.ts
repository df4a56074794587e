import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttempts } from './attempts.ts';

const limited = { code: 'request/rate-limited' };

test('catalogue 22: an organisation may try thirty times at once, then each two seconds, whatever others do', () => {
  let now = 0;
  const attempts = createAttempts(() => now);
  for (let i = 0; i < 30; i++) attempts.count('org_a', `cred_${i}`);
  assert.throws(() => attempts.count('org_a', 'cred_new'), limited);
  attempts.count('org_b', 'cred_0');
  now = 1_999;
  assert.throws(() => attempts.count('org_a', 'cred_new'), { ...limited, retryAfterMs: 1 });
  now = 2_000;
  attempts.count('org_a', 'cred_new');
  assert.throws(() => attempts.count('org_a', 'cred_new'), { ...limited, retryAfterMs: 2_000 });
});

test('catalogue 22: one credential may be tried ten times at once, then each six seconds, and what is refused takes nothing', () => {
  let now = 0;
  const attempts = createAttempts(() => now);
  for (let i = 0; i < 10; i++) attempts.count('org_a', 'cred_a');
  for (let i = 0; i < 50; i++) assert.throws(() => attempts.count('org_a', 'cred_a'), limited);
  attempts.count('org_a', 'cred_b');
  now = 6_000;
  attempts.count('org_a', 'cred_a');
  assert.throws(() => attempts.count('org_a', 'cred_a'), { ...limited, retryAfterMs: 6_000 });
});
