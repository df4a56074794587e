import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.UTC(2026, 0, 31, 12, 0, 0);
const read = (...rawHeaders: string[]): number | undefined => retryAfterMs(rawHeaders, NOW);

test('seconds, and each of the three forms of a date', () => {
  assert.equal(read('Content-Type', 'text/plain', 'ReTrY-AfTeR', ' 120 '), 120_000);
  assert.equal(read('Retry-After', 'Sat, 31 Jan 2026 12:00:30 GMT'), 30_000);
  assert.equal(read('Retry-After', 'Saturday, 31-Jan-26 12:00:30 GMT'), 30_000);
  assert.equal(read('Retry-After', 'Sat Jan 31 12:00:30 2026'), 30_000);
  assert.equal(read('Retry-After', 'Sun Feb  1 12:00:00 2026'), 86_400_000);
});

test('a date is taken by the clock that wrote it, where the answer says how late it is there', () => {
  const ahead = ['Date', 'Sat, 31 Jan 2026 13:00:00 GMT', 'Retry-After', 'Sat, 31 Jan 2026 13:00:05 GMT'];
  assert.equal(read(...ahead), 5_000);
  assert.equal(read('Date', 'yesterday', 'Retry-After', 'Sat, 31 Jan 2026 12:00:05 GMT'), 5_000);
});

test('what is past, nothing, or neither seconds nor a date asks for nothing', () => {
  const none = [
    ...['', '0', '00', '-1', '+5', '1.5', '5s', '1e3', '0x10', '99999999999', 'soon', 'Infinity', '5, 6'],
    ...['Sat, 31 Jan 2026 12:00:00 GMT', 'Sat, 31 Jan 2026 11:59:59 GMT', 'Sat, 31 Jan 2026 99:00:30 GMT'],
    ...['2026-01-31T12:00:30Z', 'Sat, 31 Jan 2026 12:00:30', 'Sat, 31 Jan 2026 12:00:30 +0100', '31 Jan 2026'],
  ];
  for (const value of none) assert.equal(read('Retry-After', value), undefined, value);
  assert.equal(read('Retry-After', '5', 'Retry-After', '6'), undefined);
  assert.equal(read(), undefined);
});
