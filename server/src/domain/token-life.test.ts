import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from './connection.ts';
import { nextRenewalOf } from './token-life.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

function nextOf(of: Partial<Connection>, secrets: Record<string, number> = { accessToken: 1, refreshToken: 1 }) {
  const about = { organisationId: 'org_a', credentialId: 'cred_a', configurationId: 'oac_a', failures: 0 };
  return nextRenewalOf({ ...about, grant: 'authorization_code', obtainedAt: 0, ...of }, secrets);
}

test('the next renewal is when the token is due, when a pause is over, or when an idle one is kept alive', () => {
  const hour = { accessExpiresAt: HOUR, keepAliveAt: WEEK };
  assert.equal(nextOf(hour), HOUR - 300_000);
  assert.equal(nextOf({ ...hour, retryAt: HOUR }), HOUR);
  assert.equal(nextOf({ ...hour, accessExpiresAt: 2 * WEEK }), WEEK);
  assert.equal(nextOf({ keepAliveAt: WEEK }), WEEK);
  assert.equal(nextOf({}), undefined);
  assert.equal(nextOf({ accessExpiresAt: HOUR }, { accessToken: 1 }), undefined, 'nothing renews it');
  const byClient = { grant: 'client_credentials', accessExpiresAt: HOUR } as const;
  assert.equal(nextOf(byClient, { accessToken: 1 }), HOUR - 300_000);
});
