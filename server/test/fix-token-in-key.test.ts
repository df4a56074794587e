/** What stands in the place of a credential's key may be a token, pasted in the wrong place: it is repeated nowhere. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let upstream: Upstream;
let keyward: Keyward;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
  const body = { type: 'ApiKey', baseUrl: upstream.url, fields: { in: 'header', name: 'X-Api-Key', apiKey: canary } };
  assert.equal((await keyward.api('PUT', 'credentials/sample', { body })).status, 201);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

test('a token in the place of the key is in no answer, log or database page', async () => {
  const token = (await keyward.tokenFor('sample')) as string;
  const before = keyward.printed().length;
  for (const key of [token, `bot${token}`]) {
    for (const name of ['keyward-token', 'authorization']) {
      const shown = { [name]: name === 'authorization' ? `Bearer ${token}` : token };
      const answer = await keyward.raw(keyward.brokerUrl, `/proxy/${key}/getMe`, { headers: shown });
      assert.deepEqual([answer.status, answer.headers.get('keyward-error')], [404, 'credential/not-found']);
    }
  }
  // A key that is none of ours is still named, with the command that grants its use.
  assert.equal((await keyward.call('/other/x', { token })).status, 404);
  await keyward.stop();
  const printed = keyward.printed().slice(before);
  assert.match(printed, /keyward token create --credential other/);
  assert.doesNotMatch(printed, new RegExp(token));
});
