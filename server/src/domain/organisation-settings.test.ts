/** Settings: defaults for what is missing, and for what cannot be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings, effectiveSettings } from './organisation-settings.ts';

test('what is not stored, or stored as nonsense, is at its default', () => {
  const nonsense = [
    {},
    { deletionGuard: 'none', injectRejected: 'true' },
    { injectRejected: 1, other: true },
    ...[-1, 0.5, '24', 8_761, null, [1]].map((reverifyAfterHours) => ({ reverifyAfterHours })),
    ...['https://a.example', ['http://a.example'], ['https://a.example/'], ['https://*.example'], [1]].map(
      (returnOrigins) => ({ returnOrigins }),
    ),
    ...[7, '7', [0], [91], [1.5], ['7'], Array(11).fill(1)].map((expiryWarnings) => ({ expiryWarnings })),
  ];
  for (const stored of nonsense) {
    assert.deepEqual(effectiveSettings(stored), defaultSettings);
  }
});

test('what is stored holds', () => {
  const returnOrigins = ['https://app.example', 'http://localhost:3000'];
  const stored = {
    ...{ deletionGuard: 'any', injectRejected: true, expiryWarnings: [3], reverifyAfterHours: 24, returnOrigins },
    ...{ secondFactor: 'required', signIn: 'single-sign-on' },
  } as const;
  assert.deepEqual(effectiveSettings(stored), stored);
});
