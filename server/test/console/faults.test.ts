/** What the console does when something goes wrong under somebody's hands: nothing typed is lost, nothing is done twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { newCanary } from '../kit/canary.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';
import { ownProvider } from '../kit/own-provider.ts';
import { Person } from '../kit/person.ts';

const canary = newCanary();
const HOME = '/organisations/default';
const HOSTILE = `<img src=x onerror="document.title='pwned'">"'\`{{7*7}}</script>`;
let run: ConsoleRun;

before(async () => {
  run = await ConsoleRun.start();
  await run.signUp();
  const fields = { in: 'header', name: 'X-Key', apiKey: canary };
  await made('POST', 'credentials?verify=skip', { key: 'one', type: 'ApiKey', baseUrl: 'https://api.example', fields });
  await made('POST', 'solutions', { slug: 'work', name: 'Work' });
});
after(async () => {
  assert.deepEqual(run.sentWith(canary), []);
  assert.deepEqual(await run.keyward.leaksOf(canary), []);
  await run.close();
});

async function made(method: string, path: string, body: object) {
  const answer = await run.keyward.api(method, path, { body });
  assert.ok(answer.status < 300, answer.text);
  return answer.json;
}

async function go(page: Page, path: string): Promise<void> {
  await page.goto(run.keyward.controlUrl + HOME + path);
}

/** Loses the session, submits, and signs in where one is. */
async function submitWithoutSession(page: Page, button: Locator): Promise<void> {
  await page.context().clearCookies();
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel(/^Email address/).fill(run.owner.email);
  await dialog.getByLabel(/^Password/).fill(run.owner.password);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('a session that ends under any form is gone on with over it: what was typed is there, secrets are not', async () => {
  const { id } = (await run.keyward.api('GET', 'credentials/one')).json;
  const { page } = await run.open(`${HOME}/credentials/${id}`);
  const panel = page.getByRole('dialog').first();
  await panel.getByLabel('Display name').fill('Typed');
  await panel.getByRole('button', { name: 'Replace: API key' }).click();
  await panel.getByLabel(/^API key/).fill(canary);
  await panel.getByText('What is entered is sealed for https://api.example alone.').waitFor();
  await submitWithoutSession(page, panel.getByRole('button', { name: 'Save', exact: true }));
  assert.equal(await panel.getByLabel('Display name').inputValue(), 'Typed');
  await panel.getByRole('button', { name: 'Replace: API key' }).waitFor();
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).last().waitFor();

  await go(page, '/oauth-configurations?open=new');
  const client = page.getByRole('dialog').first();
  await client.getByText('Endpoints', { exact: true }).click();
  await client.getByLabel('Token URL').fill('https://vendor.example/token');
  await client.getByLabel('Client ID').fill('typed');
  await client.getByLabel(/^Client secret/).fill(canary);
  await submitWithoutSession(page, client.getByRole('button', { name: 'Add OAuth client' }));
  assert.equal(await client.getByLabel('Client ID').inputValue(), 'typed');
  assert.equal(await client.getByLabel(/^Client secret/).inputValue(), '');
  await client.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Leave' }).click();

  await go(page, '/webhooks');
  await page.getByRole('button', { name: 'Add webhook' }).first().click();
  const webhook = page.getByRole('dialog').first();
  await webhook.getByLabel(/^URL/).fill('https://hooks.example/typed');
  await submitWithoutSession(page, webhook.getByRole('button', { name: 'Add webhook' }));
  assert.equal(await webhook.getByLabel(/^URL/).inputValue(), 'https://hooks.example/typed');

  await go(page, '/settings');
  await page.getByRole('combobox', { name: /^Where browsers may/ }).fill('https://typed.example');
  await page.keyboard.press('Enter');
  await submitWithoutSession(page, page.getByRole('button', { name: 'Save' }));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. Every node').waitFor();
  assert.deepEqual((await run.keyward.api('GET', 'settings')).json.returnOrigins, ['https://typed.example']);

  await go(page, '/solutions/work/functions');
  const editor = page.getByRole('textbox', { name: 'Definition in YAML' });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('name: typed\ncredential: one\nrequest: { method: GET, url: /typed }\n');
  await submitWithoutSession(page, page.getByRole('button', { name: 'Add function' }));
  assert.match((await editor.textContent()) ?? '', /\/typed/);
  await page.getByRole('button', { name: 'Add function' }).click();
  await page.getByText('version 1').first().waitFor();

  await go(page, '/consumers/edit?solution=work');
  await page.getByRole('textbox', { name: 'Id' }).fill('typed');
  await page.getByRole('textbox', { name: 'Name' }).fill('Typed');
  await submitWithoutSession(page, page.getByRole('button', { name: 'Register' }));
  assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Typed');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('link', { name: 'Typed', exact: true }).waitFor();
  await page.context().close();
});

/** Does what is asked next by this method, and loses the answer. */
async function loseAnswerTo(page: Page, path: string): Promise<void> {
  let isLost = false;
  await page.route(`**/v1/organisations/default/${path}`, async (route) => {
    if (isLost || route.request().method() === 'GET') return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort('connectionreset');
  });
}

test('where the answer to a save is lost that is said, and what is saved once more by hand is there once', async () => {
  const { page } = await run.open(`${HOME}/credentials/new?type=Secret`);
  const unanswered = page.getByRole('alert').getByText('Keyward does not answer.');
  await loseAnswerTo(page, 'credentials?**');
  await page.getByLabel('Display name').fill('Once only');
  await page.getByLabel(/^Value/).fill(canary);
  await page.getByRole('button', { name: 'Test and save' }).click();
  await unanswered.waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Test and save' }).click();
  const panel = page.getByRole('dialog').first();
  await panel.getByText('Once only').first().waitFor();
  const { items } = (await run.keyward.api('GET', 'credentials?search=once')).json;
  assert.deepEqual(
    items.map(({ key }: { key: string }) => key),
    ['once-only'],
  );
  await loseAnswerTo(page, `credentials/${items[0].id}`);
  await panel.getByLabel('Display name').fill('Once more');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await unanswered.waitFor();
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).last().waitFor();
  assert.equal((await run.keyward.api('GET', 'credentials/once-only')).json.version, 2);

  await go(page, '/solutions/new');
  await loseAnswerTo(page, 'solutions');
  await page.getByRole('textbox', { name: 'Name' }).fill('Once');
  await page.getByRole('button', { name: 'Add solution' }).click();
  await unanswered.waitFor();
  await page.getByRole('button', { name: 'Add solution' }).click();
  await page.getByRole('heading', { name: 'Once', level: 1 }).waitFor();
  const solutions = (await run.keyward.api('GET', 'solutions')).json.items;
  assert.equal(solutions.filter(({ name }: { name: string }) => name === 'Once').length, 1);

  await go(page, '/webhooks');
  await loseAnswerTo(page, 'webhooks');
  await page.getByRole('button', { name: 'Add webhook' }).first().click();
  const webhook = page.getByRole('dialog').first();
  await webhook.getByLabel(/^URL/).fill('https://hooks.example/once');
  await webhook.getByRole('button', { name: 'Add webhook' }).click();
  await unanswered.waitFor();
  await webhook.getByRole('button', { name: 'Add webhook' }).click();
  await webhook.getByText('idempotency/already-shown').waitFor();
  assert.equal((await run.keyward.api('GET', 'webhooks')).json.items.length, 1);
  await page.context().close();
});

test('what somebody else has changed of a webhook or a consumer is shown, and what is typed goes on top of it', async () => {
  const [webhook] = (await run.keyward.api('GET', 'webhooks')).json.items;
  const { page } = await run.open(`${HOME}/webhooks/${webhook.id}?tab=change`);
  const changed = page.getByRole('list', { name: 'What was changed' });
  await page.getByLabel(/^URL/).fill('https://hooks.example/mine');
  await made('PATCH', `webhooks/${webhook.id}`, { description: HOSTILE });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await changed.getByText(HOSTILE).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Keep mine on top' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { url, description } = (await run.keyward.api('GET', `webhooks/${webhook.id}`)).json;
  assert.deepEqual([url, description], ['https://hooks.example/mine', HOSTILE]);

  await made('PUT', 'consumers/flow/shared', { name: 'Before', active: true, uses: [] });
  await go(page, '/consumers/edit?kind=flow&id=shared');
  await page.getByRole('textbox', { name: 'Link' }).fill('https://flows.example/mine');
  await made('PUT', 'consumers/flow/shared', { name: HOSTILE, active: true, uses: [] });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await changed.getByText(HOSTILE).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Keep mine on top' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Registered', { exact: true }).waitFor();
  const consumer = (await run.keyward.api('GET', 'consumers/flow/shared')).json;
  assert.deepEqual([consumer.name, consumer.link], [HOSTILE, 'https://flows.example/mine']);
  await page.context().close();
});

test('of dialogs on each other Escape closes the one on top, and the focus goes back to where it was', async () => {
  const { page } = await run.open(`${HOME}/credentials`);
  await page.getByRole('link', { name: 'one', exact: true }).press('Enter');
  const panel = page.getByRole('dialog').first();
  await panel.getByLabel('Owner').fill('typed');
  await panel.getByRole('button', { name: 'Remove' }).press('Enter');
  const removal = page.getByRole('dialog', { name: 'Remove one' });
  await removal.locator('button:focus', { hasText: 'Cancel' }).waitFor();
  await page.keyboard.press('Escape');
  await removal.waitFor({ state: 'detached' });
  await panel.locator('button:focus', { hasText: 'Remove' }).waitFor();
  const leaving = page.getByRole('dialog', { name: 'Leave without saving?' });
  await panel.getByRole('tab', { name: 'Usage' }).click();
  await leaving.getByRole('button', { name: 'Stay' }).click();
  await leaving.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await leaving.waitFor();
  await assertAccessible(page);
  await page.keyboard.press('Escape');
  await leaving.waitFor({ state: 'detached' });
  assert.equal(await panel.getByLabel('Owner').inputValue(), 'typed');
  await page.keyboard.press('Escape');
  await leaving.getByRole('button', { name: 'Leave' }).press('Enter');
  await panel.waitFor({ state: 'detached' });
  await page.locator('a:focus', { hasText: 'one' }).waitFor();
  await page.context().close();
});

/** As a browser tells a page that its window is looked at again. */
async function lookAgain(page: Page): Promise<void> {
  await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
}

test('somebody else who signs in, over the page or in another window, finds nothing of what was there', async () => {
  const other = new Person(run.keyward, 'otto@example.com', 'a short swim in the lake');
  const { link } = await made('POST', 'invitations', { role: 'editor' });
  assert.equal((await other.accept(link, { name: 'Otto' })).status, 200);
  const { page } = await run.open(`${HOME}/credentials/new?type=Secret`);
  await page.getByLabel('Display name').fill('Of Mira alone');
  await page.getByLabel(/^Value/).fill(canary);
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Test and save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel(/^Email address/).fill(other.email);
  await dialog.getByLabel(/^Password/).fill(other.password);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  await page.getByRole('button', { name: 'Otto' }).waitFor();
  assert.equal(new URL(page.url()).pathname, HOME);
  const items = (await run.keyward.api('GET', 'credentials?search=mira')).json.items;
  assert.deepEqual(items, []);

  await page.goto(`${run.keyward.controlUrl}/organisations/nowhere/credentials`);
  await page.getByRole('heading', { name: 'Not an organisation of yours' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('list', { name: 'Your organisations' }).getByRole('link').click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();

  await go(page, '/access-tokens/new');
  await page.getByRole('textbox', { name: 'Name' }).fill('Of Otto alone');
  const [name = '', value = ''] = run.owner.cookie.split('=');
  await page.context().addCookies([{ name, value, url: run.keyward.controlUrl }]);
  await lookAgain(page);
  await page.getByRole('button', { name: 'Mira' }).waitFor();
  assert.equal(new URL(page.url()).pathname, HOME);
  await page.context().close();
});

test('a sign-out that did not succeed is said, and one that did leaves nothing to come back to', async () => {
  const { page } = await run.open(`${HOME}/credentials`);
  await page.getByRole('link', { name: 'one', exact: true }).waitFor();
  const signOut = async () => {
    await page.getByRole('button', { name: 'Mira' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await page.route('**/v1/auth/sign-out', (route) => route.abort('connectionreset'));
  await signOut();
  await page.getByText('You are still signed in').waitFor();
  assert.equal(new URL(page.url()).pathname, `${HOME}/credentials`);
  await page.unroute('**/v1/auth/sign-out');
  await page.getByRole('navigation').getByRole('link', { name: 'Components' }).click();
  await page.getByRole('heading', { name: 'Components' }).waitFor();
  const [name = '', value = ''] = await cookieOfOwner();
  await page.context().addCookies([{ name, value, url: run.keyward.controlUrl }]);
  await signOut();
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  await page.context().close();
});

/** Of a session of its own, so that ending it ends no other test's. */
async function cookieOfOwner(): Promise<string[]> {
  const again = new Person(run.keyward, run.owner.email, run.owner.password);
  assert.equal((await again.signIn()).status, 200);
  return again.cookie.split('=');
}

test('a function goes on top of the version that was opened, whatever was read of it since; what others changed is shown', async () => {
  const path = 'solutions/work/functions/shared';
  const request = { method: 'GET', url: '/before' };
  await made('PUT', path, { name: 'shared', credential: 'one', request });
  const { page } = await run.open(`${HOME}/${path}`);
  const editor = page.getByRole('textbox', { name: 'Definition in YAML' });
  await editor.getByText('/before').waitFor();
  await made('PUT', path, { name: 'shared', credential: 'one', request: { ...request, url: '/second' } });
  await lookAgain(page);
  await editor.getByText('/second').waitFor();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('name: shared\ncredential: one\nrequest: { method: GET, url: /mine }\n');
  await made('PUT', path, { name: 'shared', credential: 'one', description: HOSTILE, request });
  await lookAgain(page);
  await page.getByText('version 3').first().waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('list', { name: 'What was changed' }).getByText(HOSTILE).waitFor();
  assert.match((await editor.textContent()) ?? '', /\/mine/);
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Keep mine on top' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('version 4').first().waitFor();
  await page.context().close();
});

test('a panel that cannot be read anew keeps what is typed into it, and says so', async () => {
  const { id } = await made('POST', 'webhooks', { url: 'https://hooks.example/read' });
  const { page } = await run.open(`${HOME}/webhooks/${id}?tab=change`);
  await page.getByLabel('Description').fill('Typed here');
  await page.route(`**/webhooks/${id}`, (route) => route.fulfill({ status: 500, body: '' }));
  await page.context().setOffline(true);
  await lookAgain(page);
  await page.getByText('Keyward does not answer', { exact: true }).waitFor();
  await page.context().setOffline(false);
  await page.getByText('It could not be read', { exact: true }).waitFor();
  assert.equal(await page.getByLabel('Description').inputValue(), 'Typed here');
  await page.context().close();
});

test('the pattern of a provider of one’s own holds no page up, and is for the API to apply', async () => {
  const own = ownProvider('slow');
  const region = { name: 'region', title: 'Region', help: 'Its name.', pattern: '(?:a+)+b', required: true };
  const { ApiKey } = own.types;
  const fields = [region, ...ApiKey.fields];
  const baseUrl = 'https://$' + '{region}.vendor.example';
  await made('POST', 'providers', { ...own, types: { ApiKey: { ...ApiKey, fields, baseUrl } } });
  const { page } = await run.open(`${HOME}/credentials/new?provider=org%2Fslow`);
  await page.getByLabel(/^Region/).fill('a'.repeat(64));
  await page.getByLabel(/^API key/).fill(canary);
  await page.getByRole('button', { name: /save/i }).click();
  await page.getByRole('alert').first().waitFor();
  await page.context().close();
});
