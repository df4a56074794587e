import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAttempts } from './attempts.ts';

test('catalogue 22: an organisation may try thirty times at once, then each two seconds, whatever others do', () => {
  let now = 0;
  const attempts = createAttempts(() => now);
  for (let i = 0; i < 30; i++) attempts.count('org_a');
  assert.throws(() => attempts.count('org_a'), { code: 'request/rate-limited' });
  attempts.count('org_b');
  now = 1_999;
  assert.throws(() => attempts.count('org_a'), { code: 'request/rate-limited', retryAfterMs: 1 });
  now = 2_000;
  attempts.count('org_a');
  assert.throws(() => attempts.count('org_a'), { code: 'request/rate-limited', retryAfterMs: 2_000 });
});
