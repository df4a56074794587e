/**
 * Connect links that lead to a consent, in a real Chromium against a real authorisation server; and the redirect doctor, which
 * tells before a browser leaves that it could not come back.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeOf } from './kit/axe.ts';
import { startBrowser } from './kit/browser.ts';
import { newCanary } from './kit/canary.ts';
import { type ConnectingKeyward, startConnectingKeyward } from './kit/connecting-keyward.ts';
import { runDoctor } from './kit/doctor.ts';
import { runCli } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let at: ConnectingKeyward;
let browser: Browser;
/** The platform's own application, which people come back to. */
let platform: Upstream;

before(async () => {
  platform = await startUpstream((_, response) => void response.end('<!doctype html><title>back</title>'));
  [at, browser] = await Promise.all([startConnectingKeyward(canary), startBrowser()]);
  assert.equal((await at.configure()).status, 201);
  const settings = await at.keyward.api('PATCH', 'settings', { body: { returnOrigins: [platform.url] } });
  assert.equal(settings.status, 200, settings.text);
});
after(async () => {
  assert.deepEqual(await at.keyward.leaksOf(canary), []);
  for (const token of at.server.issued) assert.deepEqual(await at.keyward.leaksOf(token), []);
  await browser.close();
  await Promise.all([at.close(), platform.close()]);
});

async function linkFor(key: string, more: object = {}): Promise<{ id: string; url: string; credentialId: string }> {
  const body = { configuration: 'sample', provider: 'sample-api', baseUrl: at.server.apiUrl, key, ...more };
  const made = await at.keyward.api('POST', 'connect-links', { body });
  assert.equal(made.status, 201, made.text);
  return made.json;
}

async function open(url: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await page.goto(url);
  return page;
}

/** To the provider's page, where somebody decides. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Continue to/ }).click();
  await page.waitForURL(`${at.server.issuer}/**`);
}

async function allow(page: Page, account: string): Promise<void> {
  await page.getByLabel('Account').fill(account);
  await page.getByRole('button', { name: 'Allow' }).click();
}

const revocations = () => at.server.calls.filter(({ path }) => path === new URL(at.server.revocationUrl).pathname);

async function typesOf(id: string): Promise<string[]> {
  const { json } = await at.keyward.api('GET', 'events?limit=200');
  const ofLink = json.items.filter(({ data }: { data: { connectLinkId?: string } }) => data.connectLinkId === id);
  return ofLink.map(({ type, data }: { type: string; data: { code?: string } }) => `${type} ${data.code ?? ''}`.trim());
}

test('somebody without an account is led to a consent and back; a no leaves the link open, a yes ends it', async () => {
  const { id, url, credentialId } = await linkFor('by-link', { returnUrl: `${platform.url}/done` });
  const waiting = (await at.keyward.api('GET', 'credentials/by-link')).json;
  assert.deepEqual([waiting.id, waiting.status], [credentialId, 'incomplete']);
  const page = await open(url);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual((await axeOf(page).analyze()).violations, []);
  await leave(page);
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.waitForURL(`${platform.url}/done?**`);
  assert.equal(new URL(page.url()).searchParams.get('status'), 'failed');
  await page.goto(url);
  await leave(page);
  await allow(page, 'ivan');
  await page.waitForURL(`${platform.url}/done?**`);
  const { searchParams } = new URL(page.url());
  assert.deepEqual([searchParams.get('status'), searchParams.get('credential')], ['connected', 'by-link']);
  const connected = (await at.keyward.api('GET', 'credentials/by-link')).json;
  assert.deepEqual([connected.status, connected.updatedBy], ['valid', id]);
  await page.goto(url);
  await page.getByRole('heading', { name: 'This link has been used' }).waitFor();
  assert.deepEqual(await typesOf(id), ['connect-link.completed', 'connect-link.failed connection/denied']);
  const used = (await at.keyward.api('GET', 'audit?action=connect-link.use&limit=100')).json.items;
  const ofLink = used.filter(({ actor }: { actor: string }) => actor === id);
  assert.deepEqual(
    ofLink.map(({ outcome, subject }: Record<string, string>) => [outcome, subject]),
    [['done', id]],
  );
});

test('of two consents by one link the first counts, and the second changes nothing', async () => {
  const { url } = await linkFor('twice');
  const [first, second] = [await open(url), await open(url)];
  await leave(first);
  await leave(second);
  await allow(first, 'judy');
  await first.getByRole('heading', { name: 'Connected' }).waitFor();
  const before = (await at.keyward.api('GET', 'credentials/twice')).json;
  await allow(second, 'mallory');
  await second.getByText('connect-link/used').waitFor();
  const after = (await at.keyward.api('GET', 'credentials/twice')).json;
  assert.deepEqual(
    [after.version, after.secrets, after.verification.account],
    [before.version, before.secrets, 'judy'],
  );
});

test('a link for a connection that is there connects it anew; one that is withdrawn meanwhile does not', async () => {
  const again = await at.keyward.api('POST', 'connect-links', { body: { credential: 'by-link' } });
  assert.equal(again.status, 201, again.text);
  const page = await open(again.json.url);
  await leave(page);
  await allow(page, 'ivan');
  await page.getByRole('heading', { name: 'Connected' }).waitFor();
  const withdrawn = await at.keyward.api('POST', 'connect-links', { body: { credential: 'by-link' } });
  const late = await open(withdrawn.json.url);
  await leave(late);
  assert.equal((await at.keyward.api('DELETE', `connect-links/${withdrawn.json.id}`)).status, 204);
  await allow(late, 'ivan');
  await late.getByText('connect-link/revoked').waitFor();
  // What the connection has would go with the same grant.
  assert.deepEqual(revocations(), []);
  const refused = await at.keyward.api('POST', 'connect-links', {
    body: { credential: 'by-link', asks: ['accessToken'] },
  });
  assert.equal(refused.json.code, 'request/invalid', refused.text);
});

test('a connection that was made for a link goes with it; one that is named elsewhere stays, and keeps no tokens', async () => {
  const { keyward } = at;
  const unused = await linkFor('unused');
  assert.equal((await keyward.api('DELETE', `connect-links/${unused.id}`)).status, 204);
  assert.equal((await keyward.api('GET', `credentials/${unused.credentialId}`)).status, 404);
  const used = await linkFor('named');
  const body = { name: 'Sync', uses: [{ credential: 'named' }] };
  const named = await keyward.api('PUT', 'consumers/flow/sync', { body });
  assert.equal(named.status, 201, named.text);
  const page = await open(used.url);
  await leave(page);
  assert.equal((await keyward.api('DELETE', `connect-links/${used.id}`)).status, 204);
  assert.equal((await keyward.api('GET', 'credentials/named')).json.status, 'incomplete');
  await allow(page, 'kate');
  await page.getByText('connect-link/revoked').waitFor();
  await until(async () => revocations().length === 2, 'both tokens revoked');
  assert.equal((await keyward.api('GET', 'credentials/named')).json.status, 'incomplete');
});

test('a browser that could not come back is told so before it leaves, with the line to copy', async () => {
  const { keyward } = at;
  const made = await keyward.api('POST', 'connections', {
    body: { configuration: 'sample', provider: 'sample-api', baseUrl: at.server.apiUrl, key: 'doctored' },
  });
  assert.equal(made.status, 201, made.text);
  const other = made.json.startUrl.replace('127.0.0.1', 'localhost');
  const page = await open(other);
  await page.getByText('connection/redirect-mismatch').waitFor();
  const line = `--public-url ${new URL(other).origin}`;
  assert.ok((await page.textContent('main'))!.includes(line), 'the line to copy');
  const proxied = await keyward.fetch(made.json.startUrl, {
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'a.example' },
  });
  assert.equal(proxied.status, 409);
  assert.ok(proxied.text.includes('--public-url https://a.example'));
  const hostile = await keyward.fetch(made.json.startUrl, { headers: { 'x-forwarded-host': 'a"><script>' } });
  assert.equal(hostile.status, 303, 'what is no host is not compared');
  assert.equal((await keyward.fetch(made.json.startUrl, {})).status, 303);

  const path = 'oauth-configurations/sample/redirect';
  const sound = await keyward.api('GET', path);
  assert.deepEqual(
    sound.json.findings.map(({ code }: { code: string }) => code),
    [],
    sound.text,
  );
  assert.equal(sound.json.redirectUrl, `${keyward.controlUrl}/v1/oauth/callback`);
  const seen = await keyward.api('GET', path, { headers: { forwarded: 'for=1.2.3.4;proto=https;host=b.example' } });
  assert.deepEqual(
    [seen.json.findings[0].code, seen.json.findings[0].severity, seen.json.reachedBy],
    ['public-url-unset', 'fails', { scheme: 'https', host: 'b.example' }],
  );
  const redirectUrl = `${keyward.controlUrl}/v1/oauth/callback/`;
  const changed = await keyward.api('PATCH', 'oauth-configurations/sample', { body: { redirectUrl } });
  assert.equal(changed.status, 200, changed.text);
  const command = ['oauth-configuration', 'redirect', 'sample', '--data', keyward.data, '--url', keyward.controlUrl];
  const told = await runCli(command);
  assert.deepEqual([told.code, /ends in a slash/.test(told.stdout)], [1, true], told.stdout + told.stderr);
  const { bad } = await runDoctor(keyward, { KEYWARD_PUBLIC_URL: keyward.controlUrl });
  assert.ok(
    bad.some((what) => what.includes('ends in a slash')),
    bad.join('\n'),
  );
});
