/** How people come to the console: the link of the first start, leaving, and coming back to what they had typed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from '../kit/canary.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';

const canary = newCanary();
let run: ConsoleRun;

before(async () => {
  run = await ConsoleRun.start();
});
after(async () => {
  assert.deepEqual(run.sentWith(canary), []);
  assert.deepEqual(await run.keyward.leaksOf(canary), []);
  await run.close();
});

test('the set-up link makes the first account, once; an expired session is gone on with, and what was typed is still there', async () => {
  const { page, errors, requests } = await run.open(`/join#${await run.setUpLink()}`, { isOut: true });
  await page.getByRole('heading', { name: 'Set up Keyward' }).waitFor();
  await assertAccessible(page);
  await page.getByLabel(/^Email address/).fill(run.owner.email);
  await page.getByLabel(/^Name/).fill('Mira');
  await page.getByLabel(/^New password/).fill('passwordpassword');
  await page.getByRole('button', { name: 'Set up Keyward' }).click();
  await page.getByText('person/password-weak').waitFor();
  await page.getByLabel(/^New password/).fill(run.owner.password);
  await page.getByRole('button', { name: 'Set up Keyward' }).click();
  await page.getByText('Store a credential').waitFor();
  await assertAccessible(page);

  await page.getByRole('link', { name: 'Add credential' }).first().click();
  await page.getByRole('link', { name: /^Secret/ }).click();
  await page.getByLabel('Display name').fill('Typed before');
  await page.getByLabel(/^Value/).fill(canary);
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Test and save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.waitFor();
  await assertAccessible(page);
  await dialog.getByLabel(/^Email address/).fill(run.owner.email);
  await dialog.getByLabel(/^Password/).fill(run.owner.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Display name').inputValue(), 'Typed before');
  assert.equal(await page.getByLabel(/^Value/).inputValue(), '', 'secrets are typed again');

  await page.getByLabel(/^Value/).fill(canary);
  await page.getByRole('button', { name: 'Test and save' }).click();
  await page.getByRole('dialog').getByText('Typed before').waitFor();
  assert.ok(
    requests.some((each) => each.postData()?.includes('"sealed"')),
    'something sealed was sent',
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Mira' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.deepEqual(
    errors.filter((text) => !/status of (401|422)/.test(text)),
    [],
  );

  await page.goto(`${run.keyward.controlUrl}/join#${await run.setUpLink()}`);
  await page.reload();
  await page.getByText('invitation/invalid').waitFor();
  await page.context().close();
});
