/** Settings: defaults for what is missing, and for what cannot be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings, effectiveSettings } from './organisation-settings.ts';

test('what is not stored, or stored as nonsense, is at its default', () => {
  for (const stored of [{}, { deletionGuard: 'none', injectRejected: 'true' }, { injectRejected: 1, other: true }]) {
    assert.deepEqual(effectiveSettings(stored), defaultSettings);
  }
});

test('what is stored holds', () => {
  const stored = { deletionGuard: 'any', injectRejected: true } as const;
  assert.deepEqual(effectiveSettings(stored), stored);
});
