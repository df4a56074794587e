/** A control plane that is taken over answers what it likes about a credential: its next secret goes nowhere by that. */
import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';
import type { CredentialChange, Expectation } from './index.ts';
import { type FakeApi, leastPolicy, pin, planReply, startFakeApi } from './testing/fake-api.ts';

const secret = 'correct-horse';
const secrets = { apiKey: secret };
const verify = leastPolicy.roles.api;
const honest = {
  id: 'cred_there',
  key: 'finnhub',
  type: 'ApiKey',
  baseUrl: 'https://a.example/v1',
  fields: { in: 'header', name: 'X-Key', prefix: '' },
  secrets: { apiKey: { set: true, materialVersion: 2 } },
  policy: { ...leastPolicy, roles: { ...leastPolicy.roles, verify } },
  version: 7,
};
let api: FakeApi;

before(async () => {
  api = await startFakeApi();
});
after(() => api.close());
beforeEach(() => {
  api.seen = [];
});

/** What comes of an update where the API answers this credential and proposes this policy. */
async function update(answer: object, policy: object, change: CredentialChange, expect?: Expectation): Promise<void> {
  api.replies = [{ body: answer }, planReply(policy), {}];
  const options = expect && { expect };
  await api.client({ brokerKey: pin }).credentials.update('finnhub', change, options as { expect: Expectation });
}

function assertNothingSealed(): void {
  assert.equal(
    api.seen.some(({ method }) => method === 'PATCH'),
    false,
  );
  assert.equal(JSON.stringify(api.seen).includes(secret), false);
}

const evil = { origins: ['https://evil.example'], placements: ['header:x-key'] };
const evilPolicy = { ...leastPolicy, roles: { api: evil } };
const both = { ...leastPolicy, roles: { api: { ...evil, origins: ['https://a.example', 'https://evil.example'] } } };
const released = { ...leastPolicy, release: ['access-token'] };
const logged = {
  ...leastPolicy,
  roles: { api: { origins: ['https://a.example'], placements: ['header:x-log'] } },
};
const forwardAuth: 'forward-auth'[] = ['forward-auth'];
const injection = [{ into: 'header' as const, name: 'X-Key', value: '${value}' }];
const rule = { ...honest, type: 'Secret', fields: {}, injection, secrets: {} };

for (const [what, answer, policy, expect] of [
  ['another base URL', { ...honest, baseUrl: 'https://evil.example' }, evilPolicy, {}],
  ['a further origin', { ...honest, allowedOrigins: ['https://evil.example'] }, both, {}],
  ['no base URL', { ...honest, baseUrl: undefined }, leastPolicy, {}],
  ['another injection rule', { ...rule, injection: [{ ...injection[0]!, name: 'X-Log' }] }, logged, { injection }],
  [
    'another use of its policy',
    { ...honest, policy: { ...honest.policy, release: ['access-token'] } },
    released,
    { policy: { release: forwardAuth } },
  ],
  ['another field', honest, leastPolicy, { fields: { name: 'X-Other' } }],
] as const) {
  test(`a secret is not sealed where the API answers ${what} than is expected`, async () => {
    const given = answer.type === 'Secret' ? { value: secret } : secrets;
    const expected = { baseUrl: 'https://a.example/v1', allowedOrigins: null, ...expect };
    await assert.rejects(update(answer, policy, { secrets: given }, expected), { code: 'credential/seal-refused' });
    assertNothingSealed();
  });
}

for (const [what, answer, expect, names] of [
  ['nothing', honest, undefined, /give baseUrl in/],
  ['nothing, of a credential without origins,', { ...honest, baseUrl: undefined }, {}, /give baseUrl in/],
  ['the rule alone', rule, { injection }, /give baseUrl in/],
  ['the base URL alone', rule, { baseUrl: 'https://a.example' }, /give injection in/],
  [
    'no further origin',
    { ...honest, allowedOrigins: ['https://b.example'] },
    { baseUrl: 'https://a.example' },
    /give allowedOrigins in/,
  ],
  [
    'no choice of the policy',
    { ...honest, policy: { ...honest.policy, scrub: 'off', plainHttp: 'permitted' } },
    { baseUrl: 'https://a.example' },
    /give policy\.plainHttp, policy\.scrub in/,
  ],
] as const) {
  test(`an update that brings a secret and says ${what} is refused with what to give`, async () => {
    const given = answer.type === 'Secret' ? { value: secret } : secrets;
    const updating = update(answer, evilPolicy, { secrets: given }, expect);
    await assert.rejects(updating, { name: 'KeywardError', code: 'config/invalid', message: names });
    assertNothingSealed();
  });
}

test('a secret that stands among the fields needs the same', async () => {
  await assert.rejects(update(honest, evilPolicy, { fields: secrets }), { code: 'config/invalid' });
  assertNothingSealed();
});

test('a change says by itself where its secrets may go, whatever the API answered before', async () => {
  const answer = { ...honest, baseUrl: 'https://before.example' };
  await update(answer, leastPolicy, { baseUrl: 'https://a.example', secrets });
  assert.equal(api.seen.at(-1)!.method, 'PATCH');
  const moved = update(answer, evilPolicy, { baseUrl: 'https://a.example', secrets });
  await assert.rejects(moved, { code: 'credential/seal-refused' });
});

test('a change that clears the policy asks for the least', async () => {
  const answer = { ...honest, policy: { ...honest.policy, release: ['access-token'] } };
  const cleared = { baseUrl: 'https://a.example', policy: null, secrets };
  await assert.rejects(update(answer, released, cleared), { code: 'credential/seal-refused' });
  await update(answer, leastPolicy, cleared);
  assert.deepEqual(JSON.parse(api.seen.at(-2)!.body).policy, {});
});

test('an expectation is not sent', async () => {
  await update(honest, leastPolicy, { secrets }, { baseUrl: 'https://a.example' });
  assert.equal(api.seen.at(-1)!.url, '/v1/organisations/default/credentials/finnhub');
});

test('the types ask for it too', () => {
  const { credentials } = api.client();
  // @ts-expect-error: neither the change nor the options say where the secret may go
  const wrong = () => credentials.update('finnhub', { secrets });
  const right = [
    () => credentials.update('finnhub', { name: 'New' }),
    () => credentials.update('finnhub', { secrets, baseUrl: 'https://a.example' }),
    () => credentials.update('finnhub', { secrets }, { expect: { baseUrl: 'https://a.example' } }),
  ];
  assert.equal([wrong, ...right].length, 4);
});
