/**
 * Whoever edited a record in the database had the next secret that a person entered sealed to go to a host of theirs, or
 * stored in plain.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let thief: Upstream;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  thief = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
  await thief.close();
});

test('a new secret is refused where the database says another origin than the live secret was sealed for', async () => {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: 'first-secret' };
  const body = { type: 'ApiKey', baseUrl: upstream.url, fields };
  const { id, policy } = (await keyward.api('PUT', 'credentials/moved', { body })).json;
  assert.equal(policy.roles.api.origins[0], upstream.url);
  assert.equal(edit(keyward.data, 'update credentials set base_url = ? where id = ?', thief.url, id), 1);

  const refused = await keyward.api('PATCH', 'credentials/moved', { body: { fields: { apiKey: canary } } });
  assert.equal(refused.json.code, 'credential/unopenable');
  const token = await keyward.tokenFor('moved');
  await keyward.call('/moved/quote', { token });
  assert.equal(thief.received.length, 0);

  const meant = { baseUrl: upstream.url, fields: { apiKey: canary } };
  const replaced = await keyward.api('PATCH', 'credentials/moved', { body: meant });
  assert.equal(replaced.status, 200);
  assert.equal((await keyward.call('/moved/quote', { token })).status, 200);
});

const keyed = { in: 'header', name: 'X-Api-Key' };

/** A credential whose record then says another origin, and that it has no secrets. */
async function emptied(key: string): Promise<void> {
  const body = { type: 'ApiKey', baseUrl: upstream.url, fields: { ...keyed, apiKey: 'first-secret' } };
  assert.equal((await keyward.api('PUT', `credentials/${key}`, { body })).status, 201);
  const sql = "update credentials set base_url = ?, secrets = '{}', policy_hash = null where key = ?";
  assert.equal(edit(keyward.data, sql, thief.url, key), 1);
}

const patch = (key: string, body: object) => keyward.api('PATCH', `credentials/${key}`, { body });

test('where the live secrets were taken out of the record, the origins have to be named with the next one', async () => {
  await emptied('emptied');
  assert.equal((await patch('emptied', { fields: { apiKey: canary } })).json.code, 'credential/origins-unnamed');
  const more = { fields: { name: 'X-New', apiKey: canary } };
  assert.equal((await patch('emptied', more)).json.code, 'credential/origins-unnamed');
  assert.equal(rows(keyward.data, "select * from material where policy like '%' || ? || '%'", thief.url).length, 0);
  const meant = { baseUrl: upstream.url, fields: { ...keyed, apiKey: canary } };
  assert.equal((await patch('emptied', meant)).status, 200);
  const token = await keyward.tokenFor('emptied');
  assert.equal((await keyward.call('/emptied/quote', { token })).status, 200);
  assert.equal(thief.received.length, 0);
});

test('a first secret names the origins that it is for; where there is none, it goes nowhere and may come alone', async () => {
  for (const [key, origins, code] of [
    ['first', { baseUrl: upstream.url }, 'credential/origins-unnamed'],
    ['nowhere', {}, undefined],
  ] as const) {
    const body = { type: 'ApiKey', ...origins, fields: keyed };
    assert.equal((await keyward.api('PUT', `credentials/${key}`, { body })).json.status, 'incomplete');
    assert.equal((await patch(key, { fields: { apiKey: canary } })).json.code, code);
    assert.equal((await patch(key, { ...origins, fields: { apiKey: canary } })).status, 200);
  }
});

test('naming one part of the policy vouches for no other', async () => {
  const fields = { ...keyed, apiKey: 'first-secret' };
  const put = (key: string, more: object) =>
    keyward.api('PUT', `credentials/${key}`, { body: { type: 'ApiKey', baseUrl: upstream.url, fields, ...more } });
  const moved = 'update credentials set base_url = ? where key = ?';
  await put('renamed', {});
  assert.equal(edit(keyward.data, moved, thief.url, 'renamed'), 1);
  for (const named of [{ fields: { name: 'X-New', apiKey: canary } }, { policy: { scrub: 'off' } }]) {
    const body = { ...named, fields: { ...named.fields, apiKey: canary } };
    assert.equal((await patch('renamed', body)).json.code, 'credential/unopenable', JSON.stringify(Object.keys(named)));
  }
  const half = { allowedOrigins: [upstream.url], fields: { apiKey: canary } };
  assert.equal((await patch('renamed', half)).json.code, 'credential/origins-unnamed');

  await put('widened', {});
  const injected = 'update credentials set fields = ? where key = ?';
  assert.equal(edit(keyward.data, injected, JSON.stringify({ in: 'query', name: 'k' }), 'widened'), 1);
  const body = { baseUrl: upstream.url, fields: { apiKey: canary } };
  assert.equal((await patch('widened', body)).json.code, 'credential/unopenable');
  assert.equal((await put('widened', { fields: { ...keyed, apiKey: canary } })).status, 200);
  assert.equal((await patch('widened', { fields: { name: 'X-New', apiKey: canary } })).status, 200);
});

test('a field of an open type is sealed though the redaction list was edited away', async () => {
  const body = { type: 'Default', redactFields: ['pw'], fields: { pw: 'first-secret', region: 'eu' } };
  await keyward.api('PUT', 'credentials/shown', { body });
  assert.equal(edit(keyward.data, "update credentials set redact_fields = '[]' where key = 'shown'"), 1);
  const changed = await patch('shown', { fields: { pw: canary, pin: canary, region: 'us' } });
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual([changed.json.fields, changed.json.redactFields], [{ region: 'us' }, ['pin', 'pw']]);
  const shrunk = await patch('shown', { redactFields: ['pin'] });
  assert.equal(shrunk.json.code, 'credential/redaction-shrunk');
  const meant = await patch('shown', { redactFields: ['pin', 'pw'], fields: { zone: 'a' } });
  assert.deepEqual(meant.json.fields, { region: 'us', zone: 'a' });

  const forget = "update credentials set redact_fields = '[]', secrets = '{}', policy_hash = null where key = 'shown'";
  assert.equal(edit(keyward.data, forget), 1);
  const again = await patch('shown', { fields: { pw: canary } });
  assert.deepEqual([again.status, again.json.fields], [200, { region: 'us', zone: 'a' }]);
});

test('a replacement that makes a field secret without its value leaves the former one out of the audit log', async () => {
  const body = { type: 'Default', redactFields: ['pw'], fields: { pw: 'a-secret', note: 'formerly-plain' } };
  await keyward.api('PUT', 'credentials/grown', { body });
  const last = () => rows(keyward.data, 'select * from audit order by rowid desc limit 1');
  const grown = { type: 'Default', redactFields: ['note', 'pw'], fields: {} };
  assert.equal((await keyward.api('PUT', 'credentials/grown', { body: grown })).status, 200);
  assert.match(JSON.stringify(last()), /redactFields/);
  assert.doesNotMatch(JSON.stringify(last()), /formerly-plain/);
});
