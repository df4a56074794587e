/**
 * Solutions through the API and the broker of whole systems, two nodes on one database, SQLite and PostgreSQL: where a
 * key is looked up, what ends the look-up, who may hide what, and what a token that is limited to solutions may do.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../src/domain/id.ts';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { until } from './kit/until.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

let postgres: TestPostgres;
/** Knows each secret by the name that a test gave it, and says whose it got. */
let upstream: Upstream;
const secrets = new Map<string, string>();

before(async () => {
  postgres = await startPostgres();
  upstream = await startUpstream(({ headers }, response) => {
    const whose = [...secrets].find(([, secret]) => secret === headers['x-api-key'])?.[0];
    response.writeHead(whose === undefined ? 401 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ whose, solution: headers['keyward-solution'] }));
  });
});
after(async () => {
  await upstream.close();
  await postgres.stop();
});

const outcome = ({ status, json }: Answer) => [status, json?.code] as const;
const withoutRequest = ({ status, json: { requestId: _, ...rest } }: Answer) => ({ status, ...rest });

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`solutions on ${dialect}`, () => {
    let node: Keyward;
    let other: Keyward;
    /** Ids of the solutions, by slug. */
    const ids: Record<string, string> = {};

    before(async () => {
      const options = dialect === 'PostgreSQL' ? { database: await postgres.createDatabase() } : {};
      node = await Keyward.start(options);
      other = await Keyward.start({ ...options, data: node.data });
      for (const slug of ['maps', 'news', 'idle']) {
        const made = await node.api('POST', 'solutions', { body: { name: slug } });
        assert.deepEqual([made.status, made.json.slug, made.json.version], [201, slug, 1], made.text);
        ids[slug] = made.json.id;
      }
    });
    after(async () => {
      for (const secret of secrets.values()) {
        assert.deepEqual([...(await node.leaksOf(secret)), ...(await other.leaksOf(secret))], []);
      }
      await other.close();
      await node.close();
    });

    /** Stores a key whose secret is known by `whose`, in the organisation or a solution. */
    async function put(key: string, whose: string, solution?: string, more: object = {}, token?: string) {
      const secret = secrets.get(whose) ?? newCanary();
      secrets.set(whose, secret);
      const fields = { in: 'header', name: 'X-Api-Key', apiKey: secret };
      const body = { type: 'ApiKey', baseUrl: upstream.url, fields, ...more };
      const query = solution === undefined ? '' : `?solution=${solution}`;
      return node.api('PUT', `credentials/${key}${query}`, { body, ...(token !== undefined && { token }) });
    }

    async function issue(body: object, token?: string): Promise<string> {
      const answer = await node.api('POST', 'access-tokens', {
        body: { name: 'runner', ...body },
        ...(token !== undefined && { token }),
      });
      assert.equal(answer.status, 201, answer.text);
      return answer.json.token;
    }

    const call = (token: string, key: string, solution?: string, at = node) =>
      at.call(`/${key}/quote`, { token, headers: solution === undefined ? {} : { 'keyward-solution': solution } });

    test('a solution is made, read by id and slug, renamed under If-Match, listed; each is in the audit log', async () => {
      const made = await node.api('POST', 'solutions', { body: { name: 'Café de Lyon', slug: 'cafe' } });
      for (const reference of ['cafe', made.json.id]) {
        assert.deepEqual((await node.api('GET', `solutions/${reference}`)).json, made.json);
      }
      const rename = (headers: Record<string, string>, name: string) =>
        node.api('PATCH', 'solutions/cafe', { body: { name }, headers });
      assert.deepEqual(outcome(await rename({ 'if-match': '"7"' }, 'No')), [412, 'solution/stale']);
      const renamed = await rename({ 'if-match': '"1"' }, 'Café');
      assert.deepEqual([renamed.json.name, renamed.json.slug, renamed.json.version], ['Café', 'cafe', 2]);
      const pages = [await node.api('GET', 'solutions?limit=2')];
      pages.push(await node.api('GET', `solutions?limit=2&cursor=${pages[0]!.json.nextCursor}`));
      const listed = pages.flatMap(({ json }) => json.items.map(({ slug }: { slug: string }) => slug));
      assert.deepEqual(listed, ['cafe', 'idle', 'news', 'maps']);
      assert.equal((await node.api('DELETE', 'solutions/cafe')).status, 204);
      assert.deepEqual(outcome(await node.api('GET', 'solutions/cafe')), [404, 'solution/not-found']);
      const { json } = await node.api('GET', `audit?subject=${made.json.id}`);
      const actions = json.items.map(({ action, outcome }: { action: string; outcome: string }) => [action, outcome]);
      assert.deepEqual(actions, [
        ['solution.delete', 'done'],
        ['solution.update', 'done'],
        ['solution.create', 'done'],
      ]);
    });

    test('a creation is repeated under its Idempotency-Key; a slug that is taken or none is refused, a derived one gives way', async () => {
      const headers = { 'idempotency-key': `solution-${dialect}` };
      const twice = [1, 2].map(() => node.api('POST', 'solutions', { body: { name: 'Once' }, headers }));
      const [first, second] = await Promise.all(twice);
      const again = await node.api('POST', 'solutions', { body: { name: 'Once' }, headers });
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.ok([first, second].some((answer) => answer!.json.id === again.json.id));
      for (const [body, status, code] of [
        [{ name: 'x', slug: 'maps' }, 409, 'solution/slug-taken'],
        [{ name: 'x', slug: newId('sol') }, 422, 'solution/slug-invalid'],
        [{ name: 'x', slug: '../maps' }, 422, 'solution/slug-invalid'],
        [{ name: '' }, 422, 'request/invalid'],
        [{ name: 'x', role: 'owner' }, 422, 'request/invalid'],
      ] as const) {
        assert.deepEqual(outcome(await node.api('POST', 'solutions', { body })), [status, code], JSON.stringify(body));
      }
      const derived = await node.api('POST', 'solutions', { body: { name: 'Maps' } });
      assert.match(derived.json.slug, /^maps-[0-9a-f]{6}$/);
    });

    test('a key is unique in its scope: the organisation and each solution have their own', async () => {
      assert.equal((await put('weather', 'weather of the organisation')).status, 201);
      assert.equal((await put('city', 'city of maps', 'maps')).status, 201);
      assert.equal((await put('city', 'city of news', ids.news!)).status, 201);
      const ofMaps = (await node.api('GET', 'credentials/city?solution=maps')).json;
      const ofNews = (await node.api('GET', `credentials/city?solution=${ids.news}`)).json;
      assert.deepEqual([ofMaps.solutionId, ofNews.solutionId], [ids.maps, ids.news]);
      assert.notEqual(ofMaps.id, ofNews.id);
      assert.deepEqual(outcome(await node.api('GET', 'credentials/city')), [404, 'credential/not-found']);
      assert.equal((await node.api('GET', 'credentials/weather')).json.solutionId, undefined);
      // Scopes do not fall through here: who manages says which record is meant.
      const elsewhere = await node.api('GET', 'credentials/weather?solution=maps');
      assert.deepEqual(outcome(elsewhere), [404, 'credential/not-found']);
      const keys = async (query: string) =>
        (await node.api('GET', `credentials${query}`)).json.items.map(({ id }: { id: string }) => id);
      assert.deepEqual(await keys('?solution=maps'), [ofMaps.id]);
      assert.deepEqual((await keys('?search=city')).sort(), [ofMaps.id, ofNews.id].sort());
      assert.equal((await keys('?solution=')).includes(ofMaps.id), false);
    });

    test('every route of a credential takes the scope, and an id in another solution is not found', async () => {
      const { id } = (await put('routed', 'routed', 'maps')).json;
      const named = await node.api('PATCH', 'credentials/routed?solution=maps', { body: { name: 'R' } });
      assert.deepEqual([named.json.id, named.json.name], [id, 'R']);
      const tried = await node.api('POST', 'credentials/routed/verify?solution=maps');
      assert.deepEqual([tried.status, tried.json.verification.verdict], [200, 'unverified']);
      for (const [method, path] of [
        ['GET', `credentials/${id}?solution=news`],
        ['PATCH', `credentials/${id}?solution=news`],
        ['PUT', `credentials/${id}?solution=news`],
        ['DELETE', `credentials/${id}?solution=news`],
        ['POST', `credentials/${id}/verify?solution=news`],
      ] as const) {
        const body = method === 'PUT' ? { type: 'ApiKey', fields: {} } : {};
        const answer = await node.api(method, path, method === 'PATCH' || method === 'PUT' ? { body } : {});
        assert.deepEqual(outcome(answer), [404, 'credential/not-found'], `${method} ${path}`);
      }
      assert.equal((await node.api('GET', `credentials/${id}`)).json.solutionId, ids.maps);
      assert.equal((await node.api('DELETE', 'credentials/routed?solution=maps')).status, 204);
      const body = { items: [{ type: 'Default', key: 'bulk', fields: {} }] };
      const bulk = await node.api('POST', 'credentials:bulk?solution=maps', { body });
      assert.equal((await node.api('GET', `credentials/${bulk.json.items[0].id}`)).json.solutionId, ids.maps);
    });

    test('two solutions with the same key get their own secrets, and a token that is limited to none gets neither', async () => {
      const grants = [{ credentials: ['city'] }];
      const [maps, news] = [
        await issue({ solutions: ['maps'], grants }),
        await issue({ solutions: [ids.news], grants }),
      ];
      assert.equal((await call(maps, 'city')).json.whose, 'city of maps');
      assert.equal((await call(news, 'city')).json.whose, 'city of news');
      const both = await node.api('POST', 'access-tokens', {
        body: { name: 'both', solutions: ['news', 'maps'], grants },
      });
      assert.deepEqual(both.json.solutions, [ids.maps, ids.news].sort());
      const { token } = both.json;
      for (const at of [node, other]) {
        assert.equal((await call(token, 'city', 'maps', at)).json.whose, 'city of maps');
        assert.equal((await call(token, 'city', ids.news, at)).json.whose, 'city of news');
      }
      assert.equal((await call(token, 'city', 'maps')).json.solution, undefined, 'the field reached the upstream');
      const unlimited = await issue({ grants: [{ credentials: ['*'] }] });
      assert.deepEqual(outcome(await call(unlimited, 'city')), [404, 'credential/not-found']);
    });

    test('a solution that is missing, unknown, foreign or not the token’s gives the one 404', async () => {
      const several = await issue({ solutions: ['maps', 'news'], grants: [{ credentials: ['*'] }] });
      const one = await issue({ solutions: ['maps'], grants: [{ credentials: ['*'] }] });
      const none = await issue({ grants: [{ credentials: ['*'] }] });
      assert.equal((await call(none, 'weather')).status, 200);
      assert.equal((await call(one, 'weather', 'maps')).status, 200);
      const expected = withoutRequest(await call(one, 'nobody'));
      assert.deepEqual([expected.status, expected.code], [404, 'credential/not-found']);
      const refused = [
        await call(several, 'weather'),
        await call(none, 'weather', 'maps'),
        await call(none, 'weather', ids.maps),
        ...(await Promise.all(
          ['idle', ids.idle, 'nobody', newId('sol'), 'MAPS', 'maps, maps', '*', ''].map((solution) =>
            call(one, 'weather', solution),
          ),
        )),
      ];
      for (const answer of refused) assert.deepEqual(withoutRequest(answer), expected);
      const { id } = (await node.api('GET', 'credentials/city?solution=news')).json;
      assert.deepEqual(withoutRequest(await call(one, id)), expected, 'by its id, a credential of another solution');
    });

    test('catalogue 49: a key that shadows the organisation’s takes an explicit word', async () => {
      assert.equal((await put('pay', 'pay of the organisation')).status, 201);
      assert.deepEqual(outcome(await put('pay', 'pay of maps', 'maps')), [409, 'credential/shadows']);
      const bulk = { items: [{ type: 'Default', key: 'pay', fields: {} }], onError: 'good' };
      const many = await node.api('POST', 'credentials:bulk?solution=maps', { body: bulk });
      assert.equal(many.json.failed[0].problem.code, 'credential/shadows');
      const derived = await node.api('POST', 'credentials?solution=maps', {
        body: { type: 'Default', name: 'Pay', fields: { a: 'b' } },
      });
      assert.equal(derived.json.key, 'pay-2', 'a key that nobody gave hides nothing');
      const outside = await put('lonely', 'lonely', undefined, { shadows: true });
      assert.deepEqual(outcome(outside), [422, 'request/invalid']);
      const before = await node.api('GET', 'credentials/pay?solution=maps');
      assert.deepEqual(outcome(before), [404, 'credential/not-found']);
    });

    test('a shadow takes effect on every warm node, in its solution alone', async () => {
      const grants = [{ credentials: ['*'] }];
      const [maps, news] = [await issue({ solutions: ['maps'], grants }), await issue({ solutions: ['news'], grants })];
      for (const at of [node, other]) {
        for (const token of [maps, news]) {
          assert.equal((await call(token, 'pay', undefined, at)).json.whose, 'pay of the organisation');
        }
      }
      assert.equal((await put('pay', 'pay of maps', 'maps', { shadows: true })).status, 201);
      for (const at of [node, other]) {
        await until(async () => (await call(maps, 'pay', undefined, at)).json.whose === 'pay of maps');
        assert.equal((await call(news, 'pay', undefined, at)).json.whose, 'pay of the organisation');
      }
      assert.equal((await put('pay', 'pay of maps', 'maps', { shadows: true })).status, 200, 'the same word twice');
    });

    test('a grant of an exact key keeps to what it named when it was issued, whatever shadows it later', async () => {
      assert.equal((await put('bound', 'bound of the organisation')).status, 201);
      const exact = await issue({ solutions: ['maps'], grants: [{ credentials: ['bound'] }] });
      assert.equal((await call(exact, 'bound')).json.whose, 'bound of the organisation');
      assert.equal((await put('bound', 'bound of maps', 'maps', { shadows: true })).status, 201);
      await until(async () => (await call(exact, 'bound')).json.code === 'credential/not-found');
      const anew = await issue({ solutions: ['maps'], grants: [{ credentials: ['bound'] }] });
      assert.equal((await call(anew, 'bound')).json.whose, 'bound of maps');
    });

    test('a record that is unusable, and a tombstone, stop the look-up', async () => {
      const token = await issue({ solutions: ['maps'], grants: [{ credentials: ['*'] }] });
      assert.equal((await put('stop', 'stop of the organisation')).status, 201);
      assert.equal((await call(token, 'stop')).json.whose, 'stop of the organisation');
      const incomplete = { type: 'ApiKey', baseUrl: upstream.url, fields: { in: 'header', name: 'X-Api-Key' } };
      const body = { ...incomplete, shadows: true };
      const made = await node.api('PUT', 'credentials/stop?solution=maps', { body });
      assert.deepEqual([made.status, made.json.status], [201, 'incomplete']);
      for (const at of [node, other]) {
        await until(async () => (await call(token, 'stop', undefined, at)).json.code === 'credential/incomplete');
      }
      assert.equal((await node.api('DELETE', 'credentials/stop?solution=maps')).status, 204);
      for (const at of [node, other]) {
        await until(async () => (await call(token, 'stop', undefined, at)).json.code === 'credential/not-found');
      }
      const unlimited = await issue({ grants: [{ credentials: ['stop'] }] });
      assert.equal((await call(unlimited, 'stop')).json.whose, 'stop of the organisation');
      assert.equal((await put('stop', 'stop of maps', 'maps', { shadows: true })).status, 201, 'a successor');
      await until(async () => (await call(token, 'stop')).json.whose === 'stop of maps');
    });

    test('a solution is deleted once nothing lives in it; what its slug names next is another one', async () => {
      await node.api('POST', 'solutions', { body: { name: 'short', slug: 'short' } });
      assert.equal((await put('own', 'own of short', 'short')).status, 201);
      const token = await issue({ solutions: ['short', 'maps'], grants: [{ credentials: ['*'] }] });
      for (const at of [node, other]) assert.equal((await call(token, 'own', 'short', at)).json.whose, 'own of short');
      const full = await node.api('DELETE', 'solutions/short');
      assert.deepEqual(outcome(full), [409, 'solution/not-empty']);
      assert.equal((await node.api('DELETE', 'credentials/own?solution=short')).status, 204);
      assert.equal((await node.api('DELETE', 'solutions/short')).status, 204);
      await node.api('POST', 'solutions', { body: { name: 'short', slug: 'short' } });
      assert.equal((await put('own', 'own of the next', 'short')).status, 201);
      for (const at of [node, other]) {
        await until(async () => (await call(token, 'own', 'short', at)).json.code === 'credential/not-found');
      }
    });

    describe('a token that is limited to solutions', () => {
      let editor: string;
      before(async () => {
        editor = await issue({ name: 'editor of maps', role: 'editor', solutions: ['maps'] });
      });

      test('manages what is in them, sees what is the organisation’s, and of the others not that they exist', async () => {
        const ask = (method: string, path: string, body?: object) =>
          node.api(method, path, { token: editor, ...(body && { body }) });
        assert.equal((await put('mine', 'mine', 'maps', {}, editor)).status, 201);
        assert.equal((await ask('PATCH', 'credentials/mine?solution=maps', { name: 'M' })).status, 200);
        assert.equal((await ask('GET', 'credentials/weather')).status, 200);
        const listed = (await ask('GET', 'credentials?limit=200')).json.items;
        const scopes = new Set(listed.map(({ solutionId = '' }) => solutionId));
        assert.deepEqual(scopes, new Set(['', ids.maps]));
        const solutions = (await ask('GET', 'solutions')).json.items;
        assert.deepEqual(
          solutions.map(({ id }: { id: string }) => id),
          [ids.maps],
        );
        const { id } = (await node.api('GET', 'credentials/city?solution=news')).json;
        assert.deepEqual(outcome(await ask('GET', `credentials/${id}`)), [404, 'credential/not-found']);
        const foreign = withoutRequest(await ask('GET', 'credentials?solution=news'));
        assert.deepEqual(foreign, withoutRequest(await ask('GET', 'credentials?solution=nobody')));
        assert.deepEqual(withoutRequest(await ask('GET', `solutions/${ids.news}`)), foreign);
        const forbidden = [
          await ask('PATCH', 'credentials/weather', { name: 'no' }),
          await put('weather', 'weather of the organisation', undefined, {}, editor),
          await put('fresh', 'fresh', undefined, {}, editor),
          await ask('DELETE', 'credentials/weather'),
          await ask('POST', 'credentials/weather/verify'),
          await ask('POST', 'credentials:bulk', { items: [{ type: 'Default', fields: {} }] }),
          await ask('POST', 'solutions', { name: 'no' }),
          await ask('PATCH', 'solutions/maps', { name: 'no' }),
          await ask('DELETE', 'solutions/maps'),
          await ask('GET', 'access-tokens'),
        ];
        for (const answer of forbidden) assert.deepEqual(outcome(answer), [403, 'token/forbidden']);
      });

      test('hides a credential of the organisation only where it may use it too', async () => {
        assert.equal((await put('both', 'both of the organisation')).status, 201);
        const hide = (token: string) => put('both', 'both of maps', 'maps', { shadows: true }, token);
        assert.deepEqual(outcome(await hide(editor)), [403, 'credential/shadow-refused']);
        const limited = { role: 'editor', solutions: ['maps'] };
        const user = await issue({ ...limited, grants: [{ credentials: ['both'] }] });
        assert.equal((await hide(user)).status, 201);
      });

      test('passes on no other solution, no use of what it does not manage, and no token that has either', async () => {
        const grant = (body: object, token = editor) =>
          node.api('POST', 'access-tokens', { token, body: { name: 'passed on', ...body } });
        const maps = { solutions: ['maps'] };
        const passed = await grant({ ...maps, role: 'editor', grants: [{ credentials: ['city'] }] });
        assert.equal(passed.status, 201, passed.text);
        assert.equal((await call(passed.json.token, 'city')).json.whose, 'city of maps');
        const exceeding = [
          { role: 'user' },
          { grants: [{ credentials: ['weather'] }] },
          { ...maps, grants: [{ credentials: ['weather'] }] },
          { ...maps, grants: [{ credentials: ['*'] }] },
          { ...maps, role: 'admin' },
        ];
        for (const body of exceeding) {
          assert.deepEqual(outcome(await grant(body)), [403, 'grant/exceeded'], JSON.stringify(body));
        }
        const unknown = await grant({ solutions: ['maps', 'nobody'], role: 'user' });
        const foreign = await grant({ solutions: ['maps', 'news'], role: 'user' });
        assert.deepEqual(outcome(foreign), [404, 'solution/not-found']);
        assert.deepEqual(withoutRequest(foreign), withoutRequest(unknown));
        const admin = await issue({ role: 'admin', solutions: ['maps'] });
        const wide = (await node.api('POST', 'access-tokens', { body: { name: 'wide', role: 'user' } })).json.id;
        for (const method of ['GET', 'DELETE', 'PATCH'] as const) {
          const options = { token: admin, ...(method === 'PATCH' && { body: { name: 'x' } }) };
          const answer = await node.api(method, `access-tokens/${wide}`, options);
          assert.deepEqual(outcome(answer), [404, 'token/not-found'], method);
        }
        const holder = { name: 'uses', solutions: ['maps'], grants: [{ credentials: ['weather'] }] };
        const { id } = (await node.api('POST', 'access-tokens', { body: holder })).json;
        const rotated = await node.api('POST', `access-tokens/${id}/rotate`, { token: admin, body: {} });
        assert.deepEqual(outcome(rotated), [403, 'grant/exceeded']);
        assert.equal((await node.api('DELETE', `access-tokens/${id}`, { token: admin })).status, 204);
      });

      test('rotates itself, and stays as limited', async () => {
        const { id, token } = (
          await node.api('POST', 'access-tokens', {
            body: { name: 'self', role: 'editor', solutions: ['maps'], grants: [{ credentials: ['*'] }] },
          })
        ).json;
        const rotated = await node.api('POST', `access-tokens/${id}/rotate`, { token, body: {} });
        assert.deepEqual([rotated.status, rotated.json.solutions], [200, [ids.maps]], rotated.text);
        assert.equal((await call(rotated.json.token, 'city')).json.whose, 'city of maps');
        const elsewhere = await put('city', 'city of news', 'news', {}, rotated.json.token);
        assert.deepEqual(outcome(elsewhere), [404, 'solution/not-found']);
      });
    });

    test('a token of the platform is limited to no solution', async () => {
      const { status, json } = await node.fetch(`${node.controlUrl}/v1/platform/access-tokens`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await node.ownerToken()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'p', role: 'user', solutions: ['maps'] }),
      });
      assert.deepEqual([status, json.errors[0].path], [422, '/solutions']);
    });
  });
}
