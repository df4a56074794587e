/** How people come to the console: the link of the first start, leaving, and coming back to what they had typed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import { newCanary } from '../kit/canary.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';
import { Person } from '../kit/person.ts';

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
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
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
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  assert.deepEqual(
    errors.filter((text) => !/status of (401|422)/.test(text)),
    [],
  );

  await page.goto(`${run.keyward.controlUrl}/join#${await run.setUpLink()}`);
  await page.reload();
  await page.getByText('invitation/invalid').waitFor();
  await page.context().close();
});

const HOME = '/organisations/default';

/** Errors beside the refusals that a test asks for. */
function unexpected(errors: readonly string[]): string[] {
  return errors.filter((text) => !/the server responded with a status of 4\d\d/.test(text));
}

test('an owner of the platform invites to it by a link for one address, changes a role, and removes with their tokens', async () => {
  assert.equal((await run.owner.signIn()).status, 200);
  const { page, errors } = await run.open(HOME);
  await page.getByRole('note').getByRole('link', { name: 'Turn on a second factor' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('link', { name: 'Platform members' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Email address/).fill('ops@example.com');
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('table', { name: 'Open invitations' }).getByText('ops@example.com').waitFor();
  const ops = new Person(run.keyward, 'ops@example.com', 'down to the harbour by night');
  assert.equal((await ops.accept(link.split('#')[1]!, { name: 'Otto' })).status, 200);
  for (const name of ['one', 'two']) {
    const issued = await ops.api('POST', 'access-tokens', { name, role: 'user' });
    assert.equal(issued.status, 201, issued.text);
  }
  await page.reload();
  await page.getByRole('combobox', { name: 'Role of Otto' }).click();
  await page.getByRole('option', { name: 'editor' }).click();
  await page.getByText('Otto is editor of the platform now').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Remove Otto' }).click();
  await dialog.getByLabel(/^Revoke the 2 access tokens/).check();
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Otto is a member no longer.').waitFor();
  const left = await run.keyward.api('GET', 'access-tokens?state=active');
  assert.deepEqual(left.json.items, []);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('an account gets a link for a new password, shown once, is deactivated and reactivated; nobody else sees these pages', async () => {
  const { page, errors } = await run.open(`${HOME}/platform/accounts?search=ops`);
  await page.getByRole('link', { name: 'Otto' }).click();
  const panel = page.getByRole('dialog', { name: 'Otto' });
  await panel.getByRole('table', { name: 'Account' }).getByText('ops@example.com').waitFor();
  await assertAccessible(page);
  await panel.getByRole('button', { name: 'New password' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'I have it' }).click();
  const ops = new Person(run.keyward, 'ops@example.com', 'back from the harbour at dawn');
  assert.equal((await ops.accept(link.split('#')[1]!)).status, 200);
  assert.equal((await page.content()).includes(link), false);
  await panel.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('dialog', { name: 'Deactivate Otto?' }).getByRole('button', { name: 'Deactivate' }).click();
  await panel.getByRole('table', { name: 'Account' }).getByText('Deactivated').first().waitFor();
  assert.equal((await ops.signIn()).json.code, 'person/deactivated');
  await panel.getByRole('button', { name: 'Reactivate' }).click();
  await page.getByRole('dialog', { name: 'Reactivate Otto?' }).getByRole('button', { name: 'Reactivate' }).click();
  await panel.getByRole('button', { name: 'New password' }).waitFor();
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();

  const { json } = await run.owner.api('POST', 'invitations', { role: 'owner' });
  assert.equal((await ops.accept(json.link)).status, 200);
  const other = await run.open(HOME, { isOut: true });
  const [name = '', value = ''] = ops.cookie.split('=');
  await other.page.context().addCookies([{ name, value, url: run.keyward.controlUrl }]);
  await other.page.goto(`${run.keyward.controlUrl}${HOME}/members`);
  await other.page.getByRole('button', { name: 'Remove Mira' }).waitFor();
  assert.equal(await other.page.getByRole('link', { name: 'Accounts' }).count(), 0);
  await other.page.goto(`${run.keyward.controlUrl}${HOME}/platform/accounts`);
  await other.page.getByText('token/forbidden').waitFor();
  await assertAccessible(other.page);

  // From here on who has no second factor is led to their account, whatever they open, until it is on.
  await run.keyward.api('PATCH', 'settings', { body: { secondFactor: 'required' } });
  await other.page.goto(`${run.keyward.controlUrl}${HOME}/members`);
  await other.page.getByText('This organisation requires a second factor').waitFor();
  await assertAccessible(other.page);
  await other.page.getByRole('button', { name: 'Turn on' }).click();
  const dialog = other.page.getByRole('dialog');
  await dialog.getByLabel(/^Your password/).fill(ops.password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  const secret = await dialog.getByRole('textbox', { name: 'Key' }).inputValue();
  await dialog.getByLabel(/^Code/).fill(new TOTP({ secret }).generate());
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await dialog.getByRole('button', { name: 'I have it' }).click();
  await other.page.getByText('This organisation requires a second factor').waitFor({ state: 'detached' });
  await other.page.getByRole('link', { name: 'Members', exact: true }).click();
  await other.page.getByRole('button', { name: 'Remove Mira' }).waitFor();
  assert.deepEqual(unexpected(other.errors), []);
  await other.page.context().close();
});
