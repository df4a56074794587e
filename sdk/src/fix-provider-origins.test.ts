/**
 * Providers and connections whose fields decide an origin: a control plane that is taken over answers such a field, or a
 * provider that this client does not know, as it likes; no secret goes there by that.
 */
import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';
import type { CredentialChange, Expectation, Stated } from './index.ts';
import { type FakeApi, leastPolicy, pin, planReply, type Reply, startFakeApi } from './testing/fake-api.ts';

const secret = 'correct-horse';
let api: FakeApi;

before(async () => {
  api = await startFakeApi();
});
after(() => api.close());
beforeEach(() => {
  api.seen = [];
});

const stored = { id: 'cred_there', key: 'there', secrets: {}, version: 7 };
const supabase = { ...stored, type: 'ApiKey', provider: 'supabase', fields: { project: 'abcdefghijklmnopqrst' } };
const database = {
  ...stored,
  type: 'Database',
  fields: { scheme: 'postgres', host: 'db.example', port: '5432', tls: 'verify-full' },
};
const ours = { ...stored, type: 'ApiKey', provider: 'org/acme', fields: { in: 'header', name: 'X-Key' } };
const acme = { name: 'org/acme', methods: [{ type: 'ApiKey', fields: [{ name: 'apiKey' }], ownBaseUrl: false }] };

function policyOf(origin: string, placement: string, provider?: string): object {
  const role = { origins: [origin], placements: [placement] };
  return { ...leastPolicy, ...(provider && { provider }), roles: { api: role, verify: role } };
}

async function update(replies: readonly Reply[], change: CredentialChange, expect: Expectation): Promise<void> {
  api.replies = [...replies, {}];
  await api.client({ brokerKey: pin }).credentials.update('there', change, { expect });
}

function assertNothingSealed(): void {
  assert.ok(!api.seen.some(({ method, url }) => method === 'PATCH' || (method === 'POST' && !url.includes(':policy'))));
  assert.equal(JSON.stringify(api.seen).includes(secret), false);
}

const apiKey = { secrets: { apiKey: secret } };

test('a field in the host of a known provider is said by the caller, and not taken as answered', async () => {
  const provider = 'supabase';
  const field = Object.keys(supabase.fields)[0]!;
  const proposed = planReply(policyOf('https://abcdefghijklmnopqrst.supabase.co', 'header:apikey', provider));
  const blind = update([{ body: supabase }, proposed], apiKey, { provider });
  await assert.rejects(blind, { code: 'config/invalid', message: new RegExp(`give fields\\.${field} in`) });
  assertNothingSealed();
  const other = { provider, fields: { [field]: 'tsrqponmlkjihgfedcba' } };
  await assert.rejects(update([{ body: supabase }, proposed], apiKey, other), { code: 'credential/seal-refused' });
  assertNothingSealed();
});

test('the host of a database is said by the caller, and no base URL is asked for', async () => {
  const proposed = planReply(policyOf('postgres://db.example:5432', 'connection:postgres', undefined));
  const change = { secrets: { password: secret } };
  const blind = update([{ body: database }, proposed], change, {});
  await assert.rejects(blind, { code: 'config/invalid', message: /give [^b]*fields\.host/ });
  assertNothingSealed();
});

const proposal = () => planReply(policyOf('https://api.acme.example', 'header:x-key', 'org/acme'));

test('for a provider that the client does not know, the caller says origins and placements', async () => {
  const { credentials } = api.client({ brokerKey: pin });
  const input = { key: 'acme', type: 'ApiKey', provider: 'org/acme', ...apiKey };
  const create = (expect?: Stated) => {
    api.replies = [proposal(), {}];
    return credentials.create(input, expect && { expect });
  };
  const origins = ['https://api.acme.example'];
  const placements = ['header:X-Key'];
  for (const expect of [undefined, { origins }, { placements }]) {
    const saying = /org\/acme.*\[https:\/\/api\.acme\.example\].*\[header:x-key\]/;
    await assert.rejects(create(expect), { code: 'config/invalid', message: saying });
  }
  for (const expect of [
    { origins: ['https://acme.example'], placements },
    { origins: ['https://api.acme.example/token'], placements },
    { origins, placements: ['query:key'] },
  ]) {
    await assert.rejects(create(expect), { code: 'credential/seal-refused' });
  }
  assertNothingSealed();
  await create({ origins, placements });
  assert.equal(api.seen.at(-1)!.url, '/v1/organisations/default/credentials');
  assert.equal(JSON.stringify(api.seen).includes(secret), false);
});

test('a new secret on such a provider needs the same, and the request is shaped by what the provider asks for', async () => {
  const replies = [{ body: ours }, { body: acme }, proposal()];
  const provider = 'org/acme';
  await assert.rejects(update(replies, apiKey, { provider }), { code: 'config/invalid' });
  assertNothingSealed();
  const expect = { provider, origins: ['https://api.acme.example'], placements: ['header:x-key'] };
  await update(replies, apiKey, expect);
  assert.equal(api.seen.at(-1)!.method, 'PATCH');
  assert.deepEqual(JSON.parse(api.seen.at(-2)!.body).fields, {});
});
