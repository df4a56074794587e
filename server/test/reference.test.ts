/** The reference in a real browser: readable at every width, in light and dark, and by those who do not see it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeOf } from './kit/axe.ts';
import { startBrowser, type Watched, watch } from './kit/browser.ts';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;
let browser: Browser;

before(async () => {
  [keyward, browser] = await Promise.all([Keyward.start(), startBrowser()]);
  const body = { type: 'Default', fields: { secret: canary } };
  assert.equal((await keyward.api('PUT', 'credentials/kept', { body })).status, 201);
});
after(async () => {
  await browser.close();
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

/** One of each kind of section: the others are made by the same functions, and axe takes its time. */
const SAMPLES = [
  'header',
  'nav',
  '.intro',
  '[id="credentials.create"]',
  '#schema-Credential',
  '[id="problem-token/invalid"]',
];

type Look = { readonly width: number; readonly colorScheme: 'light' | 'dark' };

async function openReference({ width, colorScheme }: Look): Promise<Watched & { readonly page: Page }> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  const watched = watch(page);
  await page.goto(`${keyward.controlUrl}/docs`);
  return { page, ...watched };
}

for (const width of [360, 1_440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`at ${width} pixels in ${colorScheme} colours it fits, loads only its own files and breaks no rule of axe`, async () => {
      const { page, requests, errors } = await openReference({ width, colorScheme });
      assert.deepEqual(errors, []);
      const paths = requests.map((request) => request.url().slice(keyward.controlUrl.length));
      assert.deepEqual(paths.sort(), ['/docs', '/docs/reference.css', '/docs/reference.js']);
      assert.ok(
        ((await page.evaluate('document.documentElement.scrollWidth')) as number) <= width,
        'nothing sticks out',
      );
      const { violations } = await axeOf(page).include(SAMPLES).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
      );
      await page.context().close();
    });
  }
}

test('the search narrows operations and contents, and says how many are left', async () => {
  const { page } = await openReference({ width: 1_440, colorScheme: 'light' });
  await page.getByRole('searchbox', { name: 'Search operations' }).fill('get checklist');
  await page
    .getByRole('status')
    .filter({ hasText: /^1 of \d+ operations$/ })
    .waitFor();
  assert.deepEqual(await page.locator('section.operation:visible h3').allTextContents(), ['solutions.checklist']);
  assert.equal(await page.locator('nav li[data-entry]:visible').count(), 1);
  await page.context().close();
});

test('a code leads to what it means', async () => {
  const { page } = await openReference({ width: 1_440, colorScheme: 'light' });
  const operation = page
    .locator('section.operation')
    .filter({ has: page.getByRole('link', { name: 'credentials.create', exact: true }) });
  await operation.getByRole('link', { name: 'credential/key-taken' }).click();
  assert.match(page.url(), /#problem-credential\/key-taken$/);
  await page.getByText('Another credential has this key.').waitFor();
  await page.context().close();
});

test('document and reference take no token, run nothing inline, and the document is the committed one', async () => {
  const page = await keyward.fetch(`${keyward.controlUrl}/docs`, {});
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.equal(page.status, 200);
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  assert.doesNotMatch(page.text, /<script(?![^>]* src=)|<style|<[^>]*\s(?:style|on\w+)=|(?:src|href)="(?![/#])/);
  const document = await keyward.fetch(`${keyward.controlUrl}/openapi.json`, {});
  const committed = await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  assert.equal(document.status, 200);
  assert.deepEqual(document.json, JSON.parse(committed));
});
