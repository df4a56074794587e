/** Whoever edited a base URL in the database had the next secret that a person entered sealed to go there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { edit } from './kit/database.ts';
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
