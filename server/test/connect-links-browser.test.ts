/**
 * The page of a connect link in a real Chromium: with its script, which seals before anything is sent, and without any, as a
 * plain form. It breaks no rule of axe in either scheme, at the width of a telephone.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeOf } from './kit/axe.ts';
import { startBrowser, type Watched, watch } from './kit/browser.ts';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
/** The platform's own application, which people come back to. */
let platform: Upstream;
let browser: Browser;

before(async () => {
  upstream = await startUpstream(({ headers }, response) => {
    const isRight = headers['x-key'] === canary;
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' }).end('{"user":"Ann"}');
  });
  platform = await startUpstream((_, response) => void response.end('<!doctype html><title>back</title>'));
  [keyward, browser] = await Promise.all([Keyward.start(), startBrowser()]);
  const made = await keyward.api('POST', 'providers', { body: provider() });
  assert.equal(made.status, 201, made.text);
  await keyward.api('PATCH', 'settings', { body: { returnOrigins: [platform.url] } });
});
after(async () => {
  await browser.close();
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await Promise.all([upstream.close(), platform.close()]);
});

const provider = () => ({
  ...{ name: 'org/acme', title: 'Acme', categories: ['other'], docsUrl: 'https://acme.example/docs' },
  types: {
    ApiKey: {
      fields: [
        { name: 'region', title: 'Region', help: 'Where it is.', required: true, enum: ['eu', 'us'], default: 'eu' },
        {
          ...{ name: 'zone', title: 'Zone', help: 'Of the US.', required: true, pattern: '[a-z]{2}' },
          when: { field: 'region', in: ['us'] },
        },
        { name: 'apiKey', title: 'API key', help: 'From your account.', placeholder: 'key-…' },
      ],
      values: { in: 'header', name: 'X-Key' },
      baseUrl: upstream.url,
      verification: { request: { method: 'GET', path: '/me' }, accept: { status: [200] }, account: ['/user'] },
    },
  },
  evidence: { kind: 'documents', url: 'https://acme.example/docs' },
});

async function linkFor(key: string, more: object = {}): Promise<string> {
  const made = await keyward.api('POST', 'connect-links', { body: { provider: 'org/acme', key, ...more } });
  assert.equal(made.status, 201, made.text);
  return made.json.url;
}

type Look = { readonly javaScriptEnabled: boolean; readonly colorScheme: 'light' | 'dark' };

async function open(url: string, look: Look): Promise<Watched & { readonly page: Page }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...look });
  const page = await context.newPage();
  const watched = watch(page);
  await page.goto(url);
  return { page, ...watched };
}

async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await axeOf(page).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    [],
  );
  assert.ok(((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 360, 'nothing sticks out');
}

/** What was sent, as far as it has a body. */
async function bodiesOf({ requests }: Watched): Promise<string[]> {
  return requests.map((request) => `${request.url()} ${request.postData() ?? ''}`);
}

test('with its script the page seals before it sends, and shows what a choice calls for', async () => {
  const opened = await open(await linkFor('scripted'), { javaScriptEnabled: true, colorScheme: 'light' });
  const { page, errors } = opened;
  await page.getByText('Secrets are sealed in this browser').waitFor();
  assert.equal(await page.getByLabel('Zone').isVisible(), false);
  await page.getByLabel('Region').selectOption('us');
  await page.getByLabel('Zone').fill('Nowhere');
  await page.getByLabel('API key').fill(canary);
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Connect Acme' }).click();
  await page.getByRole('alert').waitFor();
  assert.match((await page.getByRole('alert').textContent()) ?? '', /Zone/);
  assert.equal(await page.getByLabel('API key').inputValue(), '', 'a secret is never drawn again');
  await page.emulateMedia({ colorScheme: 'dark' });
  await assertAccessible(page);
  await page.getByLabel('Zone').fill('ab');
  await page.getByLabel('API key').fill(canary);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Acme is connected' }).waitFor();
  await page.getByText('The account is Ann').waitFor();
  const sent = await bodiesOf(opened);
  assert.ok(
    sent.some((text) => text.includes('sealed.apiKey=')),
    'an envelope was sent',
  );
  assert.deepEqual(
    sent.filter((text) => findCanary(text, canary) !== undefined),
    [],
  );
  const isOurs = (text: string) => !text.includes('422');
  assert.deepEqual(errors.filter(isOurs), []);
  const { json } = await keyward.api('GET', 'credentials/scripted');
  assert.deepEqual([json.status, json.verification.verdict, json.fields.zone], ['valid', 'accepted', 'ab']);
});

test('without scripts the page is a plain form, and leads back without telling its own address', async () => {
  const url = await linkFor('plain', { returnUrl: `${platform.url}/done` });
  const { page } = await open(url, { javaScriptEnabled: false, colorScheme: 'dark' });
  await page.getByText('Only where Region is us.').waitFor();
  await page.getByLabel('API key').fill('wrong');
  await page.getByRole('button').click();
  await page.getByText('Acme did not accept these values').waitFor();
  await page.getByLabel('API key').fill(canary);
  await page.getByRole('button').click();
  await page.waitForURL(`${platform.url}/done?status=connected&credential=plain`);
  const [arrived] = platform.received;
  assert.deepEqual([arrived?.url, arrived?.headers.referer], ['/done?status=connected&credential=plain', undefined]);
  await page.goto(url);
  await page.getByRole('heading', { name: 'This link has been used' }).waitFor();
  assert.equal((await keyward.api('GET', 'credentials/plain')).json.verification.verdict, 'accepted');
});
