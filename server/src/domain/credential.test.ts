import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Credential, type CredentialStatus, unusableReason, type Verdict } from './credential.ts';
import type { ProblemCode } from './problem.ts';

const NOW = 1_760_000_000_000;

function credential(changes: Partial<Credential> = {}): Credential {
  return {
    organisationId: 'org_1',
    id: 'cred_1',
    solutionId: '',
    key: 'finnhub',
    labels: {},
    type: 'ApiKey',
    baseUrl: 'https://api.example',
    fields: {},
    secrets: { apiKey: 1 },
    status: 'valid',
    errors: [],
    verification: { verdict: 'unverified', steps: [] },
    version: 1,
    createdAt: NOW,
    createdBy: 'tok_1',
    updatedAt: NOW,
    updatedBy: 'tok_1',
    ...changes,
  };
}

test('a valid credential with an origin is used, verified or not', () => {
  for (const verdict of ['accepted', 'unverified'] as Verdict[]) {
    assert.equal(unusableReason(credential({ verification: { verdict, steps: [] } }), NOW), undefined);
  }
});

test('every other status has its own reason', () => {
  const reasons: Record<Exclude<CredentialStatus, 'valid'>, ProblemCode> = {
    deleted: 'credential/not-found',
    expired: 'credential/expired',
    invalid: 'credential/invalid',
    reconnect_required: 'connection/reconnect-required',
    incomplete: 'credential/incomplete',
  };
  for (const [status, reason] of Object.entries(reasons)) {
    assert.equal(unusableReason(credential({ status: status as CredentialStatus }), NOW), reason, status);
  }
});

test('from its expiry on a credential is expired, and not a millisecond before', () => {
  assert.equal(unusableReason(credential({ expiresAt: NOW + 1 }), NOW), undefined);
  assert.equal(unusableReason(credential({ expiresAt: NOW }), NOW), 'credential/expired');
  assert.equal(unusableReason(credential({ expiresAt: NOW - 1 }), NOW), 'credential/expired');
});

test('a credential that its API has rejected is not sent again', () => {
  const verification = { verdict: 'rejected', steps: [] } as const;
  assert.equal(unusableReason(credential({ verification }), NOW), 'credential/rejected');
});

test('a credential bound to no origin goes nowhere', () => {
  const { baseUrl, ...unbound } = credential();
  assert.equal(unusableReason(unbound, NOW), 'credential/no-origin');
  assert.equal(unusableReason({ ...unbound, allowedOrigins: [baseUrl!] }, NOW), undefined);
});
