/** What is secret does not travel in the clear, wherever among the values it is given. */
import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';
import type { NewCredential } from './index.ts';
import { type FakeApi, leastPolicy, pin, planReply, startFakeApi } from './testing/fake-api.ts';

const secret = 'correct-horse';
const expect = { baseUrl: null };
const roles = { api: { origins: [], placements: [] } };
let api: FakeApi;

before(async () => {
  api = await startFakeApi();
});
after(() => api.close());
beforeEach(() => {
  api.seen = [];
});

function openWith(redactFields?: readonly string[]) {
  return { id: 'cred_there', key: 'open', type: 'Default', fields: { region: 'eu' }, secrets: {}, redactFields };
}

for (const [what, stored, change] of [
  ['that it redacts', ['value'], {}],
  ['that the change redacts', [], { redactFields: ['value', 'region'] }],
  ['of any name, where it says of none that it is plain', undefined, {}],
  ['of any name, where the change clears what is plain', ['other'], { redactFields: null }],
] as const) {
  test(`a change of a credential of an open type seals a field ${what}`, async () => {
    api.replies = [{ body: openWith(stored) }, planReply({ ...leastPolicy, roles }), {}];
    const fields = { value: secret };
    const { credentials } = api.client({ brokerKey: pin });
    const redactFields =
      'redactFields' in change ? { redactFields: change.redactFields && [...change.redactFields] } : {};
    await credentials.update('open', { ...redactFields, fields }, { expect });
    assert.equal(JSON.stringify(api.seen).includes(secret), false);
    assert.ok(JSON.parse(api.seen[2]!.body).sealed.value);
  });
}

test('a field that an open type does not redact stays plain', async () => {
  api.replies = [{ body: openWith(['value']) }, {}];
  await api.client().credentials.update('open', { fields: { region: 'us' } });
  assert.deepEqual(JSON.parse(api.seen[1]!.body), { fields: { region: 'us' } });
});

test('data, which JavaScript may pass, is refused by every write', async () => {
  const { credentials } = api.client({ brokerKey: pin });
  const item = { type: 'ApiKey', key: 'a', data: { apiKey: btoa(secret) } } as unknown as NewCredential;
  const writes = [
    () => credentials.create(item),
    () => credentials.replace('a', item),
    () => credentials.update('a', item as never),
    () => credentials.bulk({ items: [item] }),
  ];
  for (const write of writes) await assert.rejects(write, { name: 'KeywardError', code: 'config/invalid' });
  assert.deepEqual(api.seen, []);
});
