/** Which events a change of a credential makes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Credential } from '../domain/credential.ts';
import { type CredentialChange, eventsOf } from './credential-events.ts';

const record: Credential = {
  organisationId: 'org_a',
  id: 'cred_a',
  solutionId: '',
  key: 'finnhub',
  name: 'Finnhub',
  labels: { customer: 'acme' },
  type: 'ApiKey',
  fields: { in: 'header', name: 'x-private' },
  secrets: { apiKey: 1 },
  policyHash: 'c0ffee',
  status: 'valid',
  errors: [],
  verification: { verdict: 'unverified', steps: [] },
  version: 1,
  createdAt: 1,
  createdBy: 'tok_a',
  updatedAt: 1,
  updatedBy: 'tok_a',
};

const typesOf = (change: Omit<CredentialChange, 'actor'>) =>
  eventsOf({ ...change, actor: 'tok_a' }).map(({ type }) => type);
const judged = (verdict: 'accepted' | 'rejected' | 'unverified') => ({
  ...record,
  verification: { verdict, steps: [] },
});

test('an event says which credential it is about and what has become of it, and nothing of fields, names or secrets', () => {
  const [created] = eventsOf({ record: { ...record, solutionId: 'sol_a', expiresAt: 0 }, actor: 'tok_a' });
  assert.deepEqual(created, {
    organisationId: 'org_a',
    type: 'credential.created',
    solutionId: 'sol_a',
    credentialId: 'cred_a',
    credentialKey: 'finnhub',
    data: {
      organisationId: 'org_a',
      solutionId: 'sol_a',
      credentialId: 'cred_a',
      key: 'finnhub',
      type: 'ApiKey',
      labels: { customer: 'acme' },
      status: 'valid',
      verdict: 'unverified',
      version: 1,
      expiresAt: '1970-01-01T00:00:00.000Z',
      actor: 'tok_a',
    },
  });
});

test('a change of the record is an update, a verdict is none, and a change that unsettles the verdict is both', () => {
  const updated = { ...record, version: 2 };
  assert.deepEqual(typesOf({ record }), ['credential.created']);
  assert.deepEqual(typesOf({ record: updated, former: record }), ['credential.updated']);
  assert.deepEqual(typesOf({ record: judged('accepted'), former: record }), ['credential.verdict-changed']);
  assert.deepEqual(typesOf({ record: judged('accepted'), former: judged('accepted') }), []);
  assert.deepEqual(typesOf({ record: updated, former: judged('accepted') }), [
    'credential.updated',
    'credential.verdict-changed',
  ]);
  const [changed] = eventsOf({ record: judged('accepted'), former: judged('rejected'), actor: 'tok_a' });
  assert.deepEqual([changed!.data.previousVerdict, changed!.data.verdict], ['rejected', 'accepted']);
});

test('a refusal by the API and a connection to be made again are told once, when they come', () => {
  const rejected = ['credential.verdict-changed', 'credential.rejected'];
  assert.deepEqual(typesOf({ record: judged('rejected'), former: record }), rejected);
  assert.deepEqual(typesOf({ record: judged('rejected'), former: judged('rejected') }), []);
  const lost = { ...record, status: 'reconnect_required', version: 2 } as const;
  assert.deepEqual(typesOf({ record: lost, former: record }), ['credential.updated', 'credential.reconnect-required']);
  assert.deepEqual(typesOf({ record: { ...lost, version: 3 }, former: lost }), ['credential.updated']);
});

test('the end of a credential is one event, whatever its verdict was', () => {
  for (const status of ['deleted', 'expired'] as const) {
    const ended = { ...record, status, version: 2 };
    assert.deepEqual(typesOf({ record: ended, former: judged('accepted') }), [`credential.${status}`]);
  }
});
