/** The organisation as its people run it: access tokens, members, settings, webhooks, and what the logs say of it all. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { newCanary } from '../kit/canary.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';
import { Person } from '../kit/person.ts';
import { demanding, startUpstream, type Upstream } from '../kit/upstream.ts';

const canary = newCanary();
const HOME = '/organisations/default';
const HOSTILE = `<img src=x onerror="document.title='pwned'">"'\`{{7*7}}</script>`;
let run: ConsoleRun;
let api: Upstream;
let receiver: Upstream;
let answers = 200;

before(async () => {
  [run, api, receiver] = await Promise.all([
    ConsoleRun.start(),
    startUpstream(demanding(canary)),
    startUpstream((_, response) => {
      response.statusCode = answers;
      response.end();
    }),
  ]);
  await run.signUp();
});
after(async () => {
  assert.deepEqual(run.sentWith(canary), []);
  assert.deepEqual(await run.keyward.leaksOf(canary), []);
  await run.close();
  await Promise.all([api.close(), receiver.close()]);
});

/** Errors beside the refusals that a test asks for: those of scripts, and of the page's policy. */
function unexpected(errors: readonly string[]): string[] {
  return errors.filter((text) => !/the server responded with a status of 4\d\d/.test(text));
}

function dialog(page: Page) {
  return page.getByRole('dialog');
}

/** Uses are written down some seconds after they are made. */
async function until(isThere: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 120 && !(await isThere()); tries += 1) await sleep(500);
}

async function seed(key: string, fields: object, more: object = {}): Promise<string> {
  const body = {
    ...{ key, type: 'ApiKey', baseUrl: api.url, ...more },
    fields: { in: 'header', name: 'X-Api-Key', testPath: '/me', ...fields },
  };
  const answer = await run.keyward.api('POST', 'credentials?verify=record', { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

test('an empty organisation teaches the first steps', async () => {
  const { page, errors } = await run.open(HOME);
  const steps = page.getByRole('list', { name: 'First steps' });
  await steps.getByRole('link', { name: 'Add credential' }).waitFor();
  await page.getByText('Nothing. What is rejected').waitFor();
  await assertAccessible(page);
  await seed('orders', { apiKey: canary });
  await page.reload();
  await steps.getByRole('link', { name: 'Create token' }).click();
  await page.getByRole('heading', { name: 'Create access token' }).waitFor();
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('a token is shown once, with a line to try it with; it gets another value, and is revoked', async () => {
  const { page, errors } = await run.open(`${HOME}/access-tokens/new`);
  await page.getByRole('button', { name: 'Create token' }).click();
  await page.getByLabel(/^Name/).fill(HOSTILE);
  await page.getByRole('button', { name: 'Create token' }).click();
  await page.getByText('Each grant names credentials or functions.').waitFor();
  await page.getByRole('combobox', { name: /^Credentials/ }).fill('ord');
  await page.getByRole('option', { name: 'orders' }).click();
  await page.getByRole('combobox', { name: /^Methods/ }).click();
  await page.getByRole('option', { name: 'GET' }).click();
  await page.getByRole('combobox', { name: /^Paths/ }).fill('/v1/*');
  await page.keyboard.press('Enter');
  await page.getByLabel('A second').fill('5');
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = await dialog(page).getByRole('textbox', { name: 'Access token' }).inputValue();
  const line = await dialog(page).getByRole('group', { name: 'Try it' }).textContent();
  assert.equal(line, `curl -H 'Authorization: Bearer ${token}' '${run.keyward.brokerUrl}/proxy/orders/v1/…'`);
  await assertAccessible(page);
  await page.keyboard.press('Escape');
  await dialog(page).getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('heading', { name: 'May use' }).waitFor();
  await page.getByRole('textbox', { name: 'Access token' }).waitFor({ state: 'detached' });
  await dialog(page).getByRole('region', { name: 'Grant 1' }).getByText('/v1/*').waitFor();
  assert.equal((await page.content()).includes(token), false);
  assert.equal((await run.keyward.call('/orders/v1/me', { token })).status, 200);
  assert.equal((await run.keyward.call('/orders/v2/me', { token })).status, 403);
  await assertAccessible(page);

  await dialog(page).getByRole('button', { name: 'New value' }).click();
  await page.getByRole('button', { name: 'Make a new value' }).click();
  const next = await page.getByRole('textbox', { name: 'Access token' }).inputValue();
  await page.getByRole('button', { name: 'I have it' }).click();
  assert.notEqual(next, token);
  assert.equal((await run.keyward.call('/orders/v1/me', { token })).status, 401);
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page
    .getByRole('dialog', { name: /^Revoke/ })
    .getByRole('button', { name: 'Revoke' })
    .click();
  await dialog(page).getByText('Revoked', { exact: true }).first().waitFor();
  assert.equal((await run.keyward.call('/orders/v1/me', { token: next })).status, 401);
  assert.equal(await page.title(), 'Access tokens · Keyward', 'a hostile name is text');
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('home says what needs attention, and leads to the list of just that', async () => {
  await seed('refused', { apiKey: 'not the right one' });
  await seed('unfinished', {});
  await seed('ending', { apiKey: canary }, { expiresAt: new Date(Date.now() + 5 * 86_400_000).toISOString() });
  await until(async () => {
    const { items } = (await run.keyward.api('GET', 'access-tokens')).json;
    return items.some((each: { grants: []; lastUsedAt?: string }) => each.grants.length > 0 && each.lastUsedAt);
  });
  const { page, errors } = await run.open(HOME);
  const list = page.getByRole('list', { name: 'Needs attention' });
  await list.getByRole('link', { name: '1 credential is incomplete' }).waitFor();
  await list.getByRole('link', { name: '1 credential expires within 30 days' }).waitFor();
  await page.getByRole('list', { name: 'Recent events' }).getByText('unfinished').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'First steps' }).count(), 0, 'an API was called');
  await assertAccessible(page);
  await list.getByRole('link', { name: '1 credential was rejected by its API' }).click();
  await page.waitForURL(/credentials\?verdict=rejected$/);
  await page.getByRole('link', { name: 'refused', exact: true }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'orders', exact: true }).count(), 0);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('somebody is invited by a link that is shown once; roles change, the last owner stays, a member is removed', async () => {
  const { page, errors } = await run.open(`${HOME}/members`);
  await page.getByRole('button', { name: 'Invite' }).click();
  await dialog(page)
    .getByLabel(/^Email address/)
    .fill('jonas@example.com');
  await assertAccessible(page);
  await dialog(page).getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog(page).getByRole('textbox', { name: 'Link' }).inputValue();
  assert.equal(link.startsWith(`${run.keyward.controlUrl}/join#`), true);
  await dialog(page).getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('table', { name: 'Open invitations' }).getByText('jonas@example.com').waitFor();
  await assertAccessible(page);
  assert.equal((await page.content()).includes(link.split('#')[1]!), false);

  const jonas = new Person(run.keyward, 'jonas@example.com', 'two herons on the quay');
  assert.equal((await jonas.accept(link.split('#')[1]!, { name: HOSTILE })).status, 200);
  await page.reload();
  await page.getByRole('combobox', { name: `Role of ${HOSTILE}` }).click();
  await page.getByRole('option', { name: 'editor' }).click();
  await page.getByText('is editor now').waitFor();
  await page.getByRole('combobox', { name: 'Role of Mira' }).click();
  await page.getByRole('option', { name: 'user' }).click();
  await page.getByText('The role stays').waitFor();
  await page.getByRole('button', { name: 'Leave' }).click();
  await dialog(page).getByRole('button', { name: 'Leave' }).click();
  await dialog(page).getByText('member/last-owner').waitFor();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: `Remove ${HOSTILE}` }).click();
  await dialog(page).getByRole('button', { name: 'Remove' }).click();
  await page.getByText('jonas@example.com').waitFor({ state: 'detached' });
  assert.equal((await jonas.api('GET', 'credentials')).status, 404);
  assert.equal(await page.title(), 'Members · Keyward');
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('settings say what they do; what somebody else has changed meanwhile is shown before it is overwritten', async () => {
  const { page, errors } = await run.open(`${HOME}/settings`);
  await page.getByLabel('Any user, those that are switched off too').check();
  await page.getByRole('combobox', { name: /^Where browsers may/ }).fill('https://app.example.com');
  await page.keyboard.press('Enter');
  await assertAccessible(page);
  await run.keyward.api('PATCH', 'settings', { body: { reverifyAfterHours: 24 } });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('list', { name: 'What was changed' }).getByText('0 → 24').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Keep mine on top' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. Every node').waitFor();
  const { json } = await run.keyward.api('GET', 'settings');
  assert.deepEqual([json.deletionGuard, json.reverifyAfterHours], ['any', 24]);
  assert.deepEqual(json.returnOrigins, ['https://app.example.com']);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('a webhook is made with a secret shown once, tried, its deliveries are seen and sent again, and it is deleted', async () => {
  const { page, errors } = await run.open(`${HOME}/webhooks`);
  await page.getByRole('button', { name: 'Add webhook' }).first().click();
  await dialog(page).getByLabel(/^URL/).fill(`${receiver.url}/hook`);
  await dialog(page)
    .getByLabel(/^Description/)
    .fill(HOSTILE);
  await assertAccessible(page);
  await dialog(page).getByRole('button', { name: 'Add webhook' }).click();
  const secret = await dialog(page).getByRole('textbox', { name: 'Signing secret' }).inputValue();
  assert.match(secret, /^whsec_/);
  await dialog(page).getByRole('button', { name: 'I have it' }).click();
  await dialog(page).getByText('Nothing was sent yet.').waitFor();
  answers = 500;
  await dialog(page).getByRole('button', { name: 'Send a test' }).click();
  const deliveries = dialog(page).getByRole('table', { name: 'Deliveries' });
  await deliveries.getByText('Webhook tried').waitFor();
  const lookAgain = async (text: string) => {
    for (let tries = 0; tries < 60 && (await deliveries.getByText(text).count()) === 0; tries += 1) {
      await dialog(page).getByRole('button', { name: 'Look again' }).click();
      await page.waitForTimeout(500);
    }
    await deliveries.getByText(text).first().waitFor();
  };
  await lookAgain('Retrying');
  answers = 200;
  await deliveries
    .getByRole('button', { name: /^Send again/ })
    .first()
    .click();
  await lookAgain('Delivered');
  await assertAccessible(page);
  assert.equal((await page.content()).includes(secret), false);

  await dialog(page).getByRole('tab', { name: 'Details' }).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog', { name: 'Delete this webhook?' }).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No webhook yet').waitFor();
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('logs and events are narrowed by their address, a row opens to all it says, and a request id leads to the audit log', async () => {
  const { page, errors } = await run.open(`${HOME}/audit?action=access-token.`);
  await page.getByRole('button', { name: 'Access token: revoke' }).click();
  const requestId = await dialog(page).getByRole('link', { name: /^req_/ }).textContent();
  await assertAccessible(page);
  await dialog(page).getByRole('link', { name: /^req_/ }).click();
  await page.waitForURL(new RegExp(`requestId=${requestId}`));
  await page.getByRole('button', { name: 'Access token: revoke' }).waitFor();
  await page.getByText('1 shown').waitFor();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByRole('combobox', { name: 'Outcome' }).click();
  await page.getByRole('option', { name: 'Refused' }).click();
  await page.getByText('Member: remove').first().waitFor();
  await assertAccessible(page);

  await until(async () => (await run.keyward.api('GET', 'requests?credential=orders&statusClass=4xx')).json.items[0]);
  await page.goto(`${run.keyward.controlUrl}${HOME}/requests?credential=orders&statusClass=4xx`);
  await page.getByRole('button', { name: 'GET /v2/me' }).click();
  await dialog(page)
    .getByRole('link', { name: 'grant/denied' })
    .or(dialog(page).getByText('Refused with'))
    .first()
    .waitFor();
  await assertAccessible(page);
  await page.goto(`${run.keyward.controlUrl}${HOME}/events?type=credential.rejected`);
  await page.getByRole('button', { name: 'Credential rejected by its API' }).click();
  await dialog(page).getByRole('link', { name: 'refused' }).waitFor();
  await assertAccessible(page);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('a second factor is set up by a QR code with backup codes shown once; a new password ends the other sessions', async () => {
  await new Person(run.keyward, run.owner.email, run.owner.password).signIn();
  const { page, errors } = await run.open(`${HOME}/account`);
  await page.getByRole('list', { name: 'Sessions' }).getByText('(this one)').waitFor();
  await page
    .getByRole('button', { name: /^End the session of/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^End the session of/ }).waitFor({ state: 'detached' });
  await page.getByLabel(/^Current password/).fill(run.owner.password);
  await page.getByLabel(/^New password/).fill('a longer walk by the harbour');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('The password is changed').waitFor();

  await page.getByRole('button', { name: 'Turn on' }).click();
  await dialog(page)
    .getByLabel(/^Your password/)
    .fill('a longer walk by the harbour');
  await dialog(page).getByRole('button', { name: 'Go on' }).click();
  await dialog(page)
    .getByRole('img', { name: /^QR code/ })
    .waitFor();
  await assertAccessible(page);
  const secret = await dialog(page).getByRole('textbox', { name: 'Key' }).inputValue();
  await dialog(page).getByLabel(/^Code/).fill(new TOTP({ secret }).generate());
  await dialog(page).getByRole('button', { name: 'Turn on' }).click();
  const codes = await dialog(page).getByRole('group', { name: 'Backup codes' }).textContent();
  const [first = ''] = (codes ?? '').split('\n');
  assert.equal((codes ?? '').split('\n').length, 10);
  await dialog(page).getByRole('button', { name: 'I have it' }).click();
  await page.getByText('On', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Turn off' }).click();
  await dialog(page)
    .getByLabel(/^Your password/)
    .fill('a longer walk by the harbour');
  await dialog(page).getByLabel(/^Code/).fill(first);
  await dialog(page).getByRole('button', { name: 'Turn off' }).click();
  await page.getByText('Off', { exact: true }).waitFor();
  await assertAccessible(page);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});
