/**
 * Tokens are renewed once, however many ask, on however many nodes, whatever becomes of the node that does it: against a real
 * authorization server whose refresh tokens are good for one use, and whose grant is gone upon the second.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type AuthorizationServer, startAuthorizationServer } from './kit/authorization-server.ts';
import { BrowserFlow } from './kit/browser-flow.ts';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { until } from './kit/until.ts';

const canary = newCanary();
const rootKey = { KEYWARD_ROOT_KEY: `keyward-root-1:${Buffer.alloc(32, 7).toString('base64url')}` };
/** Shorter than the token endpoint takes; and a machine that stalls is not what is tested. */
const FLAGS = ['--refresh-lease', '2', '--stale-limit', '120'];
const SLOW_MS = 2_600;
const CALLERS = 50;
/** One a connection, several side by side: as many as a run of all tests has time for; KEYWARD_TEST_REFRESH_ROUNDS=50 takes more, in tens. */
const ROUNDS = Number(process.env.KEYWARD_TEST_REFRESH_ROUNDS ?? 10);
const AT_ONCE = 10;
/** In seconds: of the tokens, as far as Keyward is told. */
const LIFE = 3;

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

interface Connected {
  readonly key: string;
  readonly token: string;
}

/** A gate that a test opens. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

for (const dialect of ['SQLite', 'PostgreSQL']) {
  describe(`two nodes on one ${dialect}`, () => {
    let server: AuthorizationServer;
    let here: Keyward;
    let there: Keyward;

    const redeemed = () => server.calls.filter(({ grantType }) => grantType === 'refresh_token');
    const call = (node: Keyward, { key, token }: Connected) => node.call(`/${key}/me`, { token });
    /** A machine that writes nothing for five seconds lets no use through: that is not what is tested. */
    const patient = async (node: Keyward, one: Connected) => {
      for (;;) {
        const answer = await call(node, one);
        if (answer.json?.code !== 'audit/unavailable') return answer;
        await delay(500);
      }
    };
    const read = async (node: Keyward, { key }: Connected) => (await node.api('GET', `connections/${key}`)).json;

    async function connect(key: string): Promise<Connected> {
      const refreshToken = await server.mintRefreshToken('app', { account: key });
      const fields = { clientID: 'app', clientSecret: canary, tokenURL: server.tokenUrl, refreshToken };
      const body = { type: 'OAuth2Refresh', key, fields, baseUrl: server.apiUrl };
      const made = await here.api('POST', 'connections', { body });
      assert.equal(made.status, 201, made.text);
      return { key, token: await here.tokenFor(key) };
    }

    /** What Keyward is told: the API goes on to take the token, however slow the machine is. */
    let toldSeconds = LIFE;
    const tell = ({ body }: { body?: unknown }): void => {
      if (body && typeof body === 'object' && 'expires_in' in body) body.expires_in = toldSeconds;
    };
    /** Until what was told is over. */
    const ended = () => delay(LIFE * 1_000);
    const done = (): void => {
      server.hooks.beforeToken = undefined;
      server.hooks.afterToken = tell;
    };

    before(async () => {
      server = await startAuthorizationServer();
      done();
      server.register({ clientId: 'app', clientSecret: canary, redirectUris: ['http://127.0.0.1/callback'] });
      const shared = dialect === 'SQLite' ? {} : { database: await postgres.createDatabase(), env: rootKey };
      here = await Keyward.start({ ...shared, flags: FLAGS });
      there = await Keyward.start({ ...shared, flags: FLAGS, data: here.data });
    });
    after(async () => {
      assert.deepEqual(await here.leaksOf(canary), []);
      assert.deepEqual(await there.leaksOf(server.issued.at(-1)!), []);
      await there.close();
      await here.close();
      await server.close();
    });

    test('a consent that one node has begun ends at the other', async () => {
      const { authorizationUrl, tokenUrl, apiUrl } = server;
      const redirectUris = [`${here.controlUrl}/v1/oauth/callback`];
      server.register({ clientId: 'web', clientSecret: canary, redirectUris });
      const body = { key: 'web', clientId: 'web', fields: { clientSecret: canary }, authorizationUrl, tokenUrl };
      const configured = await here.api('POST', 'oauth-configurations', { body: { ...body, scopes: ['read'] } });
      assert.equal(configured.status, 201, configured.text);
      const asked = { configuration: 'web', key: 'consented', baseUrl: apiUrl };
      const { startUrl } = (await here.api('POST', 'connections', { body: asked })).json;
      const browser = new BrowserFlow();
      const back = new URL(await browser.callbackOf(startUrl, { account: 'nora' }));
      const page = await browser.visit(`${there.controlUrl}${back.pathname}${back.search}`);
      assert.equal(page.status, 200, page.text);
      const { json } = await patient(here, { key: 'consented', token: await here.tokenFor('consented') });
      assert.equal(json.login, 'nora');
    });

    test('catalogue 33: 50 callers on each node, and a token endpoint slower than the lease: one redemption, all succeed', async () => {
      const names = Array.from({ length: ROUNDS }, (_, index) => `crm-${index}`);
      const connected = await Promise.all(names.map(connect));
      await ended();
      const before = redeemed().length;
      toldSeconds = 3_600;
      server.hooks.beforeToken = () => delay(SLOW_MS / 2);
      server.hooks.afterToken = async (context) => {
        tell(context);
        await delay(SLOW_MS / 2);
      };
      for (let first = 0; first < ROUNDS; first += AT_ONCE) {
        const asked = connected.slice(first, first + AT_ONCE).flatMap((one) =>
          // The nodes in turns: both find the end at the same time.
          Array.from({ length: 2 * CALLERS }, (_, index) => patient(index % 2 === 0 ? here : there, one)),
        );
        const answers = await Promise.all(asked);
        const others = answers.filter(({ status }) => status !== 200).map(({ text }) => text);
        assert.deepEqual(others.slice(0, 3), []);
        assert.equal(answers.length, AT_ONCE * 2 * CALLERS);
        assert.equal(redeemed().length - before, first + AT_ONCE);
      }
      done();
      assert.ok(redeemed().every(({ status }) => status === 200));
      assert.equal(server.revokedGrants, 0);
    });

    test('catalogue 35: the holder stalls with the token sent: nobody sends it again, and its late success is taken in', async () => {
      toldSeconds = LIFE;
      const one = await connect('stalled');
      await ended();
      const before = redeemed().length;
      const stopped = gate();
      toldSeconds = 600;
      server.hooks.afterToken = (context) => {
        tell(context);
        here.child.kill('SIGSTOP');
        stopped.open();
      };
      const first = call(here, one);
      await stopped.opened;
      done();
      const refused = await until(async () => {
        const answer = await call(there, one);
        return answer.json?.code === 'connection/refresh-pending' ? undefined : answer;
      });
      assert.equal(refused.json.code, 'connection/reconnect-required', refused.text);
      assert.equal((await read(there, one)).status, 'reconnect_required');
      assert.equal(redeemed().length, before + 1);
      here.child.kill('SIGCONT');
      assert.equal((await first).status, 200);
      await until(async () => (await call(there, one)).status === 200);
      const { status, errors } = await read(there, one);
      assert.deepEqual([status, errors], ['valid', []]);
      assert.equal(redeemed().length, before + 1);
      assert.equal(server.revokedGrants, 0);
    });

    test('catalogue 34: the node dies between answer and commit: a person is asked, once, and nothing goes round', async () => {
      toldSeconds = LIFE;
      const one = await connect('killed');
      await ended();
      const before = redeemed().length;
      const dead = gate();
      server.hooks.afterToken = () => {
        here.child.kill('SIGKILL');
        dead.open();
      };
      await call(here, one).catch(() => undefined);
      await dead.opened;
      done();
      for (let again = 0; again < 5; again++) {
        const answer = await until(async () => {
          const answer = await call(there, one);
          return answer.json?.code === 'connection/refresh-pending' ? undefined : answer;
        });
        assert.equal(answer.json.code, 'connection/reconnect-required', answer.text);
      }
      assert.equal(redeemed().length, before + 1);
      const { id, connection, errors } = await read(there, one);
      assert.equal(connection.lastFailure, 'connection/outcome-unknown');
      assert.match(errors[0].message, /not sent a second time/);
      const events = await there.api('GET', 'events?type=credential.reconnect-required&limit=50');
      const told = events.json.items.filter(({ data }: { data: { credentialId: string } }) => data.credentialId === id);
      assert.equal(told.length, 1, events.text);
      const audit = await there.api('GET', `audit?subject=${id}`);
      const actions = audit.json.items.map(({ action }: { action: string }) => action);
      assert.equal(actions.filter((action: string) => action === 'connection.reconnect-required').length, 1);
    });
  });
}
