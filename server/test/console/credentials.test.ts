/** Credentials as a person manages them: added, tried, found, changed, replaced and removed, and never a secret in the clear. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStore } from '../../src/store/open-store.ts';
import { findOrganisation } from '../../src/store/organisations.ts';
import { newCanary } from '../kit/canary.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';
import { rows } from '../kit/database.ts';
import { fillOrganisation, keyOf } from '../kit/fill-organisation.ts';
import { until } from '../kit/until.ts';
import { demanding, startUpstream, type Upstream } from '../kit/upstream.ts';

const canary = newCanary();
const HOME = '/organisations/default';
const LIST = `${HOME}/credentials`;
const HOSTILE = `<img src=x onerror="document.title='pwned'">"'\`{{7*7}}</script>`;
let run: ConsoleRun;
let upstream: Upstream;

before(async () => {
  [run, upstream] = await Promise.all([ConsoleRun.start(), startUpstream(demanding(canary))]);
  await run.signUp();
});
after(async () => {
  assert.deepEqual(run.sentWith(canary), []);
  assert.deepEqual(await run.keyward.leaksOf(canary), []);
  await run.close();
  await upstream.close();
});

/** Errors beside the refusals that a test asks for: those of scripts, and of the page's policy. */
function unexpected(errors: readonly string[]): string[] {
  return errors.filter((text) => !/the server responded with a status of 4\d\d/.test(text));
}

async function seed(key: string, more: object = {}): Promise<string> {
  const fields = { in: 'header', name: 'X-Api-Key', testPath: '/me', apiKey: canary };
  const body = { key, type: 'ApiKey', baseUrl: upstream.url, fields, ...more };
  const answer = await run.keyward.api('POST', 'credentials?verify=skip', { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}

function panel(page: Page) {
  return page.getByRole('dialog').first();
}

test('a provider is found by typing, its form says what it wants, and what is wrong is said before it is sent', async () => {
  const { page, errors } = await run.open(`${LIST}/new`);
  await page.getByRole('link', { name: /^Mailgun/ }).waitFor();
  await assertAccessible(page);
  await page.getByRole('textbox', { name: 'Search providers' }).fill('mailgu');
  await page.getByText('1 to choose from').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Add credential: Mailgun' }).waitFor();
  assert.match(page.url(), /provider=mailgun/);
  await page.getByRole('button', { name: 'Test and save' }).click();
  await page.getByText('API key is required').waitFor();
  await assertAccessible(page);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('a secret is sealed in the browser, tried before it is stored, and saved anyway where one says so', async () => {
  const { page, requests, errors } = await run.open(`${LIST}/new?type=ApiKey`);
  await page.getByLabel('Display name').fill(HOSTILE);
  await page.getByLabel('Key', { exact: true }).fill('sealed-here');
  await page.getByLabel('Base URL').fill(upstream.url);
  await page.getByLabel(/^Name/).fill('X-Api-Key');
  await page.getByLabel('Test path').fill('/me');
  await page.getByLabel(/^API key/).fill('not the right one');
  await page.getByRole('button', { name: 'Test and save' }).click();
  await page.getByText('It was not saved: the test did not pass').waitFor();
  await page.getByRole('list', { name: 'Steps' }).waitFor();
  await assertAccessible(page);
  assert.equal((await run.keyward.api('GET', 'credentials/sealed-here')).status, 404);
  await page.getByRole('button', { name: 'Save anyway' }).click();
  await panel(page).getByText('Rejected').first().waitFor();

  await panel(page).getByRole('button', { name: 'Replace: API key' }).click();
  await panel(page)
    .getByLabel(/^API key/)
    .fill(canary);
  await panel(page).getByRole('button', { name: 'Save', exact: true }).click();
  await panel(page).getByRole('button', { name: 'Replace: API key' }).waitFor();
  await panel(page).getByText('Accepted', { exact: true }).waitFor();
  assert.equal(
    upstream.received.some(({ headers }) => headers['x-api-key'] === canary),
    true,
  );
  assert.ok(requests.some((each) => each.postData()?.includes('"sealed"')));
  assert.equal((await page.content()).includes(canary), false);
  assert.equal(await page.title(), 'Credentials · Keyward', 'a hostile name is text');
  await assertAccessible(page);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('several lines are pasted byte for byte, and the JSON stands beside the form and keeps step with it', async () => {
  const pem = `-----BEGIN PRIVATE KEY-----\r\n\t${canary} \n\r\n-----END PRIVATE KEY-----\r\n`;
  const { page, errors } = await run.open(`${LIST}/new?type=Raw`);
  await page.getByLabel('Display name').fill('Pasted');
  const placed = [{ into: 'body', name: '/pem', value: '${raw}' }];
  const placedInBody = `"baseUrl":"${upstream.url}","injection":${JSON.stringify(placed)}}`;
  await page.getByLabel('Show schema').check();
  const editor = page.getByRole('textbox', { name: 'Credential as JSON' });
  await editor.waitFor();
  assert.match((await editor.textContent()) ?? '', /"name": "Pasted"/);
  await page.getByLabel('Display name').press('End');
  await page.keyboard.type(' twice');
  await editor.getByText('"Pasted twice"').waitFor();
  assert.equal(await page.evaluate('document.activeElement.value'), 'Pasted twice', 'the cursor stays in the form');
  await assertAccessible(page);
  await editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Backspace');
  await page.getByText(/^Line \d+: is not JSON$/).waitFor();
  assert.equal(
    await page.getByLabel('Display name').inputValue(),
    'Pasted twice',
    'what cannot be read leaves the form',
  );
  await page.keyboard.press('ControlOrMeta+z');
  await page.getByText('Nothing is wrong with its form.').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(JSON.stringify({ type: 'Raw', name: 'Moved', fields: { raw: canary } }));
  await until(async () => (await page.getByLabel(/^Raw value/).inputValue()) === canary, 'the secret in its field');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  assert.equal((await editor.textContent())?.includes(canary), false, 'no secret stays in the document, undone or not');
  await page.setViewportSize({ width: 700, height: 800 });
  await page.getByLabel('Display name').waitFor({ state: 'detached' });
  await editor.waitFor();
  await page.setViewportSize({ width: 1280, height: 800 });
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('{"type":"Raw","key":"pasted","owner":7}');
  await page.getByRole('button', { name: /^(?:Test and save|Save)$/ }).click();
  await page.getByText('Some fields need another look.').waitFor();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(`{"type":"Raw","key":"pasted","name":"From JSON",${placedInBody}`);
  await page.getByLabel('Show schema').uncheck();
  assert.equal(await page.getByLabel('Display name').inputValue(), 'From JSON');
  const secret = page.getByLabel(/^Raw value/);
  await secret.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(pem)})`);
  await page.keyboard.press('ControlOrMeta+v');
  await page.getByText('with Windows line ends').waitFor();
  await page.getByRole('button', { name: /^(?:Test and save|Save)$/ }).click();
  await panel(page).getByText('From JSON').first().waitFor();
  const token = await run.keyward.tokenFor('pasted');
  const headers = { 'content-type': 'application/json' };
  await run.keyward.call('/pasted/keys', { token, method: 'POST', headers, body: '{}' });
  assert.equal(JSON.parse(upstream.received.at(-1)!.body.toString()).pem, pem, 'to the byte');
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('the panel keeps key and type, shows what was changed meanwhile, and a request with the credential', async () => {
  const id = await seed('meanwhile', { name: 'Before', labels: { env: 'live' } });
  const { page, errors } = await run.open(`${LIST}/${id}`);
  const inside = panel(page);
  await inside.getByLabel('Display name').fill('Mine');
  for (const fixed of ['Key', 'Type', 'Provider']) {
    assert.equal(await inside.getByLabel(fixed, { exact: true }).isDisabled(), true, fixed);
  }
  await run.keyward.api('PATCH', `credentials/${id}`, { body: { owner: HOSTILE } });
  await inside.getByRole('button', { name: 'Save', exact: true }).click();
  const changed = inside.getByRole('list', { name: 'What was changed' });
  await changed.getByText(HOSTILE).waitFor();
  await assertAccessible(page);
  await inside.getByRole('button', { name: 'Keep mine on top' }).click();
  await inside.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('alert').getByText('Saved', { exact: true }).waitFor();
  await inside.getByRole('button', { name: 'Preview' }).click();
  assert.match((await inside.getByLabel('The request').textContent()) ?? '', /x-api-key: ••••/i);
  await inside.getByLabel('Show schema').check();
  const editor = inside.getByRole('textbox', { name: 'Credential as JSON' });
  await editor.getByText('"Mine"').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('{"type":"ApiKey","name":"Mine","policy":{}}');
  await inside.getByText('/policy is not changed here').waitFor();
  await assertAccessible(page);
  await inside.getByLabel('Show schema').uncheck();
  const { json } = await run.keyward.api('GET', `credentials/${id}`);
  assert.deepEqual([json.name, json.owner], ['Mine', HOSTILE]);
  await inside.getByRole('tab', { name: 'Activity' }).click();
  await inside.getByText('create').waitFor();
  await inside.getByRole('tab', { name: 'Details' }).click();
  await inside.getByText(upstream.url).first().waitFor();
  assert.match(page.url(), /tab=details/);
  await assertAccessible(page);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('what is in use is removed only once its users have another one, or its key is typed', async () => {
  const id = await seed('in-use');
  const standIn = await seed('stand-in');
  const uses = [{ credential: 'in-use', step: 'Charge' }];
  const flow = { name: HOSTILE, active: true, link: 'https://flows.example/1', uses };
  for (const flowId of ['one', 'two']) {
    assert.equal((await run.keyward.api('PUT', `consumers/flow/${flowId}`, { body: flow })).status, 201);
  }
  assert.equal((await run.keyward.api('POST', 'solutions', { body: { slug: 'shop', name: 'Shop' } })).status, 201);
  const charge = { credential: 'in-use', request: { method: 'POST', url: '/charges' } };
  const charging = await run.keyward.api('PUT', 'solutions/shop/functions/charge', {
    body: { name: 'charge', ...charge },
  });
  assert.equal(charging.status, 201, charging.text);
  const { page, errors } = await run.open(`${LIST}/${id}?tab=usage`);
  await panel(page).getByText('Used by 3').waitFor();
  await assertAccessible(page);
  await panel(page).getByRole('tab', { name: 'Connection' }).click();
  await panel(page).getByRole('button', { name: 'Remove' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove in-use' });
  await dialog.getByText('It is in use: 3 users').waitFor();
  await dialog.getByText('This is final.').waitFor();
  await assertAccessible(page);
  const force = dialog.getByRole('button', { name: 'Remove all the same' });
  assert.equal(await force.isDisabled(), true);
  await dialog.getByLabel(/^Or type in-use/).fill('in-use');
  assert.equal(await force.isEnabled(), true);
  await dialog.getByRole('combobox', { name: /Replace with/ }).click();
  await page.getByRole('option', { name: 'stand-in' }).click();
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await page.getByText('in-use is removed').waitFor();
  assert.equal((await run.keyward.api('GET', 'credentials/in-use')).status, 404);
  const { json } = await run.keyward.api('GET', 'credentials/stand-in/usages');
  assert.equal(json.total, 3);
  const moved = (await run.keyward.api('GET', 'solutions/shop/functions/charge')).json;
  assert.deepEqual([moved.version, moved.definition.credential], [2, 'stand-in']);

  // The rest of the way: what is forced leaves its users with a name for nothing.
  await page.goto(`${run.keyward.controlUrl}${LIST}?search=stand-in`);
  await page.getByRole('button', { name: 'Remove stand-in' }).click();
  const forced = page.getByRole('dialog', { name: 'Remove stand-in' });
  await forced.getByLabel(/^Or type stand-in/).fill('stand-in');
  await forced.getByRole('button', { name: 'Remove all the same' }).click();
  await page.getByText('stand-in is removed').waitFor();
  assert.equal((await run.keyward.api('GET', 'credentials/stand-in')).status, 404);
  assert.deepEqual(rows(run.keyward.data, 'select * from material where credential_id = ?', standIn), []);
  await page.goto(`${run.keyward.controlUrl}${HOME}/consumers?search=${encodeURIComponent('<img')}`);
  await page.getByText(HOSTILE).first().waitFor();
  await assertAccessible(page);
  await page.goto(`${run.keyward.controlUrl}${HOME}/solutions/shop`);
  await page.getByText('Named by function charge').waitFor();
  await assertAccessible(page);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

test('filters and sort stand in the address, and the chosen are done together', async () => {
  for (const [key, owner] of [
    ['bulk-a', 'jonas'],
    ['bulk-b', 'jonas'],
    ['bulk-c', 'mira'],
  ])
    await seed(key!, { owner });
  const { page, errors } = await run.open(`${LIST}?owner=jonas&sort=key`);
  await page.getByRole('link', { name: 'bulk-a' }).waitFor();
  await assertAccessible(page);
  assert.equal(await page.getByRole('link', { name: 'bulk-c' }).count(), 0);
  await page.getByRole('textbox', { name: 'Search key, name, owner' }).fill('bulk');
  await page.waitForURL(/search=bulk/);
  // A list that comes anew meanwhile has none chosen.
  await until(async () => {
    await page
      .getByRole('checkbox', { name: 'Choose all that are loaded' })
      .check()
      .catch(() => undefined);
    return page.getByText('2 chosen').isVisible();
  });
  await page.getByRole('button', { name: 'Label' }).click();
  await page.getByRole('textbox', { name: 'Label for 2' }).fill('team=finance');
  await page.getByRole('dialog').getByRole('button', { name: 'Label' }).click();
  await page.getByText('Done: 2, failed: 0').waitFor();
  await page.getByRole('textbox', { name: 'Label: key=value' }).fill('team=finance');
  await page.waitForURL(/label=team/);
  await page.getByRole('checkbox', { name: 'Choose bulk-a' }).check();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Remove 1 for good' }).click();
  await page.getByText('Done: 1, failed: 0').waitFor();
  await page.getByRole('link', { name: 'bulk-a' }).waitFor({ state: 'detached' });
  assert.equal((await run.keyward.api('GET', 'credentials/bulk-a')).status, 404);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});

const MANY = 1_300;

async function seedMany(): Promise<void> {
  const store = await openStore({ url: `sqlite:${join(run.keyward.data, 'keyward.sqlite')}` });
  try {
    await fillOrganisation(store, (await findOrganisation(store.read, 'default'))!.id, MANY);
  } finally {
    await store.close();
  }
}

/** What is seen on the way through a list: each row by its place, and how many were in the page at most. */
interface Seen {
  readonly keys: string[];
  readonly mostRows: number;
}

/** Scrolls through the list from where it is, so that each row comes into the page. */
async function walk(page: Page, pixels: number): Promise<Seen> {
  return (await page.evaluate(`(async () => {
    const [seen, pause] = [new Map(), (ms) => new Promise((done) => setTimeout(done, ms))];
    let mostRows = 0;
    const look = () => {
      const rows = [...document.querySelectorAll('tbody tr[aria-rowindex]')];
      for (const row of rows) seen.set(Number(row.ariaRowIndex), row.querySelector('a').textContent);
      mostRows = Math.max(mostRows, rows.length);
    };
    const isDrawn = (y) => document.elementFromPoint(600, y)?.closest('tr[aria-rowindex]');
    const isOver = () => (${pixels} < 0 ? scrollY === 0 : /shown/.test(document.querySelector('main').innerText.slice(-40)));
    for (let still = 0; still < 4; ) {
      const before = scrollY;
      look();
      scrollBy(0, ${pixels});
      for (let tries = 0; tries < 500 && (tries === 0 || !isDrawn(450)); tries++) await pause(20);
      look();
      still = scrollY === before && isOver() ? still + 1 : 0;
    }
    return { keys: [...seen].sort(([a], [b]) => a - b).map(([, key]) => key), mostRows };
  })()`)) as Seen;
}

test('a long list keeps few rows in the page, reaches each, and neither loses nor doubles one while others are added', async () => {
  await seedMany();
  const { page, errors } = await run.open(`${LIST}?search=key-&sort=key`);
  await page.getByRole('link', { name: keyOf(0) }).waitFor();
  await page.getByRole('link', { name: keyOf(3) }).press('PageDown');
  await page.getByRole('link', { name: keyOf(20) }).waitFor();
  for (const row of [400, 800, MANY - 1]) {
    await until(async () => {
      await page.keyboard.press('End');
      // A press while the page still scrolls begins that anew.
      await page.waitForTimeout(200);
      return page.evaluate(
        `[...document.querySelectorAll('tbody tr')].some((row) => Number(row.ariaRowIndex) > ${row})`,
      );
    }, `row ${row}`);
  }
  await page.getByText(`${MANY.toLocaleString('en')} shown`).waitFor();
  await page.getByRole('checkbox', { name: 'Choose all that are loaded' }).check();
  await page.getByText('1,000 chosen').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Choose none' }).click();

  const at = (await page.evaluate('scrollY')) as number;
  await page.getByRole('link', { name: keyOf(MANY - 3) }).click();
  await panel(page)
    .getByText(`Credential ${MANY - 3}`)
    .waitFor();
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
  assert.equal(await page.evaluate('scrollY'), at, 'what is opened beside the list leaves it where it is');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Components' }).click();
  await page.getByRole('heading', { name: 'Components' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: keyOf(MANY - 3) }).waitFor();
  await until(async () => (await page.evaluate('scrollY')) === at, 'the same rows as before');

  // One in a page that was let go, one in a page that is held.
  const added = [`${keyOf(150)}-added`, `${keyOf(MANY - 150)}-added`];
  for (const key of added) await seed(key);
  await walk(page, -1_500);
  await page.getByRole('link', { name: keyOf(0) }).waitFor();
  const down = await walk(page, 1_500);
  const all = [...Array.from({ length: MANY }, (_, n) => keyOf(n)), ...added].sort();
  assert.deepEqual(down.keys.filter((key, index) => key !== all[index]).slice(0, 5), [], 'each in its place');
  assert.equal(down.keys.length, all.length);
  assert.ok(down.mostRows < 80, `${down.mostRows} rows in the page`);
  assert.deepEqual(unexpected(errors), []);
  await page.context().close();
});
