import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConsumerNames } from './consumer-names.ts';
import { UseBuffer } from './use-buffer.ts';

test('one id in two organisations is two credentials, each with a last use of its own', () => {
  const buffer = new UseBuffer();
  for (const organisationId of ['org_one', 'org_two']) {
    const subject = {
      organisationId,
      credentialId: 'cred_same',
      tokenId: 'tok_a',
      consumer: '',
      origin: 'https://a.example',
    };
    buffer.admit(subject, 1_000, 0);
  }
  const { credentials } = buffer.take()!;
  assert.deepEqual([...credentials.values()].map(({ organisationId }) => organisationId).sort(), [
    'org_one',
    'org_two',
  ]);
});

test('of each credential the first thousand names of an hour count, whatever others bear', () => {
  const names = new ConsumerNames();
  for (let i = 0; i < 1_000; i++) assert.equal(names.add('one', `c${i}`, 0), `c${i}`);
  assert.equal(names.add('one', 'late', 0), '(other)');
  assert.equal(names.add('two', 'late', 0), 'late');
});
