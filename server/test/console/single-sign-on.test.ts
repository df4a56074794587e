/** Single sign-on in the browser: a provider made with its secret sealed, tried, signed in by, linked, and come back by over a form. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AuthorizationServer, startAuthorizationServer } from '../kit/authorization-server.ts';
import { newCanary } from '../kit/canary.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';

const canary = newCanary().replaceAll(/[^A-Za-z0-9]/g, '');
let run: ConsoleRun;
let server: AuthorizationServer;

before(async () => {
  run = await ConsoleRun.start();
  await run.signUp();
  server = await startAuthorizationServer({
    configuration: {
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      scopes: ['openid', 'email', 'profile'],
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ sub, name: `Account ${sub}`, email: `${sub}@example.com`, email_verified: true }),
      }),
    },
  });
});
after(async () => {
  await server.close();
  assert.deepEqual(run.sentWith(canary), []);
  assert.deepEqual(await run.keyward.leaksOf(canary), []);
  await run.close();
});

test('an owner adds a provider of the installation, its secret sealed in the browser, and tries it', async () => {
  const { page, errors } = await run.open('/organisations/default/identity-providers?of=installation');
  await page.getByText('No identity provider yet').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Add identity provider' }).first().click();
  const form = page.getByRole('form', { name: 'Identity provider' });
  await form.getByLabel('Title').fill('Staff');
  await form.getByLabel('Issuer').fill(server.issuer);
  await form.getByLabel('Client ID').fill('keyward');
  await form.getByLabel(/^Client secret/).fill(canary);
  await form.getByRole('combobox', { name: 'A first sign-in gives' }).click();
  await page.getByRole('option', { name: 'editor' }).click();
  await form.getByLabel('In the organisation').fill('default');
  await assertAccessible(page);
  await form.getByRole('button', { name: 'Add identity provider' }).click();
  const asked = form.getByRole('alert').filter({ hasText: 'sealed for these addresses alone' });
  await asked.getByText(server.tokenUrl, { exact: true }).waitFor();
  await asked.getByRole('button', { name: 'Yes, seal and save' }).click();
  const redirectUrl = page.getByRole('textbox', { name: 'Redirect URL' });
  await redirectUrl.waitFor();
  const registered = await redirectUrl.inputValue();
  assert.match(registered, /\/v1\/auth\/single-sign-on\/callback\/idp_\w+$/);
  server.register({ clientId: 'keyward', clientSecret: canary, redirectUris: [registered] });
  await assertAccessible(page);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Test by signing in' }).click();
  const tested = await popup;
  await tested.getByLabel('Account').fill('tess');
  await tested.getByRole('button', { name: 'Allow' }).click();
  await tested.getByText('The address is tess@example.com.').waitFor();
  await tested.close();
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('somebody signs in by it, comes back over a form whose session has ended, and sees how they came', async () => {
  const { page } = await run.open('/organisations/default/credentials/new?type=Secret', { isOut: true });
  await page.getByRole('button', { name: 'Sign in with Staff' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Sign in with Staff' }).click();
  await page.getByLabel('Account').fill('grace');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByLabel('Display name').fill('Typed before');
  await page.context().clearCookies();
  await page.getByLabel(/^Value/).fill('a-value-of-no-account');
  await page.getByRole('button', { name: 'Test and save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  const again = dialog.getByRole('button', { name: 'Sign in with Staff' });
  await again.waitFor();
  await assertAccessible(page);
  const popup = page.waitForEvent('popup');
  await again.click();
  const opened = await popup;
  await opened.getByLabel('Account').fill('grace');
  await opened.getByRole('button', { name: 'Allow' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Display name').inputValue(), 'Typed before');

  page.on('dialog', (asked) => asked.accept());
  await page.goto(`${run.keyward.controlUrl}/organisations/default/account`);
  await page.getByText('Staff (this session)').waitFor();
  await page.getByText('The account has none').waitFor();
  await assertAccessible(page);
  await page.getByLabel('New password').fill('a walk along the quay');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByRole('button', { name: 'Change password' }).waitFor();
  await page.context().close();
});

test('an account is linked with its password, and an organisation that nobody knows offers what one without providers does', async () => {
  const { page } = await run.open('/organisations/default/account');
  await page.getByRole('button', { name: 'Link Staff' }).click();
  const dialog = page.getByRole('dialog', { name: 'Link Staff' });
  await dialog.getByLabel('Your password').fill('not the password');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByText('session/sign-in-failed').waitFor();
  await dialog.getByLabel('Your password').fill(run.owner.password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Account').fill('mira-at-work');
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('list', { name: 'Linked identity providers' }).getByText('mira-at-work').waitFor();
  await page.context().clearCookies();
  for (const slug of ['default', 'no-such']) {
    await page.goto(`${run.keyward.controlUrl}/sign-in?organisation=${slug}`);
    await page.getByRole('button', { name: 'Sign in with Staff' }).waitFor();
    assert.equal(await page.getByRole('button', { name: /^Sign in with/ }).count(), 1);
  }
  await page.context().close();
});
