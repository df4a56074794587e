/**
 * Makes the pictures of docs/console.md: a Keyward of its own with a made-up organisation, the console in a real Chromium,
 * each screen once as on a desk and once 360 pixels wide. Run after a change of how the console looks:
 * `node scripts/console-screenshots.ts`.
 */
import { mkdirSync, statSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startBrowser } from '../server/test/kit/browser.ts';
import { Keyward } from '../server/test/kit/keyward.ts';
import { startUpstream } from '../server/test/kit/upstream.ts';
import { buildConsole } from './console.mjs';
import { seedOrganisation } from './docs/console-organisation.ts';

const FOLDER = 'docs/console';
const LIST = '/organisations/default/credentials';
const MOST_BYTES = 60_000;

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly colorScheme?: 'light' | 'dark';
  /** What is done before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

async function openFirst(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('dialog').getByLabel('Name').waitFor();
}

const screens: readonly Screen[] = [
  { name: 'credentials', path: LIST },
  { name: 'credentials-dark', path: LIST, colorScheme: 'dark' },
  { name: 'components', path: '/organisations/default/components' },
  { name: 'pick-provider', path: `${LIST}/new` },
  {
    name: 'add',
    path: `${LIST}/new?provider=mailgun`,
    prepare: async (page) => {
      await page.getByLabel('Name', { exact: true }).fill('Mailgun, transactional');
      await page.getByLabel('API key', { exact: true }).last().fill('key-3ax6xnjp29jd6fds4gc373sgvjxteol0');
    },
  },
  {
    name: 'add-schema',
    path: `${LIST}/new?provider=twilio`,
    prepare: async (page) => {
      await page.getByLabel('Show schema').check();
      await page.locator('.cm-content').waitFor();
    },
  },
  {
    name: 'not-saved',
    path: `${LIST}/new?type=ApiKey`,
    prepare: async (page) => {
      await page.getByLabel('Name', { exact: true }).first().fill('Parcel tracking');
      await page.getByLabel('Base URL').fill((await page.evaluate('globalThis.upstreamUrl')) as string);
      await page.getByLabel('Test path').fill('/refused');
      await page.getByLabel('API key', { exact: true }).last().fill('not-the-right-one');
      await page.getByRole('button', { name: 'Test and save' }).click();
      await page.getByRole('button', { name: 'Save anyway' }).waitFor();
      await page.getByRole('button', { name: 'Save anyway' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'panel', path: LIST, prepare: (page) => openFirst(page, 'warehouse-api') },
  {
    name: 'panel-usage',
    path: LIST,
    prepare: async (page) => {
      await openFirst(page, 'warehouse-api');
      await page.getByRole('tab', { name: 'Usage' }).click();
      await page.getByText('Used by 3').waitFor();
    },
  },
  {
    name: 'remove',
    path: LIST,
    prepare: async (page) => {
      await openFirst(page, 'warehouse-api');
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByLabel(/Or type/).waitFor();
    },
  },
];

const sizes = [
  { suffix: '', viewport: { width: 1280, height: 800 } },
  { suffix: '-360', viewport: { width: 360, height: 740 } },
] as const;

async function take(
  browser: Browser,
  { name, path, colorScheme = 'light', prepare }: Screen,
  from: {
    readonly url: string;
    readonly upstreamUrl: string;
    readonly token: string;
    readonly size: (typeof sizes)[number];
  },
): Promise<void> {
  const options: BrowserContextOptions = {
    viewport: from.size.viewport,
    colorScheme,
    reducedMotion: 'reduce',
    extraHTTPHeaders: { authorization: `Bearer ${from.token}` },
  };
  const page = await (await browser.newContext(options)).newPage();
  await page.addInitScript(`globalThis.upstreamUrl = ${JSON.stringify(from.upstreamUrl)}`);
  await page.goto(from.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await prepare?.(page);
  await page.waitForLoadState('networkidle');
  const file = `${FOLDER}/${name}${from.size.suffix}.png`;
  await page.screenshot({ path: file, animations: 'disabled' });
  const { size } = statSync(file);
  process.stdout.write(`${file} ${size}${size > MOST_BYTES ? ' (over 60 kB)' : ''}\n`);
  await page.context().close();
}

buildConsole();
mkdirSync(FOLDER, { recursive: true });
const upstream = await startUpstream((request, response) => {
  response.statusCode = request.url?.startsWith('/refused') ? 401 : 200;
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      id: 7,
      username: 'svc-keyward',
      login: 'svc-keyward',
      name: 'svc-keyward',
      email: 'svc@northwind.example',
    }),
  );
});
const [keyward, browser] = await Promise.all([Keyward.start(), startBrowser()]);
try {
  await seedOrganisation(keyward, upstream.url);
  const token = await keyward.ownerToken();
  const only = process.argv.slice(2);
  for (const screen of screens.filter(({ name }) => only.length === 0 || only.includes(name))) {
    for (const size of sizes) {
      await take(browser, screen, { url: keyward.controlUrl, upstreamUrl: upstream.url, token, size });
    }
  }
} finally {
  await browser.close();
  await keyward.close();
  await upstream.close();
}
