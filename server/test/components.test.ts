/** Components: credentials grouped by what they are for, and refused where another component is asked for. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
  const bodies = {
    quotes: { type: 'ApiKey', owner: 'ann', fields: { name: 'X-Api-Key', apiKey: canary } },
    'quotes-of-bob': { type: 'ApiKey', owner: 'bob', labels: { customer: 'acme' }, fields: { name: 'X-Api-Key' } },
    intranet: { type: 'BasicAuth', owner: 'ann', fields: { username: 'ann', password: canary } },
    gone: { type: 'BasicAuth', owner: 'ann', fields: { username: 'ann', password: canary } },
  };
  for (const [key, body] of Object.entries(bodies)) {
    const { status, text } = await keyward.api('PUT', `credentials/${key}`, {
      body: { ...body, baseUrl: upstream.url },
    });
    assert.equal(status, 201, text);
  }
  // A provider whose API people run themselves, so that it can be here.
  const pets = {
    provider: 'petstore',
    type: 'ApiKey',
    owner: 'cid',
    baseUrl: upstream.url,
    fields: { apiKey: canary },
  };
  assert.equal((await keyward.api('PUT', 'credentials/pets', { body: pets })).status, 201);
  await keyward.api('DELETE', 'credentials/gone');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

test('credentials are counted by component, those of an owner or label alone where asked', async () => {
  const { json } = await keyward.api('GET', 'components');
  const [apiKey, basicAuth] = [
    { component: 'ApiKey', kind: 'type', title: 'API key', credentials: 2, valid: 1 },
    { component: 'BasicAuth', kind: 'type', title: 'Basic authentication', credentials: 1, valid: 1 },
  ];
  const petstore = { component: 'petstore', kind: 'provider', title: 'Swagger Petstore', credentials: 1, valid: 1 };
  const sorted = json.items.map(({ icon: _icon, ...item }: { icon?: unknown }) => item);
  assert.deepEqual(sorted, [apiKey, basicAuth, petstore]);
  assert.match(json.items.find((item: { icon?: object }) => item.icon).icon.path, /^M/);
  const ofAnn = await keyward.api('GET', 'components?owner=ann');
  assert.deepEqual(ofAnn.json.items, [{ ...apiKey, credentials: 1 }, basicAuth]);
  const labelled = await keyward.api('GET', 'components?label=customer%3Dacme');
  assert.deepEqual(labelled.json.items, [{ ...apiKey, credentials: 1, valid: 0 }]);
});

test('the list shows those of one component', async () => {
  const { json } = await keyward.api('GET', 'credentials?component=BasicAuth');
  assert.deepEqual(
    json.items.map(({ key }: { key: string }) => key),
    ['intranet'],
  );
});

test('a call that names its component gets a credential of that component and of no other', async () => {
  const token = await keyward.tokenFor('quotes', 'intranet');
  const call = (key: string, component: string) =>
    keyward.call(`/${key}/quote`, { token, headers: { 'Keyward-Component': component } });
  assert.equal((await call('quotes', 'ApiKey')).status, 200);
  const before = upstream.received.length;
  for (const component of ['BasicAuth', 'apikey', 'stripe', '']) {
    const refused = await call('quotes', component);
    assert.deepEqual([refused.status, refused.json.code], [409, 'credential/component-mismatch'], component);
  }
  assert.equal(upstream.received.length, before);
  assert.equal((await keyward.call('/quotes/quote', { token })).status, 200);
});

test('a credential of a provider is of its provider’s component, not of its type’s', async () => {
  const token = await keyward.tokenFor('pets');
  const call = (component: string) =>
    keyward.call('/pets/quote', { token, headers: { 'Keyward-Component': component } });
  const before = upstream.received.length;
  for (const component of ['ApiKey', 'Petstore', 'org/petstore']) {
    const refused = await call(component);
    assert.deepEqual([refused.status, refused.json.code], [409, 'credential/component-mismatch'], component);
  }
  assert.equal(upstream.received.length, before);
  assert.notEqual((await call('petstore')).headers.get('keyward-error'), 'credential/component-mismatch');
  assert.equal(upstream.received.at(-1)!.headers.api_key, canary);
  const listed = await keyward.api('GET', 'credentials?component=petstore');
  assert.deepEqual(
    listed.json.items.map(({ key }: { key: string }) => key),
    ['pets'],
  );
});

test('the command shows the same counts', async () => {
  const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_TOKEN: await keyward.ownerToken() };
  const { code, stdout, stderr } = await runCli(['component', 'list', '--owner', 'ann'], { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^ApiKey +type +1 +1 +API key\nBasicAuth +type +1 +1 +Basic authentication\n/m);
});
