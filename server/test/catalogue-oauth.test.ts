/** Attacks on the way from consent to tokens: each ends with its code, and what is stored is as it was. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createServer, request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { witnessFlow } from '../src/broker/admit/witness.ts';
import { createBrokerKeys } from '../src/broker/broker-keys.ts';
import { fileRootKeys } from '../src/keys/file.ts';
import { findFlow } from '../src/store/oauth-flows.ts';
import { openStore } from '../src/store/open-store.ts';
import { createAuthority } from './kit/authority.ts';
import { BrowserFlow, type Page } from './kit/browser-flow.ts';
import { newCanary } from './kit/canary.ts';
import { type ConnectingKeyward, startConnectingKeyward } from './kit/connecting-keyward.ts';
import { edit, rows } from './kit/database.ts';

const canary = newCanary();
let at: ConnectingKeyward;

before(async () => {
  at = await startConnectingKeyward(canary);
  assert.equal((await at.configure()).status, 201);
  const settings = await at.keyward.api('PATCH', 'settings', { body: { returnOrigins: ['https://app.example.com'] } });
  assert.equal(settings.status, 200, settings.text);
});
after(async () => {
  assert.deepEqual(await at.keyward.leaksOf(canary), []);
  for (const token of at.server.issued) assert.deepEqual(await at.keyward.leaksOf(token), []);
  await at.close();
});

let made = 0;

async function begin(body: object = {}) {
  const created = await at.create({ key: `flow-${++made}`, ...body });
  assert.equal(created.status, 201, created.text);
  const { id, startUrl } = created.json as { id: string; startUrl: string };
  const browser = new BrowserFlow();
  const callback = new URL(await browser.callbackOf(startUrl));
  return { id, startUrl, browser, callback, state: startUrl.split('/').at(-1)! };
}

function codeOf({ text }: Page): string | undefined {
  return /<code>([a-z/-]+)<\/code><\/p>\n<\/main>/.exec(text)?.[1];
}

async function statusOf(id: string): Promise<string> {
  return (await at.keyward.api('GET', `connections/${id}`)).json.status;
}

const callbackWith = (query: Record<string, string>) => `${at.callbackUrl}?${new URLSearchParams(query)}`;

test('catalogue 27: a state that is fixed, reused, or of another browser or tenant is refused, and used up by its own browser alone', async () => {
  const { id, browser, callback, state } = await begin();
  for (const unknown of ['', 'x', 'A'.repeat(43), `${state.slice(0, -1)}~`]) {
    const page = await browser.visit(callbackWith({ state: unknown, code: 'c', iss: at.server.issuer }));
    assert.deepEqual([page.status, codeOf(page)], [404, 'connection/flow-unknown']);
  }
  const stranger = await new BrowserFlow().visit(callback.href);
  assert.deepEqual([stranger.status, codeOf(stranger)], [403, 'connection/other-browser']);
  const other = await begin();
  const crossed = await other.browser.visit(callback.href);
  assert.equal(codeOf(crossed), 'connection/other-browser');
  assert.equal(await statusOf(id), 'incomplete');
  assert.equal((await browser.visit(callback.href)).status, 200);
  assert.equal(await statusOf(id), 'valid');
  const twice = await browser.visit(callback.href);
  assert.deepEqual([twice.status, codeOf(twice)], [409, 'connection/flow-used']);
  assert.equal(await statusOf(id), 'valid');
  const restart = await browser.visit(`${at.keyward.controlUrl}/v1/oauth/start/${state}`);
  assert.equal(codeOf(restart), 'connection/flow-used');
});

test('catalogue 27: of two answers at the same time one is exchanged', async () => {
  const { id, browser, callback } = await begin();
  const before = at.server.calls.length;
  const pages = await Promise.all([1, 2, 3, 4].map(() => browser.visit(callback.href)));
  assert.deepEqual(pages.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  assert.equal(at.server.calls.slice(before).filter(({ grantType }) => grantType === 'authorization_code').length, 1);
  assert.equal(await statusOf(id), 'valid');
});

test('catalogue 27: the browser that starts last finishes, and one that looks ahead takes nothing over', async () => {
  const { browser, callback, startUrl } = await begin();
  assert.equal((await fetch(startUrl, { method: 'HEAD', redirect: 'manual' })).status, 204);
  const ahead = await fetch(startUrl, { headers: { 'sec-purpose': 'prefetch' }, redirect: 'manual' });
  assert.deepEqual([ahead.status, ahead.headers.get('set-cookie')], [204, null]);
  const second = new BrowserFlow();
  assert.equal((await second.visit(startUrl)).status, 303);
  assert.equal(codeOf(await browser.visit(callback.href)), 'connection/other-browser');
  assert.equal((await second.visit(callback.href)).status, 200);
});

test('catalogue 27: the cookie is for this flow alone, and out of reach for scripts and other sites', async () => {
  const created = await at.create({ key: 'cookie' });
  const page = await new BrowserFlow().visit(created.json.startUrl);
  const [cookie = ''] = page.headers.getSetCookie();
  assert.match(
    cookie,
    /^keyward-flow-flw_[0-9a-z]{26}=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
  );
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
});

test('catalogue 28: an answer without `iss` where it is promised, or with another one, is refused before anything is sent', async () => {
  const before = at.server.calls.length;
  const { id, browser, callback } = await begin();
  callback.searchParams.set('iss', 'https://evil.example');
  const page = await browser.visit(callback.href);
  assert.deepEqual([page.status, codeOf(page)], [409, 'connection/issuer-mismatch']);
  assert.equal(await statusOf(id), 'incomplete');
  const discovered = await at.configure('discovered', {
    ...{ authorizationUrl: undefined, tokenUrl: undefined, revocationUrl: undefined, jwksUrl: undefined },
  });
  assert.equal(discovered.status, 201, discovered.text);
  const promised = await begin({ configuration: 'discovered' });
  promised.callback.searchParams.delete('iss');
  assert.equal(codeOf(await promised.browser.visit(promised.callback.href)), 'connection/issuer-mismatch');
  assert.equal(at.server.calls.length, before);
});

test('catalogue 29: S256 always, and a code of another flow is worth nothing', async () => {
  const created = await at.create({ key: 'pkce' });
  const { location } = await new BrowserFlow().visit(created.json.startUrl);
  const asked = new URL(location!).searchParams;
  assert.equal(asked.get('response_type'), 'code');
  assert.equal(asked.get('code_challenge_method'), 'S256');
  assert.match(asked.get('code_challenge')!, /^[A-Za-z0-9_-]{43}$/);
  assert.match(asked.get('nonce')!, /^[A-Za-z0-9_-]{22}$/);
  assert.equal(asked.get('redirect_uri'), at.callbackUrl);
  const [mine, theirs] = [await begin(), await begin()];
  mine.callback.searchParams.set('code', theirs.callback.searchParams.get('code')!);
  const injected = await mine.browser.visit(mine.callback.href);
  assert.deepEqual([injected.status, codeOf(injected)], [409, 'oauth/grant-refused']);
  assert.equal(await statusOf(mine.id), 'incomplete');
});

test('catalogue 30: a browser is led to exact origins alone, and never by what an address says', async () => {
  const refused = [
    ...['https://app.example.com.evil.example/', 'https://app.example.com@evil.example/', 'http://app.example.com/'],
    ...['https://app.example.com:8443/', '//app.example.com/', '/local', 'javascript:alert(1)'],
    ...['https://sub.app.example.com/', 'https://user:password@app.example.com/', 'https://APP.example.com.:443/'],
  ];
  for (const returnUrl of refused) {
    const answer = await at.create({ key: 'led', returnUrl });
    assert.deepEqual([answer.status, answer.json.code], [422, 'request/return-refused'], returnUrl);
  }
  const { id, browser, callback } = await begin({ returnUrl: 'https://app.example.com/back?x=1' });
  callback.searchParams.set('returnUrl', 'https://evil.example/');
  const page = await browser.visit(callback.href);
  const back = new URL(page.location!);
  assert.deepEqual(
    [page.status, back.origin, back.searchParams.get('status')],
    [303, 'https://app.example.com', 'connected'],
  );
  assert.doesNotMatch(page.location!, /code=|token|state=/);
  assert.equal(await statusOf(id), 'valid');
  const bad = await at.keyward.api('PATCH', 'settings', { body: { returnOrigins: ['https://*.example.com'] } });
  assert.equal(bad.json.code, 'request/invalid');
});

test('catalogue 31: what a provider says of an error is escaped, and nothing of it is stored', async () => {
  const { id, startUrl, browser, state } = await begin();
  await browser.visit(startUrl);
  const error_description = '<script>alert(1)</script>"\'&';
  const page = await browser.visit(
    callbackWith({ state, error: 'access_denied', error_description, iss: at.server.issuer }),
  );
  assert.deepEqual([page.status, codeOf(page)], [409, 'connection/denied']);
  assert.ok(!page.text.includes('<script'), page.text);
  assert.match(page.text, /&lt;script&gt;alert\(1\)&lt;\/script&gt;&quot;&#39;&amp;/);
  const own = await begin();
  await own.browser.visit(own.startUrl);
  const odd = await own.browser.visit(callbackWith({ state: own.state, error: '"><b>', iss: at.server.issuer }));
  assert.deepEqual([odd.status, codeOf(odd)], [409, 'connection/refused']);
  assert.ok(!odd.text.includes('<b>'));
  assert.equal(await statusOf(id), 'incomplete');
});

test('a flow whose row was edited is as unknown as none, and is reported', async () => {
  const edits = [
    "return_url = 'https://evil.example/'",
    `policy = cast('{}' as blob)`,
    "redirect_url = 'https://evil.example/'",
    'expires_at = expires_at + 1',
  ];
  for (const assignment of edits) {
    const { id, browser, callback } = await begin();
    assert.equal(edit(at.keyward.data, `update oauth_flows set ${assignment} where credential_id = ?`, id), 1);
    const page = await browser.visit(callback.href);
    assert.equal(codeOf(page), 'connection/flow-unknown', assignment);
    assert.equal(await statusOf(id), 'incomplete');
    const log = await at.keyward.api('GET', `audit?subject=${id}&outcome=refused`);
    assert.ok(
      log.json.items.some(({ code }: { code: string }) => code === 'connection/flow-unknown'),
      log.text,
    );
  }
});

test('a record whose base URL was edited leads no new token there', async () => {
  const { id } = await at.connect({ key: 'moved' });
  assert.equal(edit(at.keyward.data, `update credentials set base_url = 'https://evil.example' where id = ?`, id), 1);
  const begun = await at.keyward.api('POST', `connections/${id}/reconnect`, { body: {} });
  await new BrowserFlow().consent(begun.json.startUrl);
  const now = await at.keyward.api('GET', `connections/${id}`);
  assert.deepEqual(now.json.policy.roles.api.origins, [at.server.apiUrl]);
  assert.equal((await at.keyward.call(`/moved/me`, { token: await at.keyward.tokenFor('moved') })).status, 403);
});

test('whatever fails behind the consent leaves the tokens that were there at work', async () => {
  const { key } = await at.connect({ key: 'kept' }, { account: 'gil' });
  at.server.hooks.beforeToken = () => {
    throw new Error('down');
  };
  const begun = await at.keyward.api('POST', `connections/${key}/reconnect`, { body: {} });
  const page = await new BrowserFlow().consent(begun.json.startUrl, { account: 'gil' });
  at.server.hooks.beforeToken = undefined;
  assert.ok(page.status >= 500, page.text);
  const now = await at.keyward.api('GET', `connections/${key}`);
  assert.equal(now.json.status, 'valid');
  const answer = await at.keyward.call(`/${key}/me`, { token: await at.keyward.tokenFor(key) });
  assert.equal(answer.json.login, 'gil');
});

/** The flow as if it had been begun long ago, and vouched for then. */
async function expire(credentialId: string): Promise<void> {
  const { data } = at.keyward;
  const store = await openStore({ url: `sqlite:${join(data, 'keyward.sqlite')}` });
  try {
    const [{ organisation_id: organisationId, id }] = rows(
      data,
      'select * from oauth_flows where credential_id = ?',
      credentialId,
    );
    const rootKeys = await fileRootKeys(join(data, 'root.key')).load();
    const key = await createBrokerKeys(store, rootKeys, Date.now).witnessKey(organisationId);
    const flow = (await findFlow(store.read, { organisationId, id }))!;
    const old = { ...flow, expiresAt: Date.now() - 1 };
    const sql = 'update oauth_flows set expires_at = ?, witness = ? where id = ?';
    assert.equal(edit(data, sql, old.expiresAt, witnessFlow(key, old), id), 1);
  } finally {
    await store.close();
  }
}

test('a consent that comes too late is told so, at the start and on the way back, and stores nothing', async () => {
  const { id, startUrl, browser, callback } = await begin();
  await expire(id);
  const before = at.server.calls.length;
  for (const address of [startUrl, callback.href]) {
    const page = await browser.visit(address);
    assert.deepEqual([page.status, codeOf(page)], [410, 'connection/flow-expired'], page.text);
    assert.match(page.text, /<h1>/);
  }
  assert.deepEqual([at.server.calls.length, await statusOf(id)], [before, 'incomplete']);
});

test('consents of two organisations go on side by side in one browser, each to its own', async () => {
  const { keyward, server } = at;
  const control = `${keyward.controlUrl}/v1/organisations`;
  const authorization = `Bearer ${await keyward.ownerToken()}`;
  const ask = async (path: string, body: object) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await keyward.fetch(`${control}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  };
  await ask('', { slug: 'globex', name: 'Globex' });
  const { authorizationUrl, tokenUrl } = server;
  const client = { clientId: 'app', fields: { clientSecret: canary }, authorizationUrl, tokenUrl, scopes: ['read'] };
  await ask('/globex/oauth-configurations', { key: 'sample', ...client });
  const body = { configuration: 'sample', baseUrl: server.apiUrl, key: 'both' };
  const browser = new BrowserFlow();
  const ours = await ask('/default/connections', body);
  const theirs = await ask('/globex/connections', body);
  const [ourCallback, theirCallback] = [
    await browser.callbackOf(ours.startUrl, { account: 'olga' }),
    await browser.callbackOf(theirs.startUrl, { account: 'olga' }),
  ];
  const read = async (slug: string) => {
    const answer = await keyward.fetch(`${control}/${slug}/connections/both`, { headers: { authorization } });
    return [answer.json.id, answer.json.status];
  };
  assert.equal((await browser.visit(theirCallback)).status, 200);
  assert.deepEqual(
    [await read('default'), await read('globex')],
    [
      [ours.id, 'incomplete'],
      [theirs.id, 'valid'],
    ],
  );
  assert.equal((await browser.visit(ourCallback)).status, 200);
  assert.deepEqual(await read('default'), [ours.id, 'valid']);
});

test('a flow goes on where Keyward is started anew in between', async () => {
  const { id, browser, callback } = await begin();
  const { port } = new URL(at.keyward.controlUrl);
  await at.keyward.restart();
  // Tests get another port with each start; people do not.
  assert.ok(callback.href.includes(port));
  const { origin } = new URL(at.keyward.controlUrl);
  const page = await browser.visit(`${origin}${callback.pathname}${callback.search}`);
  assert.equal(page.status, 200, page.text);
  assert.equal(await statusOf(id), 'valid');
});

test('over https the cookie is bound to the host, and the way back needs it', async () => {
  const { cert, key } = await (await createAuthority()).issue(['127.0.0.1']);
  /** What ends TLS before Keyward. */
  const front = createServer({ cert, key }, ({ url, headers }, response) => {
    const passed = { ...headers, 'x-forwarded-proto': 'https', 'x-forwarded-host': headers.host };
    const onward = request(`${at.keyward.controlUrl}${url}`, { headers: passed }, (answer) => {
      response.writeHead(answer.statusCode!, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.end();
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');
  const publicUrl = `https://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const visit = async (url: string, cookie = '') => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    secureRequest(url, { rejectUnauthorized: false, agent: false, headers: { cookie } }, resolve)
      .on('error', reject)
      .end();
    const answer = await promise;
    return { answer, text: Buffer.concat(await answer.toArray()).toString() };
  };
  try {
    await at.keyward.restart({ env: { KEYWARD_PUBLIC_URL: publicUrl } });
    at.server.register({ clientId: 'secure', clientSecret: canary, redirectUris: [`${publicUrl}/v1/oauth/callback`] });
    assert.equal((await at.configure('secure', { clientId: 'secure' })).status, 201);
    const created = await at.create({ key: 'secure', configuration: 'secure' });
    const { startUrl } = created.json as { startUrl: string };
    assert.ok(startUrl.startsWith(`${publicUrl}/`), created.text);
    const set = await visit(startUrl);
    const [line = ''] = set.answer.headers['set-cookie'] ?? [];
    assert.match(
      line,
      /^__Host-keyward-flow-flw_[0-9a-z]{26}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=\d+$/,
    );
    const back = await new BrowserFlow().callbackOf(set.answer.headers.location!);
    assert.ok(back.startsWith(publicUrl));
    const [pair = ''] = line.split(';');
    const stranger = await visit(back, pair.replace('__Host-', ''));
    assert.match(stranger.text, /connection\/other-browser/);
    const done = await visit(back, pair);
    assert.deepEqual([done.answer.statusCode, /Connected/.test(done.text)], [200, true], done.text);
  } finally {
    front.close();
    front.closeAllConnections();
  }
});
