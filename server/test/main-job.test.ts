import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`the main job on ${dialect}`, () => {
    const canary = newCanary();
    let keyward: Keyward;
    let upstream: Upstream;

    before(async () => {
      upstream = await startUpstream(demanding(canary));
      keyward = await Keyward.start(dialect === 'PostgreSQL' ? { database: await postgres.createDatabase() } : {});
    });
    after(async () => {
      assert.deepEqual(await keyward.leaksOf(canary), []);
      await keyward.close();
      await upstream.close();
    });

    test('the five requests of a new user work as they stand', async () => {
      const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary, testPath: '/me' };
      const stored = await keyward.api('PUT', 'credentials/finnhub', {
        body: { type: 'ApiKey', baseUrl: `${upstream.url}/api/v1`, fields },
      });
      assert.equal(stored.status, 201);
      assert.equal(stored.json.usable, true);
      assert.deepEqual(stored.json.secrets, { apiKey: { set: true, materialVersion: 1 } });

      const verified = await keyward.api('POST', 'credentials/finnhub/verify');
      assert.equal(verified.json.verification.verdict, 'accepted');

      const token = (
        await keyward.api('POST', 'access-tokens', {
          body: { name: 'runner', grants: [{ credentials: ['finnhub'], methods: ['GET'] }] },
        })
      ).json.token;
      const answer = await keyward.call('/finnhub/quote?symbol=AAPL', { token });
      assert.deepEqual(answer.json, { price: 231.5 });
      const got = upstream.received.at(-1)!;
      assert.equal(got.url, '/api/v1/quote?symbol=AAPL');
      assert.equal(got.headers['x-api-key'], canary);
      assert.equal(got.headers.authorization, undefined);

      assert.equal((await keyward.api('DELETE', 'credentials/finnhub')).status, 204);
      const refused = await keyward.call('/finnhub/quote', { token });
      assert.equal(refused.status, 404);
      assert.equal(refused.headers.get('keyward-error'), 'credential/not-found');
    });

    for (const [where, type, fields] of [
      ['a query parameter', 'ApiKey', { in: 'query', name: 'token', apiKey: canary }],
      ['a header', 'ApiKey', { in: 'header', name: 'X-Api-Key', apiKey: canary }],
      ['Basic authentication', 'BasicAuth', { username: 'ada', password: canary }],
    ] as const) {
      test(`the secret reaches the upstream in ${where}, and its echo does not come back`, async () => {
        const created = await keyward.api('POST', 'credentials', {
          body: { name: where, type, baseUrl: upstream.url, fields },
        });
        assert.equal(created.status, 201);
        const token = await keyward.tokenFor(created.json.key);
        const answer = await keyward.call(`/${created.json.key}/echo`, { token, method: 'POST', body: 'hello' });
        assert.equal(answer.status, 200);
        assert.equal(answer.json.body, 'hello');
      });
    }

    test('a wrong secret is rejected by verification and then not injected', async () => {
      const fields = { in: 'header', name: 'X-Api-Key', apiKey: 'wrong-secret', testPath: '/me' };
      await keyward.api('PUT', 'credentials/wrong', { body: { type: 'ApiKey', baseUrl: upstream.url, fields } });
      const verified = await keyward.api('POST', 'credentials/wrong/verify');
      assert.equal(verified.json.verification.verdict, 'rejected');
      const token = await keyward.tokenFor('wrong');
      assert.equal((await keyward.call('/wrong/quote', { token })).json.code, 'credential/rejected');
    });

    test('an update takes effect on the next call, and a secret that is not given is kept', async () => {
      const fields = { in: 'header', name: 'X-Api-Key', apiKey: 'old-secret-1' };
      await keyward.api('PUT', 'credentials/rotating', { body: { type: 'ApiKey', baseUrl: upstream.url, fields } });
      const token = await keyward.tokenFor('rotating');
      assert.equal((await keyward.call('/rotating/quote', { token })).status, 401);
      const patched = await keyward.api('PATCH', 'credentials/rotating', { body: { fields: { apiKey: canary } } });
      assert.equal(patched.json.secrets.apiKey.materialVersion, 2);
      assert.equal((await keyward.call('/rotating/quote', { token })).status, 200);
      const renamed = await keyward.api('PATCH', 'credentials/rotating', { body: { name: 'Rotating' } });
      assert.equal(renamed.json.secrets.apiKey.materialVersion, 2);
      assert.equal((await keyward.call('/rotating/quote', { token })).status, 200);
    });

    test('a revoked token is refused at once', async () => {
      const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
      await keyward.api('PUT', 'credentials/revoking', { body: { type: 'ApiKey', baseUrl: upstream.url, fields } });
      const made = await keyward.api('POST', 'access-tokens', {
        body: { name: 'r', grants: [{ credentials: ['revoking'] }] },
      });
      assert.equal((await keyward.call('/revoking/quote', { token: made.json.token })).status, 200);
      assert.equal((await keyward.api('DELETE', `access-tokens/${made.json.id}`)).status, 204);
      assert.equal((await keyward.call('/revoking/quote', { token: made.json.token })).json.code, 'token/invalid');
    });
  });
}
