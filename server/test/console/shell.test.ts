/** What is around the console's pages: how they are served, their policy, and what they do when something is wrong. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { newCanary } from '../kit/canary.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';

const canary = newCanary();
/** A dependency of the console's. */
const STYLES = '@mantine/core/styles.css';
const CREDENTIALS = '/organisations/default/credentials';
let run: ConsoleRun;

before(async () => {
  run = await ConsoleRun.start();
  await run.signUp();
  const fields = { in: 'header', name: 'X-Key', apiKey: canary };
  const body = { key: 'first', type: 'ApiKey', baseUrl: 'https://api.example', fields };
  assert.equal((await run.keyward.api('POST', 'credentials?verify=skip', { body })).status, 201);
});
after(async () => {
  assert.deepEqual(run.sentWith(canary), []);
  assert.deepEqual(await run.keyward.leaksOf(canary), []);
  await run.close();
});

test('each page comes with a strict policy and a nonce of its own, and runs nothing inline', async () => {
  const pages = await Promise.all(
    ['/', '/sign-in', CREDENTIALS].map((path) => run.keyward.fetch(run.keyward.controlUrl + path, {})),
  );
  const policies = pages.map(({ headers }) => headers.get('content-security-policy') ?? '');
  assert.equal(new Set(policies).size, 3);
  for (const [index, { status, headers, text }] of pages.entries()) {
    assert.equal(status, 200);
    assert.match(policies[index]!, /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']{20,}';/);
    assert.match(policies[index]!, /form-action 'none'; base-uri 'none'; frame-ancestors 'none'$/);
    const withoutBroker = policies[index]!.replace(`; connect-src 'self' ${run.keyward.brokerUrl};`, ';');
    assert.notEqual(withoutBroker, policies[index], 'beside its own origin the page may ask the broker');
    assert.doesNotMatch(withoutBroker, /unsafe|https?:|\*|connect-src/);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.doesNotMatch(text, /<script(?![^>]* src=")|<style|\son\w+=|\{\{/);
  }
});

test('the styles of all components that are used are there, and of no others', async () => {
  const built = new URL('../../console/assets/', import.meta.url);
  const textOf = async (ending: string) => {
    const names = (await readdir(built)).filter((name) => name.endsWith(ending));
    return (await Promise.all(names.map((name) => readFile(new URL(name, built), 'utf8')))).join('\n');
  };
  const require = createRequire(new URL('../../../console/package.json', import.meta.url));
  const styles = new URL('styles/', pathToFileURL(require.resolve(STYLES)));
  const [scripts, present] = await Promise.all([textOf('.js'), textOf('.css')]);
  for (const name of (await readdir(styles)).filter((file) => /^[A-Z]\w+\.css$/.test(file))) {
    const classes = (await readFile(new URL(name, styles), 'utf8')).match(/(?<=\.)m_[0-9a-f]{6,8}\b/g) ?? [];
    const isUsed = classes.some((each) => scripts.includes(each));
    assert.equal(
      classes.some((each) => present.includes(`.${each}`)),
      isUsed,
      `console/src/styles.ts: ${name}`,
    );
  }
});

test('files with a hash are kept for good, and no other path of the server is answered with a page', async () => {
  const { text } = await run.keyward.fetch(run.keyward.controlUrl, {});
  const name = /\/assets\/[\w.-]+\.js/.exec(text)![0];
  const asset = await run.keyward.fetch(run.keyward.controlUrl + name, {});
  assert.equal(asset.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(asset.headers.get('content-encoding'), 'gzip');
  const others = ['/assets/..%2Findex.html', '/assets/nothing.js', '/v1/nothing', '/v1', '/docs/nothing', '/nothing'];
  for (const path of others) {
    const answer = await run.keyward.fetch(run.keyward.controlUrl + path, { headers: { accept: 'text/html' } });
    assert.equal(answer.status, 404, path);
    assert.equal(answer.json.code, 'route/not-found', path);
  }
  for (const path of ['/docs', '/connect/nothing']) {
    const { text: other } = await run.keyward.fetch(run.keyward.controlUrl + path, {});
    assert.match(other, /<h1/, `${path} has a page of its own`);
  }
});

test('the bare address leads home, by keyboard past the navigation, and the title follows', async () => {
  const { page, errors } = await run.open('/');
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/organisations/default');
  assert.equal(await page.title(), 'Home · Keyward');
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Skip to content' }).press('Enter');
  await page.getByRole('navigation').getByRole('link', { name: 'Components' }).press('Enter');
  await page.getByRole('link', { name: /^A?.*API key.*1 credential/ }).waitFor();
  assert.equal(await page.title(), 'Components · Keyward');
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Components');
  await assertAccessible(page);
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('somebody who is not signed in is led to the sign-in, and from there to no other site', async () => {
  const { page } = await run.open(`${CREDENTIALS}?search=x`, { isOut: true });
  const enter = page.getByRole('button', { name: 'Sign in', exact: true });
  await enter.waitFor();
  assert.equal(new URL(page.url()).searchParams.get('next'), `${CREDENTIALS}?search=x`);
  await assertAccessible(page);
  await page.getByLabel('Email address').fill(run.owner.email);
  await page.getByLabel(/^Password/).fill('not the right one');
  await enter.click();
  await page.getByText('session/sign-in-failed').waitFor();
  await page.getByLabel(/^Password/).fill(run.owner.password);
  await enter.click();
  await page.getByText('No credential fits').waitFor();
  assert.equal(new URL(page.url()).pathname, CREDENTIALS);
  for (const next of ['//evil.example/', '/%09/evil.example/', '/.//evil.example/', 'javascript:alert(1)']) {
    await page.goto(`${run.keyward.controlUrl}/sign-in?next=${next}`);
    await page.getByLabel('Email address').fill(run.owner.email);
    await page.getByLabel(/^Password/).fill(run.owner.password);
    await enter.click();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    assert.equal(new URL(page.url()).origin, run.keyward.controlUrl);
  }
  await page.context().close();
});

test('without a connection it says so, keeps trying, and goes on by itself', async () => {
  const { page } = await run.open(CREDENTIALS);
  await page.getByRole('link', { name: 'first' }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('textbox', { name: 'Search key, name, owner' }).fill('fir');
  await page.getByText('Keyward does not answer', { exact: true }).waitFor();
  await page.context().setOffline(false);
  await page.getByText('Keyward does not answer', { exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'first' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Search key, name, owner' }).inputValue(), 'fir');
  await page.context().close();
});

test('where the browser cannot seal, it says so', async () => {
  const { page } = await run.open(CREDENTIALS);
  await page.addInitScript('Object.defineProperty(globalThis, "isSecureContext", { value: false })');
  await page.reload();
  await page.getByText('Secrets cannot be sealed here').waitFor();
  await page.context().close();
});

test('at 360 pixels nothing sticks out, and the navigation opens', async () => {
  const { page } = await run.open(CREDENTIALS, { viewport: { width: 360, height: 700 } });
  await page.getByRole('link', { name: 'first' }).waitFor();
  assert.ok(((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 360);
  await page.getByRole('button', { name: 'Navigation' }).click();
  await page.getByRole('link', { name: 'Components' }).click();
  await page.getByRole('heading', { name: 'Components' }).waitFor();
  await page.context().close();
});

test('by the keyboard one jumps to pages and credentials, searches the list, and turns single keys off', async () => {
  const { page, errors } = await run.open('/');
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  await page.keyboard.press('Control+k');
  const jump = page.getByRole('dialog', { name: 'Jump to' });
  await jump.getByLabel('Page or credential').fill('creden');
  await jump.getByRole('option', { name: 'Add credential' }).waitFor();
  await assertAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Credentials' }).waitFor();
  await page.getByRole('link', { name: 'first' }).waitFor();
  await page.keyboard.press('/');
  const search = page.getByRole('textbox', { name: 'Search key, name, owner' });
  assert.equal(await search.evaluate('document.activeElement.getAttribute("aria-label")'), 'Search key, name, owner');
  await page.keyboard.type('/?');
  assert.equal(await search.inputValue(), '/?', 'where one types, keys are letters');
  await search.fill('');
  await search.blur();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByText('Search or filter this list').waitFor();
  await assertAccessible(page);
  await sheet.getByLabel('Shortcuts of a single key').uncheck();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  assert.notEqual(await page.evaluate('document.activeElement.tagName'), 'INPUT');
  await page.keyboard.press('Control+k');
  await jump.getByLabel('Page or credential').fill('fir');
  await jump.getByRole('option', { name: 'first' }).click();
  await page.getByRole('dialog').getByLabel('Display name').waitFor();
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('the colours that were chosen are there before anything of the console runs', async () => {
  const { page, errors } = await run.open(CREDENTIALS, { colorScheme: 'light' });
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  await page.route('**/assets/index-*.js', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }));
  await page.reload();
  assert.equal(await page.evaluate('document.documentElement.dataset.mantineColorScheme'), 'dark');
  assert.equal(await page.evaluate('getComputedStyle(document.documentElement).colorScheme'), 'dark');
  await page.unroute('**/assets/index-*.js');
  await page.reload();
  await page.getByRole('button', { name: 'Mira' }).click();
  await page.getByRole('menuitem', { name: 'Colours of the system' }).click();
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor({ state: 'attached' });
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('another one-time link that is opened in the same window takes the place of the first', async () => {
  const { page } = await run.open('/join#kwi_unknown', { isOut: true });
  await page.getByText('This link does not work').waitFor();
  await assertAccessible(page);
  const { link } = (await run.keyward.api('POST', 'invitations', { body: { role: 'user' } })).json;
  await page.goto(`${run.keyward.controlUrl}/join#${link}`);
  await page.getByText('You are invited to').waitFor();
  await page.context().close();
});
