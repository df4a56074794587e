/**
 * Consumers, usages and the guard through whole systems, on SQLite and PostgreSQL: who is told to use a credential, who
 * was seen using it, and what keeps it from being deleted.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward, runCli } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { until } from './kit/until.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let postgres: TestPostgres;
let upstream: Upstream;

before(async () => {
  [postgres, upstream] = await Promise.all([startPostgres(), startUpstream(demanding(canary))]);
});
after(async () => {
  await upstream.close();
  await postgres.stop();
});

const outcome = ({ status, json }: Answer) => [status, json?.code] as const;
const keysOf = ({ json }: Answer) => json.items.map(({ key }: { key: string }) => key).sort();
const idsOf = ({ json }: Answer) => json.items.map(({ id }: { id: string }) => id);

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`consumers on ${dialect}`, () => {
    let keyward: Keyward;
    let limited: string;

    const put = (id: string, uses: readonly (string | object)[], more: object = {}, token?: string) => {
      const named = uses.map((use) => (typeof use === 'string' ? { credential: use } : use));
      const body = { name: `The ${id}`, uses: named, ...more };
      return keyward.api('PUT', `consumers/${id}`, { body, ...(token && { token }) });
    };
    const add = async (key: string, query = '') => {
      const body = { type: 'ApiKey', baseUrl: upstream.url, fields: { name: 'X-Api-Key', apiKey: canary } };
      const answer = await keyward.api('PUT', `credentials/${key}${query}`, { body });
      assert.equal(answer.status, 201, answer.text);
      return answer;
    };
    const remove = (key: string, query = '', token?: string) =>
      keyward.api('DELETE', `credentials/${key}${query}`, token ? { token } : {});

    before(async () => {
      keyward = await Keyward.start(dialect === 'PostgreSQL' ? { database: await postgres.createDatabase() } : {});
      for (const slug of ['maps', 'news']) await keyward.api('POST', 'solutions', { body: { name: slug } });
      const body = { name: 'limited', role: 'editor', solutions: ['maps'] };
      limited = (await keyward.api('POST', 'access-tokens', { body })).json.token;
      for (const key of ['quotes', 'spare', 'shadowed']) await add(key);
    });
    after(async () => {
      assert.deepEqual(await keyward.leaksOf(canary), []);
      await keyward.close();
    });

    test('registering again with the same body changes nothing, and another order of uses is the same', async () => {
      const uses = [
        { credential: 'quotes', step: 'b' },
        { credential: 'quotes', step: 'a', component: 'ApiKey' },
      ];
      const first = await put('flow/8f14', uses, { link: 'https://flows.example/8f14' });
      assert.equal(first.status, 201, first.text);
      const again = await put('flow/8f14', uses.toReversed(), { link: 'https://flows.example/8f14' });
      assert.deepEqual([again.status, again.json], [200, first.json]);
      assert.deepEqual((await keyward.api('GET', 'consumers/flow/8f14')).json, first.json);
      const changed = await put('flow/8f14', ['quotes'], { active: false });
      assert.deepEqual([changed.status, changed.json.version, changed.json.link], [200, 2, undefined]);
      const stale = await keyward.api('PUT', 'consumers/flow/8f14', {
        body: { name: 'x', uses: [] },
        headers: { 'if-match': '"1"' },
      });
      assert.deepEqual(outcome(stale), [412, 'consumer/stale']);
      const { json } = await keyward.api('GET', 'audit?action=consumer.replace&limit=1&outcome=done');
      assert.deepEqual([json.items[0].subject, json.items[0].details.version], ['flow/8f14', 2]);
      assert.equal((await keyward.api('DELETE', 'consumers/flow/8f14')).status, 204);
      assert.deepEqual(outcome(await keyward.api('GET', 'consumers/flow/8f14')), [404, 'consumer/not-found']);
    });

    test('bad input is refused with where it stands, and nothing is stored', async () => {
      const dangling = await put('flow/bad', ['quotes', 'nothing', { credential: 'gone', step: '2' }]);
      assert.deepEqual(outcome(dangling), [422, 'reference/dangling']);
      assert.deepEqual(dangling.json.errors.map(({ path }: { path: string }) => path).sort(), [
        '/uses/1/credential',
        '/uses/2/credential',
      ]);
      const mismatch = await put('flow/bad', [{ credential: 'quotes', component: 'stripe' }]);
      assert.deepEqual(
        [...outcome(mismatch), mismatch.json.errors[0].path],
        [409, 'credential/component-mismatch', '/uses/0/credential'],
      );
      const refused: [string, Promise<Answer>][] = [
        [
          '/uses',
          put(
            'flow/bad',
            Array.from({ length: 201 }, (_, n) => ({ credential: 'quotes', step: `${n}` })),
          ),
        ],
        ['/uses/1', put('flow/bad', ['quotes', 'quotes'])],
        ['/uses/0/credential', put('flow/bad', ['cred_01h455vb4pex5vsknk084sn02q'])],
        ['/link', put('flow/bad', [], { link: 'javascript:alert(1)' })],
        ['/link', put('flow/bad', [], { link: 'https://ann:secret@flows.example/' })],
        ['/link', put('flow/bad', [], { link: 'https:\\\\flows.example' })],
        ['/link', put('flow/bad', [], { link: 'https://flows.example/\u202eexe' })],
        ['/name', put('flow/bad', [], { name: 'a\u001b[2J' })],
      ];
      for (const [path, answering] of refused) {
        const answer = await answering;
        assert.deepEqual([...outcome(answer), answer.json.errors[0].path], [422, 'request/invalid', path], answer.text);
      }
      for (const id of ['flow/a%20b', 'flow/%2e%2e%2f', 'function/x', 'Function/x', `flow/${'x'.repeat(196)}`, 'é/x']) {
        assert.deepEqual(outcome(await put(id, [], { name: 'x' })), [422, 'consumer/name-invalid'], id);
      }
      assert.deepEqual((await keyward.api('GET', 'consumers?search=bad')).json.items, []);
    });

    test('the list is filtered by kind, credential, solution and text, in pages', async () => {
      await put('rule/1', ['quotes']);
      await put('rule/2', ['spare'], { name: '100% 日本 Rule_2' });
      await put('rule/3', ['quotes'], { solution: 'maps' });
      const names = async (query: string) => {
        const { json, text } = await keyward.api('GET', `consumers?${query}`);
        return json.items?.map(({ externalId }: { externalId: string }) => externalId).sort() ?? text;
      };
      assert.deepEqual(await names('kind=rule'), ['1', '2', '3']);
      assert.deepEqual(await names('credential=quotes'), ['1', '3']);
      assert.deepEqual(await names('credential=quotes&solution=maps'), ['3']);
      assert.deepEqual(await names('search=100%25'), ['2']);
      assert.deepEqual(await names('search=RULE%5F'), ['2']);
      assert.deepEqual(await names('search=%5C'), []);
      const first = await keyward.api('GET', 'consumers?kind=rule&limit=2');
      const second = await keyward.api('GET', `consumers?kind=rule&limit=2&cursor=${first.json.nextCursor}`);
      assert.deepEqual([first.json.items.length, second.json.items.length], [2, 1]);
    });

    test('a token limited to solutions stays within them, and is told how many users it may not see', async () => {
      assert.deepEqual(outcome(await put('flow/org', ['quotes'], {}, limited)), [403, 'token/forbidden']);
      assert.deepEqual(outcome(await put('flow/n', [], { solution: 'news' }, limited)), [404, 'solution/not-found']);
      await put('flow/news', ['quotes'], { solution: 'news' });
      assert.equal((await put('flow/maps', ['quotes'], { solution: 'maps' }, limited)).status, 201);
      assert.deepEqual(outcome(await put('flow/news', [], { solution: 'maps' }, limited)), [409, 'consumer/taken']);
      for (const method of ['GET', 'DELETE']) {
        const foreign = await keyward.api(method, 'consumers/flow/news', { token: limited });
        const unknown = await keyward.api(method, 'consumers/flow/unknown', { token: limited });
        assert.deepEqual(outcome(foreign), [404, 'consumer/not-found']);
        assert.deepEqual({ ...foreign.json, requestId: '' }, { ...unknown.json, requestId: '' });
      }
      const listed = await keyward.api('GET', 'consumers?kind=flow', { token: limited });
      assert.deepEqual(
        listed.json.items.map(({ externalId }: { externalId: string }) => externalId),
        ['maps'],
      );
      const whole = (await keyward.api('GET', 'credentials/quotes/usages')).json;
      const part = (await keyward.api('GET', 'credentials/quotes/usages', { token: limited })).json;
      assert.equal(part.total + part.hidden, whole.total);
      assert.ok(part.hidden > 0 && whole.hidden === 0 && part.observed === undefined);
      assert.ok(part.items.every(({ solutionId }: { solutionId?: string }) => solutionId !== undefined));
      const deleted = await keyward.api('DELETE', 'solutions/news');
      assert.deepEqual(outcome(deleted), [409, 'solution/not-empty']);
    });

    test('what a new consumer may be given: usable, of the component, meant by its key there, the caller\u2019s to grant', async () => {
      const { text } = await keyward.api('PUT', 'credentials/shadowed?solution=maps', {
        body: { type: 'ApiKey', shadows: true, baseUrl: upstream.url, fields: { name: 'X-Api-Key', apiKey: canary } },
      });
      await keyward.api('PUT', 'credentials/empty', { body: { type: 'ApiKey', fields: { name: 'X-Api-Key' } } });
      await add('of-news', '?solution=news');
      const fits = (query: string, token?: string) =>
        keyward.api('GET', `credentials?for=consumer&component=ApiKey${query}`, token ? { token } : {});
      assert.deepEqual(keysOf(await fits('')), ['quotes', 'shadowed', 'spare'], text);
      const ofMaps = await fits('&solution=maps');
      assert.deepEqual(keysOf(ofMaps), ['quotes', 'shadowed', 'spare']);
      const shadowing = ofMaps.json.items.find(({ key }: { key: string }) => key === 'shadowed');
      assert.notEqual(shadowing.solutionId, undefined);
      assert.deepEqual(keysOf(await fits('&solution=maps', limited)), ['shadowed']);
      assert.deepEqual(keysOf(await fits('', limited)), []);
      assert.deepEqual(keysOf(await fits('&component=stripe'.replace('&component', '&provider'))), []);
      assert.deepEqual(outcome(await fits('&status=invalid')), [422, 'request/invalid']);
      await remove('shadowed', '?solution=maps');
      assert.deepEqual(keysOf(await fits('&solution=maps')), ['quotes', 'spare'], 'a tombstone ends the look-up');
    });

    test('usages join what is registered with what was seen, and tell of what was seen alone', async () => {
      await add('watched');
      await put('flow/seen', [{ credential: 'watched', step: 'fetch' }], { link: 'https://flows.example/seen' });
      await put('flow/quiet', ['watched'], { active: false });
      const token = await keyward.tokenFor('watched');
      for (const consumer of ['flow/seen', 'flow/seen', 'script/dynamic']) {
        const { status } = await keyward.call('/watched/q', { token, headers: { 'Keyward-Consumer': consumer } });
        assert.equal(status, 200);
      }
      const path = 'credentials/watched/usages';
      await until(async () => {
        const { observed } = (await keyward.api('GET', path)).json;
        return observed.reduce((sum: number, { count }: { count: number }) => sum + count, 0) === 3;
      });
      const { items, total, hidden, observed } = (await keyward.api('GET', path)).json;
      assert.deepEqual([total, hidden, items.length], [2, 0, 2]);
      const [quiet, seen] = items;
      assert.deepEqual([quiet.id, quiet.active, quiet.observed], ['quiet', false, undefined]);
      const { observed: sums, ...usage } = seen;
      const link = 'https://flows.example/seen';
      assert.deepEqual(usage, { kind: 'flow', id: 'seen', name: 'The flow/seen', link, active: true, step: 'fetch' });
      assert.equal(sums.count, 2);
      assert.ok(sums.firstUsedAt <= sums.lastUsedAt);
      const { origin } = new URL(upstream.url);
      const names = observed.map(
        ({ consumer, registered, ...rest }: { consumer: string; registered: boolean; origin: string }) => {
          assert.equal(rest.origin, origin);
          return `${consumer} ${registered}`;
        },
      );
      assert.deepEqual(names.sort(), ['flow/seen true', 'script/dynamic false']);
      const first = (await keyward.api('GET', `${path}?limit=1`)).json;
      const second = (await keyward.api('GET', `${path}?limit=1&cursor=${first.nextCursor}`)).json;
      assert.deepEqual([first.items[0].id, second.items[0].id, second.nextCursor], ['quiet', 'seen', undefined]);
      assert.deepEqual(outcome(await keyward.api('GET', `credentials/quotes/usages?cursor=${first.nextCursor}`)), [
        422,
        'request/cursor-invalid',
      ]);
      const listed = (await keyward.api('GET', 'credentials?search=watched')).json.items[0];
      assert.equal(listed.usageCount, 2);
    });

    test('what is in use is not deleted, with the users told, unless it is forced; drafts count where the setting says so', async () => {
      await add('guarded');
      await put('flow/draft', ['guarded'], { active: false });
      await put('flow/live', [{ credential: 'guarded', step: 's' }], { solution: 'news' });
      await put('flow/near', ['guarded'], { solution: 'maps' });
      const refused = await remove('guarded');
      assert.deepEqual(outcome(refused), [409, 'credential/in-use']);
      assert.deepEqual(
        refused.json.usages.map(({ id }: { id: string }) => id),
        ['live', 'near'],
      );
      assert.equal(refused.json.usages[0].step, 's');
      const token = await keyward.tokenFor('guarded');
      assert.equal((await keyward.call('/guarded/q', { token })).status, 200, 'a refusal destroys nothing');
      await keyward.api('DELETE', 'consumers/flow/live');
      await keyward.api('DELETE', 'consumers/flow/near');
      await keyward.api('PATCH', 'settings', { body: { deletionGuard: 'any' } });
      assert.deepEqual(
        (await remove('guarded')).json.usages.map(({ id }: { id: string }) => id),
        ['draft'],
      );
      await keyward.api('PATCH', 'settings', { body: { deletionGuard: 'active' } });
      await put('flow/live', ['guarded']);
      assert.equal((await remove('guarded', '?force=true')).status, 204);
      const { json } = await keyward.api('GET', 'audit?action=credential.delete&outcome=done&limit=1');
      assert.deepEqual([json.items[0].details.isForced, json.items[0].details.users], [true, 2]);
      const gone = await until(async () => {
        const answer = await keyward.call('/guarded/q', { token });
        return answer.status !== 200 && answer;
      });
      assert.deepEqual(outcome(gone as Answer), [404, 'credential/not-found']);
      assert.deepEqual(outcome(await put('flow/live', ['guarded'])), [422, 'reference/dangling']);
      assert.equal((await put('flow/live', ['guarded'], { active: false })).status, 200, 'it can be switched off');
      await add('guarded');
      assert.deepEqual(idsOf(await keyward.api('GET', 'credentials/guarded/usages')), ['draft', 'live']);
    });

    test('a limited token is told how many of those in its way it may not see', async () => {
      await add('own', '?solution=maps');
      await put('flow/own', ['own'], { solution: 'maps' });
      const refused = await remove('own', '?solution=maps', limited);
      assert.deepEqual(
        [...outcome(refused), refused.json.usages.length, refused.json.hidden],
        [409, 'credential/in-use', 1, undefined],
      );
    });

    test('catalogue 25: a reference and a deletion at the same time leave nothing dangling', async () => {
      for (let round = 0; round < 12; round++) {
        await add(`raced-${round}`);
        const [registered, deleted] = await Promise.all([
          put(`race/${round}`, [`raced-${round}`]),
          remove(`raced-${round}`),
        ]);
        const either = [outcome(registered).join(), outcome(deleted).join()].join(' ');
        assert.match(either, /^(201, 409,credential\/in-use|422,reference\/dangling 204,)$/);
      }
    });

    test('what names a credential is moved to another of its component, all of it or some', async () => {
      for (const key of ['old', 'new']) await add(key);
      const basic = { type: 'BasicAuth', baseUrl: upstream.url, fields: { username: 'ann', password: canary } };
      await keyward.api('PUT', 'credentials/basic', { body: basic });
      await put('move/1', ['old', 'new', { credential: 'old', step: 'b', component: 'ApiKey' }]);
      await put('move/2', ['old'], { solution: 'news', active: false });
      await put('move/3', ['old'], { solution: 'maps' });
      const move = (body: object, token?: string) =>
        keyward.api('POST', 'credentials/old/replace', { body, ...(token && { token }) });
      assert.deepEqual(outcome(await move({ with: 'nothing' })), [422, 'reference/dangling']);
      assert.deepEqual(outcome(await move({ with: 'basic' })), [409, 'credential/component-mismatch']);
      assert.deepEqual(outcome(await move({ with: 'old' })), [422, 'request/invalid']);
      const some = { with: 'new', references: [{ kind: 'move', id: '2' }] };
      const none = await move({
        with: 'new',
        references: [
          { kind: 'move', id: '9' },
          { kind: 'function', id: 'x' },
        ],
      });
      assert.deepEqual([...outcome(none), none.json.errors.length], [422, 'request/invalid', 2]);
      const whole = await keyward.api('GET', 'consumers/move/1');
      const one = await move(some);
      assert.deepEqual([one.status, one.json.moved, one.json.left], [200, 1, 3], one.text);
      assert.deepEqual((await keyward.api('GET', 'consumers/move/1')).json, whole.json);
      const ofMaps = await move({ with: 'new' }, limited);
      assert.deepEqual([ofMaps.json.moved, ofMaps.json.left, ofMaps.json.usages], [1, 2, []], ofMaps.text);
      assert.deepEqual((await move({ with: 'new' })).json, { moved: 2, functions: 0, left: 0, usages: [] });
      const { uses, version } = (await keyward.api('GET', 'consumers/move/1')).json;
      assert.deepEqual(
        [uses, version],
        [[{ credential: 'new' }, { credential: 'new', step: 'b', component: 'ApiKey' }], 2],
      );
      assert.equal((await remove('old')).status, 204);
      assert.deepEqual(idsOf(await keyward.api('GET', 'credentials/new/usages')), ['1', '1', '2', '3']);
      const { items } = (await keyward.api('GET', 'audit?action=credential.move-usages&outcome=done&limit=1')).json;
      assert.deepEqual([items[0].subjectKey, items[0].details.moved], ['old', 2]);
    });

    test('a credential is not moved to what its key does not mean where the user is', async () => {
      for (const key of ['from', 'hidden']) await add(key);
      const shadow = { type: 'ApiKey', shadows: true, fields: { name: 'X-Api-Key' } };
      await keyward.api('PUT', 'credentials/hidden?solution=maps', { body: shadow });
      await put('hide/1', ['from'], { solution: 'maps' });
      await put('hide/2', ['from']);
      const moved = await keyward.api('POST', 'credentials/from/replace', { body: { with: 'hidden' } });
      assert.deepEqual(outcome(moved), [422, 'reference/dangling']);
      assert.equal((await keyward.api('GET', 'credentials/from/usages')).json.total, 2, 'all of it or nothing');
    });

    const define = (name: string, key: string, more: object = {}) => {
      const request = { method: 'GET', url: '/q' };
      const body = { name, state: 'active', credential: key, request, ...more };
      return keyward.api('PUT', `solutions/maps/functions/${name}`, { body });
    };
    const invoke = (name: string, token: string) =>
      keyward.fetch(`${keyward.brokerUrl}/functions/${name}/invoke`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      });

    test('a function is among the users and the guard: active ones always, drafts where the setting says so', async () => {
      await add('by-function');
      assert.equal((await define('uses', 'by-function')).status, 201);
      await define('plans', 'by-function', { state: 'draft' });
      const grants = [{ functions: ['uses'] }];
      const { token } = (
        await keyward.api('POST', 'access-tokens', { body: { name: 'runner', solutions: ['maps'], grants } })
      ).json;
      assert.equal((await invoke('uses', token)).status, 200);
      const names = ({ json }: Answer) => (json.items ?? json.usages).map((one: { name: string }) => one.name).sort();
      const usages = await until(async () => {
        const answer = await keyward.api('GET', 'credentials/by-function/usages');
        return answer.json.observed.length > 0 && answer;
      });
      assert.deepEqual(names(usages as Answer), ['plans', 'uses']);
      const { observed, items } = (usages as Answer).json;
      assert.deepEqual([observed[0].consumer, observed[0].registered], ['function/uses', true]);
      assert.deepEqual(
        new Set(items.map(({ kind, active }: { kind: string; active: boolean }) => `${kind} ${active}`)),
        new Set(['function true', 'function false']),
      );
      assert.deepEqual(names(await remove('by-function')), ['uses']);
      await define('uses', 'by-function', { state: 'draft' });
      await keyward.api('PATCH', 'settings', { body: { deletionGuard: 'any' } });
      assert.deepEqual(names(await remove('by-function')), ['plans', 'uses']);
      await keyward.api('PATCH', 'settings', { body: { deletionGuard: 'active' } });
      await define('uses', 'by-function');
      assert.equal((await remove('by-function', '?force=true')).status, 204);
      await until(async () => (await invoke('uses', token)).json?.code === 'function/credential-missing');
      await add('by-function');
      await until(async () => (await invoke('uses', token)).status === 200);
    });

    test('functions are moved with the consumers, or nothing is, and each has a new version of the same but the key', async () => {
      for (const key of ['left', 'right']) await add(key);
      const other = {
        type: 'ApiKey',
        baseUrl: 'https://elsewhere.example',
        fields: { name: 'X-Api-Key', apiKey: canary },
      };
      await keyward.api('PUT', 'credentials/astray', { body: other });
      const parameters = { page: { location: 'query', type: 'integer', default: 1 } };
      const request = { method: 'GET', url: `${upstream.url}/q` };
      await define('stays', 'left', { request, parameters });
      await define('drafted', 'left', { state: 'draft' });
      await define('apart', 'quotes');
      await put('move/9', ['left']);
      const before = (await keyward.api('GET', 'solutions/maps/functions/stays')).json;
      const move = (body: object) => keyward.api('POST', 'credentials/left/replace', { body });
      const refused = await move({ with: 'astray' });
      assert.deepEqual(outcome(refused), [409, 'function/move-refused']);
      assert.match(
        refused.json.errors[0].message,
        /^the function stays of maps would be refused: policy\/origin-refused/,
      );
      assert.equal(refused.json.errors.length, 1, refused.text);
      const { total } = (await keyward.api('GET', 'credentials/left/usages')).json;
      assert.deepEqual([total, (await keyward.api('GET', 'consumers/move/9')).json.version], [3, 1]);
      const one = await move({ with: 'right', references: [{ kind: 'function', id: before.id }] });
      assert.deepEqual([one.json.moved, one.json.functions, one.json.left], [1, 1, 2], one.text);
      const after = (await keyward.api('GET', 'solutions/maps/functions/stays')).json;
      assert.deepEqual(after.definition, { ...before.definition, credential: 'right' });
      assert.deepEqual([after.version, after.id], [2, before.id]);
      const rest = await move({ with: 'right' });
      assert.deepEqual([rest.json.moved, rest.json.functions, rest.json.left], [2, 1, 0], rest.text);
      assert.equal((await keyward.api('GET', 'solutions/maps/functions/apart')).json.version, 1);
      assert.equal((await remove('left')).status, 204);
      assert.equal((await keyward.api('GET', 'credentials/right/usages')).json.total, 3);
      const log = await keyward.api('GET', 'audit?action=function.put&outcome=done&limit=1');
      assert.equal(log.json.items[0].details.version, 2);
      const { token } = (
        await keyward.api('POST', 'access-tokens', {
          body: { name: 'runner', solutions: ['maps'], grants: [{ functions: ['stays'] }] },
        })
      ).json;
      assert.equal((await invoke('stays', token)).status, 200);
    });

    test('a function that is edited while it is moved is moved as edited, or not at all', async () => {
      for (const key of ['here', 'there']) await add(key);
      for (let round = 0; round < 6; round++) {
        const [from, to] = round % 2 === 0 ? ['here', 'there'] : ['there', 'here'];
        await define('raced', from!, { description: `before ${round}` });
        await put('move/raced', [from!]);
        const [moved, edited] = await Promise.all([
          keyward.api('POST', `credentials/${from}/replace`, { body: { with: to } }),
          define('raced', from!, { description: `after ${round}` }),
        ]);
        const { definition } = (await keyward.api('GET', 'solutions/maps/functions/raced')).json;
        const isMoved = definition.credential === to;
        const used = (await keyward.api('GET', 'consumers/move/raced')).json.uses[0].credential;
        const told = [outcome(moved), outcome(edited), definition, used];
        // Who edits may be overtaken, who moves begins anew; an edit behind the move names the former key again.
        assert.ok(moved.status === 200 || moved.json.code === 'function/stale', JSON.stringify(told));
        assert.ok(edited.status === 200 || edited.json.code === 'function/stale', JSON.stringify(told));
        assert.equal(used, moved.status === 200 ? to : from, JSON.stringify(told));
        assert.ok(isMoved || edited.status === 200, JSON.stringify(told));
        assert.deepEqual(
          (await keyward.api('GET', `credentials/${from}/usages`)).json.total,
          isMoved ? 0 : 1 + Number(used === from),
        );
        await keyward.api('POST', `credentials/${from}/replace`, { body: { with: to } });
      }
    });

    test('a solution is copied, and made of a template, with its functions and no secret', async () => {
      await keyward.api('POST', 'solutions', { body: { name: 'whole' } });
      await add('inside', '?solution=whole');
      const definition = { name: 'ask', state: 'active', credential: 'inside', request: { method: 'GET', url: '/q' } };
      const put = await keyward.api('PUT', 'solutions/whole/functions/ask', { body: definition });
      assert.equal(put.status, 201, put.text);
      const copied = await keyward.api('POST', 'solutions/whole/copy', { body: { slug: 'whole-copy' } });
      assert.equal(copied.status, 201, copied.text);
      const template = (await keyward.api('GET', 'solutions/whole/template?fields=true')).json.template;
      const body = { name: 'Made', slug: 'whole-made', template };
      const made = await keyward.api('POST', 'solutions', { body });
      assert.equal(made.status, 201, made.text);
      for (const slug of ['whole-copy', 'whole-made']) {
        const { items } = (await keyward.api('GET', `solutions/${slug}/checklist`)).json;
        const codes = items.map(({ key, code }: { key: string; code: string }) => `${key} ${code}`);
        assert.deepEqual(codes.sort(), ['ask function/draft', 'inside credential/incomplete']);
      }
    });

    test('expiry wins over the guard', async () => {
      await add('brief');
      await put('flow/brief', ['brief']);
      const expiresAt = new Date(Date.now() + 300).toISOString();
      assert.equal((await keyward.api('PATCH', 'credentials/brief', { body: { expiresAt } })).status, 200);
      await until(async () => (await keyward.api('GET', 'credentials/brief')).json.status === 'expired');
      assert.deepEqual(idsOf(await keyward.api('GET', 'credentials/brief/usages')), ['brief']);
    });

    test('the commands register consumers, show usages and print who is in the way of a deletion', async (context) => {
      if (dialect !== 'SQLite') return context.diagnostic('the commands do not know the database');
      const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_TOKEN: await keyward.ownerToken() };
      const run = (...args: string[]) => runCli(args, { env });
      await add('prices');
      const set = await run('consumer', 'set', 'flow/8', '--name', 'Prices', '--use', 'prices@fetch=ApiKey');
      const done = 'Registered flow/8 with 1 of its credentials, version 1.\n';
      assert.deepEqual([set.code, set.stdout], [0, done], set.stderr);
      const [listed, shown, usages, refused, unnamed] = await Promise.all([
        run('consumer', 'list', '--credential', 'prices'),
        run('consumer', 'show', 'flow/8'),
        run('credential', 'usages', 'prices'),
        run('credential', 'remove', 'prices', '--yes'),
        run('consumer', 'set', 'flow'),
      ]);
      assert.match(listed.stdout, /^flow\/8 +Prices +yes +prices$/m);
      assert.match(shown.stdout, /^prices +fetch +ApiKey$/m);
      assert.match(usages.stdout, /^flow +8 +Prices +yes +fetch +0$/m);
      assert.deepEqual([refused.code, unnamed.code], [5, 2], refused.stderr);
      assert.match(refused.stderr, /credential\/in-use\n.*\n.*\n {2}flow +8 +Prices +yes +fetch\n.*--force/);
      assert.equal((await run('credential', 'remove', 'prices', '--yes', '--force')).code, 0);
      assert.equal((await run('consumer', 'remove', 'flow/8')).code, 0);
    });
  });
}
