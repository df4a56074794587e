import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInstant } from './rfc3339.ts';

test('a timestamp with any offset names one instant', () => {
  const noon = Date.UTC(2026, 0, 31, 12);
  assert.equal(parseInstant('2026-01-31T12:00:00Z'), noon);
  assert.equal(parseInstant('2026-01-31t13:00:00.000+01:00'), noon);
  assert.equal(parseInstant('2026-01-31T12:00:00.123456Z'), noon + 123);
});

test('what is not a whole RFC 3339 timestamp of an existing day is refused', () => {
  for (const text of [
    '2026-02-30T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T12:00:60Z',
    '2026-01-31',
    '2026-01-31T12:00:00',
    '1769860800000',
    'tomorrow',
    '',
  ]) {
    assert.equal(parseInstant(text), undefined, text);
  }
});
