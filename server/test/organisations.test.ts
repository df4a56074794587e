/**
 * Organisations, platform tokens, roles and settings, through the API and the broker of whole systems: two nodes on one
 * database, SQLite and PostgreSQL.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../src/domain/id.ts';
import type { Answer, Keyward } from './kit/keyward.ts';
import { isRefused, Platform, slugs } from './kit/platform.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { until } from './kit/until.ts';

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

const withoutRequest = ({ status, json: { requestId: _, ...rest } }: Answer) => ({ status, ...rest });

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`organisations on ${dialect}`, () => {
    const owners: string[] = [];
    let platform: Platform;

    before(async () => {
      platform = await Platform.start(dialect === 'PostgreSQL' ? await postgres.createDatabase() : undefined);
    });
    after(() => platform.close());

    test('the first token makes three organisations, each with an owner and a credential under the same key', async () => {
      for (const slug of slugs) owners.push(await platform.addCustomer(slug));
      const all = await platform.ask('GET', 'organisations?limit=3');
      const rest = await platform.ask('GET', `organisations?limit=3&cursor=${all.json.nextCursor}`);
      const listed = [...all.json.items, ...rest.json.items].map(({ slug }) => slug);
      assert.deepEqual(listed.sort(), ['acme', 'default', 'globex', 'initech']);
    });

    test('an organisation made by the API has a sealing key that its broker has signed, and an entry in its log', async () => {
      assert.equal((await platform.ask('GET', 'organisations/acme/sealing-key', { token: owners[0]! })).status, 200);
      const { json } = await platform.ask('GET', 'organisations/acme/audit?action=organisation.create', {
        token: owners[0]!,
      });
      assert.equal(json.items.length, 1);
      assert.match(json.items[0].requestId, /^req_/);
    });

    test('a slug that is taken, an id or malformed is refused; a derived one gives way', async () => {
      const rows = [
        [{ slug: 'acme', name: 'Again' }, 409, 'organisation/slug-taken'],
        [{ slug: newId('org'), name: 'Id' }, 422, 'organisation/slug-invalid'],
        [{ slug: 'installation', name: 'All' }, 422, 'organisation/slug-invalid'],
        [{ slug: '../acme', name: 'Path' }, 422, 'organisation/slug-invalid'],
        [{ name: '' }, 422, 'request/invalid'],
        [{ name: 'x', settings: {} }, 422, 'request/invalid'],
      ] as const;
      for (const [body, status, code] of rows) {
        const answer = await platform.ask('POST', 'organisations', { body });
        assert.deepEqual([answer.status, answer.json.code], [status, code], JSON.stringify(body));
      }
      const names = await Promise.all(
        [1, 2, 3].map(() => platform.ask('POST', 'organisations', { body: { name: 'Ümlaut' } })),
      );
      assert.deepEqual(names.map(({ json }) => json.slug).sort(), ['umlaut', 'umlaut-2', 'umlaut-3']);
    });

    test('an owner of one sees one organisation, and makes none', async () => {
      const { json } = await platform.ask('GET', 'organisations', { token: owners[0]! });
      assert.deepEqual(
        json.items.map(({ slug }: { slug: string }) => slug),
        ['acme'],
      );
      const made = await platform.ask('POST', 'organisations', { body: { name: 'Own' }, token: owners[0]! });
      assert.deepEqual([made.status, made.json.code], [403, 'token/forbidden']);
    });

    test('a platform token uses the credential of the organisation that its request names', async () => {
      const grants = [{ credentials: ['shared'], methods: ['GET'] }];
      const { token } = await platform.issue('platform', { name: 'runner', grants });
      for (const [index, slug] of slugs.entries()) {
        const { id } = (await platform.ask('GET', `organisations/${slug}`)).json;
        for (const named of [slug, id]) {
          const answer = await platform.node.call('/shared/quote', {
            token,
            headers: { 'keyward-organisation': named },
          });
          assert.deepEqual([answer.status, answer.json], [200, { customer: slug }], answer.text);
          const { headers } = platform.upstream.received.at(-1)!;
          assert.equal(headers['x-api-key'], platform.secrets[index]);
          assert.equal(headers['keyward-organisation'], undefined);
        }
      }
    });

    test('missing, unknown and foreign organisations answer the broker’s caller alike', async () => {
      const grants = [{ credentials: ['**'] }];
      const acrossAll = (await platform.issue('platform', { name: 'all', grants })).token;
      const own = (await platform.issue('organisations/acme', { name: 'own', grants })).token;
      const refused: readonly [string, string | undefined][] = [
        [acrossAll, undefined],
        [acrossAll, 'nobody'],
        [acrossAll, 'installation'],
        [acrossAll, newId('org')],
        [own, 'globex'],
        [own, 'nobody'],
      ];
      const before = platform.upstream.received.length;
      const bodies = [];
      for (const [token, named] of refused) {
        const headers: Record<string, string> = named === undefined ? {} : { 'keyward-organisation': named };
        bodies.push(withoutRequest(await platform.node.call('/shared/quote', { token, headers })));
      }
      assert.equal(bodies[0].code, 'organisation/not-found');
      for (const body of bodies) assert.deepEqual(body, bodies[0]);
      assert.equal(platform.upstream.received.length, before);
      const answer = await platform.node.call('/shared/quote', {
        token: own,
        headers: { 'keyward-organisation': 'acme' },
      });
      assert.deepEqual(answer.json, { customer: 'acme' });
    });

    test('the first token manages every organisation and uses nothing', async () => {
      const headers = { 'keyward-organisation': 'acme' };
      const answer = await platform.node.call('/shared/quote', { token: await platform.node.ownerToken(), headers });
      assert.equal(answer.json.code, 'credential/not-found');
    });

    test('platform tokens are issued, seen and ended by an owner of the platform alone', async () => {
      const admin = await platform.issue('platform', { name: 'admin', role: 'admin' });
      const refused = await platform.ask('POST', 'platform/access-tokens', {
        body: { name: 'x', role: 'user' },
        token: admin.token,
      });
      assert.deepEqual([refused.status, refused.json.code], [403, 'token/forbidden']);
      const page = await platform.ask('GET', 'platform/access-tokens?state=active');
      assert.ok(page.json.items.some(({ id }: { id: string }) => id === admin.id));
      assert.equal(
        (await platform.ask('GET', `organisations/default/access-tokens/${admin.id}`)).json.code,
        'token/not-found',
      );
      assert.equal((await platform.ask('DELETE', `platform/access-tokens/${admin.id}`)).status, 204);
      const log = (await platform.ask('GET', `platform/audit?subject=${admin.id}`)).json.items;
      const actions = log.map(({ action }: { action: string }) => action);
      assert.deepEqual(actions, ['access-token.revoke', 'access-token.create']);
      assert.equal(await isRefused(platform.node, admin.token), true);
      await until(() => isRefused(platform.other, admin.token));
    });

    test('who asks the broker itself gets no further than through the API', async () => {
      const editor = (await platform.issue('organisations/acme', { name: 'e', role: 'editor' })).token;
      const high = await platform.issue('organisations/acme', { name: 'high', role: 'owner' });
      const { id: organisationId } = (await platform.ask('GET', 'organisations/acme')).json;
      const { id: foreignId } = (await platform.ask('GET', 'organisations/globex')).json;
      const hash = { $bytes: Buffer.alloc(32).toString('base64') };
      const asked = { accessTokenId: high.id, hash };
      const rows: readonly [verb: string, request: object, code: string][] = [
        ['createOrganisation', { token: owners[0], name: 'Own' }, 'token/forbidden'],
        ['createOrganisation', { token: owners[0], name: 'Own', slug: 7 }, 'request/malformed'],
        ['admitRotation', { token: editor, organisationId, ...asked }, 'grant/exceeded'],
        ['admitRotation', { token: editor, organisationId: foreignId, ...asked }, 'organisation/not-found'],
        ['admitRotation', { token: editor, organisationId: 'installation', ...asked }, 'organisation/not-found'],
        ['admitRotation', { token: owners[1], organisationId: foreignId, ...asked }, 'token/not-found'],
        ['admitRotation', { token: owners[0], organisationId, ...asked, hash: 'text' }, 'request/malformed'],
        ['admitRotation', { token: owners[0], organisationId, ...asked, previousUntil: 2 ** 52 }, 'request/invalid'],
      ];
      for (const [verb, request, code] of rows) {
        const init = { method: 'POST', body: JSON.stringify(request) };
        const answer = await platform.node.fetch(`${platform.node.brokerUrl}/rpc/${verb}`, init);
        assert.equal(answer.json.code, code, `${verb} ${JSON.stringify(Object.keys(request))}`);
      }
    });

    test('a role is given only by an equal or higher one', async () => {
      const editor = (await platform.issue('organisations/acme', { name: 'e', role: 'editor' })).token;
      for (const role of ['user', 'editor'])
        await platform.issue('organisations/acme', { name: 'given', role }, editor);
      for (const role of ['admin', 'owner']) {
        const body = { name: 'greedy', role };
        const answer = await platform.ask('POST', 'organisations/acme/access-tokens', { body, token: editor });
        assert.deepEqual([answer.status, answer.json.code], [403, 'grant/exceeded']);
      }
    });

    test('settings are merged on the version that their author has seen, and only by administrators', async () => {
      const path = 'organisations/globex/settings';
      assert.deepEqual((await platform.ask('GET', path)).json, {
        deletionGuard: 'active',
        injectRejected: false,
        expiryWarnings: [30, 7, 1],
        reverifyAfterHours: 0,
        returnOrigins: [],
        secondFactor: 'optional',
        signIn: 'any',
        version: 1,
      });
      const patch = (body: object, ifMatch: string) =>
        platform.ask('PATCH', path, { body, headers: { 'if-match': ifMatch }, token: owners[1]! });
      const changed = await patch({ deletionGuard: 'any' }, '1');
      assert.deepEqual(changed.json, {
        deletionGuard: 'any',
        injectRejected: false,
        expiryWarnings: [30, 7, 1],
        reverifyAfterHours: 0,
        returnOrigins: [],
        secondFactor: 'optional',
        signIn: 'any',
        version: 2,
      });
      const stale = await patch({ injectRejected: true }, '1');
      assert.deepEqual([stale.status, stale.json.code], [412, 'organisation/stale']);
      assert.equal((await patch({ deletionGuard: 'none' }, '2')).status, 422);
      const editor = (await platform.issue('organisations/globex', { name: 'e', role: 'editor' })).token;
      assert.equal((await platform.ask('PATCH', path, { body: {}, token: editor })).json.code, 'token/forbidden');
      assert.equal((await platform.ask('GET', path, { token: editor })).status, 200);
    });

    test('a rejected credential is injected where the organisation allows it, and nowhere else', async () => {
      const fields = { in: 'header', name: 'X-Api-Key', apiKey: 'a-wrong-secret', testPath: '/me' };
      const below = (path: string) => `organisations/initech/${path}`;
      await platform.ask('PUT', below('credentials/wrong'), {
        body: { type: 'ApiKey', baseUrl: platform.upstream.url, fields },
      });
      const verified = await platform.ask('POST', below('credentials/wrong/verify'));
      assert.equal(verified.json.verification.verdict, 'rejected', verified.text);
      const { token } = await platform.issue('organisations/initech', {
        name: 'w',
        grants: [{ credentials: ['wrong'] }],
      });
      const codeAt = async (at: Keyward) => (await at.call('/wrong/quote', { token })).headers.get('keyward-error');
      for (const at of [platform.node, platform.other]) assert.equal(await codeAt(at), 'credential/rejected');
      await platform.ask('PATCH', below('settings'), { body: { injectRejected: true } });
      assert.equal(await codeAt(platform.node), null);
      await until(async () => (await codeAt(platform.other)) === null);
      assert.equal(platform.upstream.received.at(-1)!.headers['x-api-key'], 'a-wrong-secret');
      await platform.ask('PATCH', below('settings'), { body: { injectRejected: false } });
      for (const at of [platform.node, platform.other])
        await until(async () => (await codeAt(at)) === 'credential/rejected');
    });
  });
}
