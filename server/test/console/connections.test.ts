/** Connections, connect links and OAuth clients as a person handles them, the provider's consent in a real window included. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type AuthorizationServer, startAuthorizationServer } from '../kit/authorization-server.ts';
import { newCanary } from '../kit/canary.ts';
import { sampleProviders } from '../kit/connecting-keyward.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';

/** The client's secret. */
const canary = newCanary();
const HOME = '/organisations/default';
const CONNECT = `${HOME}/credentials/new?provider=sample-api&type=OAuth2`;
let run: ConsoleRun;
let server: AuthorizationServer;

before(async () => {
  const flags = ['--providers', await sampleProviders()];
  [run, server] = await Promise.all([ConsoleRun.start({ flags }), startAuthorizationServer()]);
  const redirectUris = [`${run.keyward.controlUrl}/v1/oauth/callback`];
  server.register({ clientId: 'app', clientSecret: canary, redirectUris });
  await run.signUp();
});
after(async () => {
  assert.deepEqual(run.sentWith(canary), []);
  assert.ok(server.issued.length > 0, 'no token was issued: nothing could be found');
  for (const token of server.issued) assert.deepEqual(run.sentWith(token), []);
  assert.deepEqual(await run.keyward.leaksOf(canary), []);
  await run.close();
  await server.close();
});

/** Errors beside the refusals that a test asks for: those of scripts, and of the page's policy. */
function unexpected(errors: readonly string[]): string[] {
  return errors.filter((text) => !/the server responded with a status of 4\d\d/.test(text));
}

async function configure(key: string): Promise<void> {
  const { issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl } = server;
  const endpoints = { issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl };
  const client = { clientId: 'app', fields: { clientSecret: canary }, scopes: ['openid', 'read', 'write'] };
  const answer = await run.keyward.api('POST', 'oauth-configurations', { body: { key, ...client, ...endpoints } });
  assert.equal(answer.status, 201, answer.text);
}

async function fillConnection(page: Page, key: string): Promise<void> {
  await page.getByLabel('Key', { exact: true }).fill(key);
  await page.getByLabel('Base URL').fill(server.apiUrl);
  await page.getByRole('combobox', { name: 'OAuth client' }).click();
  await page.getByRole('option', { name: 'sample', exact: true }).click();
  await page.getByText('It leads here').waitFor();
}

/** Clicks, and gives the window that opens. */
async function windowOf(page: Page, button: string): Promise<Page> {
  const opening = page.context().waitForEvent('page');
  await page.getByRole('button', { name: button }).click();
  const opened = await opening;
  await opened.getByRole('heading', { name: 'Consent' }).waitFor();
  return opened;
}

test('a client is added with its secret sealed here, for addresses that one has seen and agreed to', async () => {
  const { page, requests, errors } = await run.open(`${HOME}/oauth-configurations`);
  await page.getByText('No OAuth client yet').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Add OAuth client' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Issuer', { exact: true }).click();
  await dialog.getByLabel('Issuer *').fill(server.issuer);
  await dialog.getByLabel('Display name').fill('<img src=x onerror=alert(1)>');
  await dialog.getByLabel('Key', { exact: true }).fill('discovered');
  await dialog.getByLabel('Client ID').fill('app');
  await dialog.getByLabel(/^Client secret/).fill(canary);
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Add OAuth client' }).click();
  await dialog.getByRole('alert').getByText(server.tokenUrl, { exact: true }).waitFor();
  assert.equal((await run.keyward.api('GET', 'oauth-configurations/discovered')).status, 404);
  await dialog.getByRole('button', { name: 'Yes, seal and save' }).click();
  const redirect = dialog.getByLabel('Redirect URL', { exact: true });
  assert.equal(await redirect.inputValue(), `${run.keyward.controlUrl}/v1/oauth/callback`);
  await dialog.getByRole('button', { name: 'Replace: Client secret' }).waitFor();
  await assertAccessible(page);
  const { json } = await run.keyward.api('GET', 'oauth-configurations/discovered');
  assert.equal(json.tokenUrl, server.tokenUrl);
  assert.equal(json.secrets.clientSecret.set, true);
  assert.ok(requests.some((each) => each.postData()?.includes('"sealed"')));

  await run.keyward.api('PATCH', 'oauth-configurations/discovered', { body: { scopes: ['read', 'admin'] } });
  await dialog.getByLabel('Display name').fill('Discovered');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByText('It was changed while you had it open').waitFor();
  await dialog.getByRole('list', { name: 'What was changed' }).getByText('read, admin').waitFor();
  await dialog.getByRole('button', { name: 'Keep mine on top' }).click();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const saved = (await run.keyward.api('GET', 'oauth-configurations/discovered')).json;
  assert.deepEqual([saved.name, saved.scopes], ['Discovered', ['read', 'admin']]);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('a consent in the window: denied, then given to less than was asked; another account is told, and all is revoked', async () => {
  await configure('sample');
  const { page, errors } = await run.open(CONNECT);
  await fillConnection(page, 'by-window');
  await assertAccessible(page);
  const first = await windowOf(page, 'Connect');
  await page.getByText('Consent in the window that has opened').waitFor();
  assert.equal(await first.evaluate('window.opener'), null, 'the provider cannot reach back');
  await assertAccessible(page);
  await first.getByRole('button', { name: 'Deny' }).click();
  await page.getByText('The consent was denied').waitFor();
  if (!first.isClosed()) await first.waitForEvent('close', { timeout: 20_000 });

  const second = await windowOf(page, 'Try again');
  await second.getByLabel('write').uncheck();
  await second.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('Connected as alice').waitFor();
  await page.getByText('write not granted').waitFor();
  await assertAccessible(page);
  await page.getByRole('link', { name: 'Open the credential' }).click();

  const card = page.getByRole('dialog').first().getByRole('region', { name: 'Connection' });
  await card.getByText('Connected as alice').waitFor();
  await card.getByRole('table', { name: 'Life of the tokens' }).getByText('A person’s consent').waitFor();
  await card.getByText('read granted').waitFor();
  await assertAccessible(page);
  await card.getByRole('button', { name: 'Reconnect' }).click();
  // Else the provider knows alice, and asks nothing.
  await page.context().clearCookies({ name: /^_session/ });
  const third = await windowOf(page, 'Open the provider’s page');
  await third.getByLabel('Account').fill('bob');
  await third.getByRole('button', { name: 'Allow' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect by-window again' });
  await dialog.getByText('Connected as bob').waitFor();
  await dialog.getByText('This is another account than before').waitFor();
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await card.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke the tokens' }).click();
  await page.getByText('Revoked at the provider and here').waitFor();
  await card.getByText('Not connected').waitFor();
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('a window that is closed, blocked or too late is said so, and a link leads on', async () => {
  const { page, errors } = await run.open(CONNECT);
  await fillConnection(page, 'by-link');
  const opened = await windowOf(page, 'Connect');
  await opened.close();
  const again = await windowOf(page, 'Open it again');
  await again.close();
  await page.evaluate('globalThis.realNow = Date.now, Date.now = () => globalThis.realNow() + 86_400_000');
  await page.getByText('The time for the consent is over').waitFor();
  await page.evaluate('Date.now = globalThis.realNow; window.open = () => null');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('The browser blocked the window').waitFor();
  await assertAccessible(page);
  const opening = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Open the provider’s page' }).click();
  const tab = await opening;
  await tab.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('Connected as alice').waitFor();
  // Nobody waits for this one: it stays, and says what it was told.
  await page.goto(`${run.keyward.controlUrl}/connected?status=failed&credential=nobody&error=connection/denied`);
  await page.getByText('The consent was denied').waitFor();
  await assertAccessible(page);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('a connect link is shown once, listed without its address, and withdrawn', async () => {
  const { page, errors } = await run.open(`${HOME}/connect-links`);
  await page.getByText('No link yet').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Make a link' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'For' }).fill('sample');
  await page.getByRole('option', { name: 'Sample API' }).click();
  await dialog.getByRole('combobox', { name: 'OAuth client' }).click();
  await page.getByRole('option', { name: 'sample', exact: true }).click();
  await dialog.getByLabel('Key', { exact: true }).fill('for-a-customer');
  await dialog.getByLabel('Base URL').fill(server.apiUrl);
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const url = await dialog.getByRole('textbox', { name: 'Connect link' }).inputValue();
  assert.equal((await run.keyward.fetch(url, {})).status, 200);
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Copy: Connect link' }).click();
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), url);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('cell', { name: 'Open', exact: true }).waitFor();
  assert.equal((await page.content()).includes(url.split('/').at(-1)!), false);
  await page.getByRole('button', { name: 'Withdraw the link for for-a-customer' }).click();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await page.getByRole('cell', { name: 'Withdrawn' }).waitFor();
  await assertAccessible(page);
  assert.notEqual((await run.keyward.fetch(url, {})).status, 200);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('a configuration that connections are made by is deleted only when its key is typed', async () => {
  const { page, errors } = await run.open(`${HOME}/oauth-configurations?open=sample`);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete sample' });
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await dialog.getByRole('list', { name: 'Connections made by it' }).getByText('by-window').waitFor();
  await assertAccessible(page);
  assert.equal(await dialog.getByRole('button', { name: 'Delete all the same' }).isDisabled(), true);
  await dialog.getByLabel(/^Type sample/).fill('sample');
  await dialog.getByRole('button', { name: 'Delete all the same' }).click();
  await page.getByText('sample is deleted').waitFor();
  assert.equal((await run.keyward.api('GET', 'oauth-configurations/sample')).status, 404);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});
