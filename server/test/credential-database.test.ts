/** `Database` and the types that connections make, through a whole Keyward: sealed for their server, and not for HTTP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;

before(async () => {
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

const fields = { scheme: 'postgres', host: 'db.example.com', port: '5432', username: 'app', password: canary };
const post = (body: object) => keyward.api('POST', 'credentials', { body });

test('the password is sealed for its host, port and TLS mode, and a change of them takes it again', async () => {
  const made = await post({ type: 'Database', key: 'main', fields });
  assert.deepEqual([made.status, made.json.status], [201, 'valid'], made.text);
  const role = { origins: ['postgres://db.example.com:5432'], placements: ['database:verify-full'] };
  assert.deepEqual(made.json.policy.roles, { api: role, verify: role });
  for (const change of [{ host: 'evil.example' }, { port: '5433' }, { tls: 'disable' }, { scheme: 'mysql' }]) {
    const refused = await keyward.api('PATCH', 'credentials/main', { body: { fields: change } });
    assert.deepEqual([refused.status, refused.json.code], [409, 'credential/policy-changed'], JSON.stringify(change));
  }
  const moved = await keyward.api('PATCH', 'credentials/main', {
    body: { fields: { tls: 'disable', password: canary } },
  });
  assert.deepEqual(moved.json.policy.roles.api.placements, ['database:disable'], moved.text);
});

test('the proxy, which speaks HTTP, says that it is not for it', async () => {
  const token = await keyward.tokenFor('main');
  const used = await keyward.call('/main/x', { token });
  assert.deepEqual([used.status, used.json.code], [409, 'credential/not-http'], used.text);
  const read = await keyward.api('GET', 'credentials/main');
  assert.deepEqual([read.json.usable, read.json.reason], [false, 'credential/not-http']);
});

test('a base URL is not taken, and fields that would move the host are refused', async () => {
  const based = await post({ type: 'Database', baseUrl: 'https://api.example.com', fields });
  assert.deepEqual([based.status, based.json.errors?.[0].path], [422, '/baseUrl'], based.text);
  for (const change of [
    { host: 'db.example.com@evil.example' },
    { host: 'a/b' },
    { port: '1@evil' },
    { port: '65536' },
    { host: 'DB.example.com' },
  ]) {
    const made = await post({ type: 'Database', fields: { ...fields, ...change } });
    assert.deepEqual([made.status, made.json.status], [201, 'invalid'], JSON.stringify(change));
    assert.deepEqual(made.json.policy.roles.api.origins, []);
  }
});

test('types that connections make are described, and answered with where to make them', async () => {
  const { items } = (await keyward.api('GET', 'credential-types')).json;
  for (const type of ['OAuth2', 'OAuth2Refresh', 'OAuthAlias']) {
    assert.ok(items.some((item: { name: string; isConnected: boolean }) => item.name === type && item.isConnected));
    const refused = await post({ type, fields: {} });
    assert.deepEqual([refused.status, refused.json.code], [422, 'credential/use-connections']);
  }
});

test('the schema of a type is enough to draw its form', async () => {
  const { schema, fields: specs } = (await keyward.api('GET', 'credential-types/Jwt')).json;
  assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
  assert.deepEqual(schema.properties.privateKey, {
    type: 'string',
    title: 'Private key',
    description: 'RSA of 2,048 to 4,096 bits, P-256 or Ed25519, in PEM and not encrypted; signs, and is never sent.',
    minLength: 1,
    writeOnly: true,
    'x-multiline': true,
    'x-format': 'pem',
    'x-placeholder': '-----BEGIN PRIVATE KEY-----',
  });
  assert.deepEqual(schema.allOf[0].if.properties, { mode: { enum: ['exchange'] } });
  const tokenUrl = specs.find(({ name }: { name: string }) => name === 'tokenUrl');
  assert.deepEqual([tokenUrl.format, tokenUrl.when], ['url', { field: 'mode', in: ['exchange'] }]);
  assert.match(tokenUrl.docsUrl, /^https:/);
});
