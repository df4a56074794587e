/** A consent in a real browser, end to end: the start, the provider's page, the way back, and what is shown then. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeOf } from './kit/axe.ts';
import { startBrowser, watch } from './kit/browser.ts';
import { newCanary } from './kit/canary.ts';
import { type ConnectingKeyward, startConnectingKeyward } from './kit/connecting-keyward.ts';
import { runCli } from './kit/keyward.ts';

const canary = newCanary();
let at: ConnectingKeyward;
let browser: Browser;

before(async () => {
  [at, browser] = await Promise.all([startConnectingKeyward(canary), startBrowser()]);
  assert.equal((await at.configure()).status, 201);
});
after(async () => {
  assert.deepEqual(await at.keyward.leaksOf(canary), []);
  for (const token of at.server.issued) assert.deepEqual(await at.keyward.leaksOf(token), []);
  await browser.close();
  await at.close();
});

async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // The page lets no script in, and so the checker neither: its rules run on a copy without the policy.
    const copy = await (await browser.newContext({ colorScheme })).newPage();
    await copy.setContent(await page.content());
    assert.deepEqual((await axeOf(copy).analyze()).violations, []);
    await copy.close();
  }
}

test('somebody consents in a browser, sees whose account it is, and the command that waits says so too', async () => {
  const settings = { KEYWARD_URL: at.keyward.controlUrl, KEYWARD_TOKEN: await at.keyward.ownerToken() };
  const flags = [
    '--configuration',
    'sample',
    '--provider',
    'sample-api',
    '--base-url',
    at.server.apiUrl,
    '--key',
    'seen',
  ];
  const created = await runCli(['connection', 'create', ...flags, '--json'], { env: settings });
  assert.equal(created.code, 0, created.stderr);
  const { startUrl } = JSON.parse(created.stdout) as { startUrl: string };

  const context = await browser.newContext();
  const page = await context.newPage();
  const { errors } = watch(page);
  await page.goto(startUrl);
  assert.equal(new URL(page.url()).origin, at.server.issuer);
  await page.getByLabel('Account').fill('heidi');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: 'Connected' }).waitFor();
  assert.match((await page.textContent('main'))!, /The account is heidi/);
  assert.equal(new URL(page.url()).origin, at.keyward.controlUrl);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    (await context.cookies(at.keyward.controlUrl)).filter(({ name }) => name.startsWith('keyward-flow')),
    [],
  );
  await assertAccessible(page);

  // The same page again: the answer has counted, and nothing comes of it.
  await page.reload();
  await page.getByText('connection/flow-used').waitFor();
  await assertAccessible(page);
  const shown = await runCli(['connection', 'show', 'seen'], { env: settings });
  assert.match(shown.stdout, /account +heidi/);
  const listed = await runCli(['connection', 'list'], { env: settings });
  assert.match(listed.stdout, /seen +valid +heidi +sample +authorization_code/);
  const revoked = await runCli(['connection', 'revoke', 'seen', '--yes'], { env: settings });
  assert.match(revoked.stdout, /revoked at the provider/);
});

test('a command reconnects and waits for the consent; whoever says no is told what goes on', async () => {
  const settings = { KEYWARD_URL: at.keyward.controlUrl, KEYWARD_TOKEN: await at.keyward.ownerToken() };
  const begun = await runCli(['connection', 'reconnect', 'seen', '--json'], { env: settings });
  const page = await (await browser.newContext()).newPage();
  await page.goto((JSON.parse(begun.stdout) as { startUrl: string }).startUrl);
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByText('connection/denied').waitFor();
  assert.match((await page.textContent('main'))!, /The <b>person<\/b> said no/);
  assert.equal(await page.locator('main b').count(), 0);
});
