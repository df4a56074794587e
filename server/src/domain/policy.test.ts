import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  assertOriginsUsable,
  canonicalPolicy,
  type Policy,
  type PolicyRole,
  parsePolicy,
  permitsPlacement,
  permittedOriginsOf,
  policyHash,
} from './policy.ts';

const policy: Policy = {
  version: 1,
  fields: { apiKey: ['api', 'verify'], refresh: ['token'] },
  roles: {
    api: { origins: ['http://localhost:9', 'http://plain.example', 'https://a.example'], placements: ['header:x-key'] },
    token: { origins: ['https://login.example'], placements: ['basic'] },
    verify: { origins: ['https://a.example'], placements: ['header:x-key'] },
  },
  plainHttp: 'loopback',
  release: [],
  setCookie: 'dropped',
  scrub: 'on',
};

function permitsOrigin(given: Policy, role: PolicyRole, origin: string): boolean {
  return permittedOriginsOf(given, role).has(origin);
}

test('the stored bytes are RFC 8785: members sorted, no white space', () => {
  const { roles: _, ...rest } = policy;
  assert.equal(
    canonicalPolicy({ ...rest, roles: {} }).toString(),
    '{"fields":{"apiKey":["api","verify"],"refresh":["token"]},"plainHttp":"loopback","release":[],"roles":{},"scrub":"on","setCookie":"dropped","version":1}',
  );
});

test('the order in which members were written changes neither bytes nor hash', () => {
  const reversed = Object.fromEntries(Object.entries(policy).reverse()) as unknown as Policy;
  assert.deepEqual(canonicalPolicy(reversed), canonicalPolicy(policy));
  assert.deepEqual(policyHash(canonicalPolicy(reversed)), policyHash(canonicalPolicy(policy)));
});

test('any member changed changes the hash', () => {
  const changes: Partial<Policy>[] = [
    { fields: {} },
    { fields: { ...policy.fields, other: ['api'] } },
    { roles: {} },
    { roles: { ...policy.roles, api: { ...policy.roles.api!, origins: ['https://evil.example'] } } },
    { roles: { ...policy.roles, api: { ...policy.roles.api!, placements: [] } } },
    { plainHttp: 'permitted' },
    { release: ['access-token'] },
    { setCookie: 'permitted' },
    { scrub: 'off' },
    { webSocket: 'permitted' },
  ];
  const hashes = [policy, ...changes.map((change) => ({ ...policy, ...change }))].map((one) =>
    policyHash(canonicalPolicy(one)).toString('hex'),
  );
  assert.equal(new Set(hashes).size, hashes.length);
});

test('what was stored reads back the same, whatever its names', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 10 }).filter((name) => name !== '__proto__');
  const property = fc.property(
    fc.dictionary(text, fc.constant(['api'] as const)),
    fc.array(text),
    (fields, origins) => {
      const given: Policy = { ...policy, fields: { ...fields }, roles: { api: { origins, placements: [] } } };
      assert.deepEqual(canonicalPolicy(parsePolicy(canonicalPolicy(given))), canonicalPolicy(given));
    },
  );
  fc.assert(property);
});

test('catalogue 8: a secret leaves to exactly the origins of the role, and to none that resembles one', () => {
  assert.equal(permitsOrigin(policy, 'api', 'https://a.example'), true);
  const others = [
    'https://A.example',
    'https://a.example:443',
    'https://a.example.',
    'https://a.example/',
    'http://a.example',
  ];
  for (const origin of [
    ...others,
    'https://a.example.evil',
    'https://x.a.example',
    'https://login.example',
    '',
    'null',
  ]) {
    assert.equal(permitsOrigin(policy, 'api', origin), false, origin);
  }
  assert.equal(permitsOrigin(policy, 'token', 'https://login.example'), true);
  assert.equal(permitsOrigin({ ...policy, roles: {} }, 'api', 'https://a.example'), false);
});

test('plain HTTP is for loopback, unless the policy permits it', () => {
  assert.equal(permitsOrigin(policy, 'api', 'http://localhost:9'), true);
  assert.equal(permitsOrigin(policy, 'api', 'http://plain.example'), false);
  assert.equal(permitsOrigin({ ...policy, plainHttp: 'permitted' }, 'api', 'http://plain.example'), true);
});

test('catalogue 45: a field stands in a placement only where field, role and placement all agree', () => {
  assert.equal(permitsPlacement(policy, 'api', 'apiKey', 'header:x-key'), true);
  const others: [PolicyRole, string, string][] = [
    ['token', 'apiKey', 'basic'],
    ['api', 'refresh', 'header:x-key'],
    ['api', 'apiKey', 'basic'],
    ['api', 'apiKey', 'header:X-Key'],
    ['api', 'apiKey', 'query:x-key'],
    ['api', 'other', 'header:x-key'],
  ];
  for (const [role, field, placement] of others) {
    assert.equal(permitsPlacement(policy, role, field, placement), false, `${role} ${field} ${placement}`);
  }
});

test('names that every object has are fields of no policy', () => {
  for (const name of Object.getOwnPropertyNames(Object.prototype)) {
    assert.equal(permitsPlacement(policy, 'api', name, 'header:x-key'), false, name);
  }
});

test('a policy with an origin that it would never let a secret go to is refused while it is written', () => {
  assert.throws(() => assertOriginsUsable(policy), { code: 'credential/plain-http-refused' });
  assertOriginsUsable({ ...policy, plainHttp: 'permitted' });
  assertOriginsUsable({ ...policy, roles: { verify: policy.roles.verify! } });
});
