/**
 * Makes the pictures of docs/console.md: a Keyward of its own with a made-up organisation, the console in a real Chromium,
 * each screen once as on a desk and once 360 pixels wide. Run after a change of how the console looks:
 * `node scripts/console-screenshots.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startBrowser } from '../server/test/kit/browser.ts';
import { Keyward } from '../server/test/kit/keyward.ts';
import { Person } from '../server/test/kit/person.ts';
import { startUpstream } from '../server/test/kit/upstream.ts';
import { buildConsole } from './console.mjs';
import { PICTURED_SECRET, seedOrganisation } from './docs/console-organisation.ts';
import { seedPeople, seedWebhooks } from './docs/console-people.ts';
import { seedSolutions, solutionScreens } from './docs/console-solutions.ts';

type Browser = Awaited<ReturnType<typeof startBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;
type BrowserContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

const FOLDER = 'docs/console';
const HOME = '/organisations/default';
const LIST = `${HOME}/credentials`;
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
  await page.getByRole('dialog').getByLabel('Display name').waitFor();
}

const screens: readonly Screen[] = [
  { name: 'home', path: HOME, prepare: (page) => page.getByRole('list', { name: 'Needs attention' }).waitFor() },
  {
    name: 'access-tokens',
    path: `${HOME}/access-tokens`,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Invoice sync' }).click();
      await page.getByRole('region', { name: 'Grant 2' }).waitFor();
    },
  },
  {
    name: 'token-shown-once',
    path: `${HOME}/access-tokens/new?credential=warehouse-api`,
    prepare: async (page) => {
      await page.getByLabel(/^Name/).fill('Goods in');
      await page.getByRole('button', { name: 'Create token' }).click();
      await page.getByRole('textbox', { name: 'Access token' }).waitFor();
    },
  },
  { name: 'members', path: `${HOME}/members`, prepare: (page) => page.getByText('ines@northwind.example').waitFor() },
  {
    name: 'second-factor',
    path: `${HOME}/account`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Turn on' }).click();
      await page.getByLabel(/^Your password/).fill('a long walk by the harbour');
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('img', { name: /^QR code/ }).waitFor();
    },
  },
  { name: 'settings', path: `${HOME}/settings` },
  {
    name: 'webhook',
    path: `${HOME}/webhooks`,
    prepare: async (page) => {
      await page.getByRole('link', { name: /tickets/ }).click();
      await page.getByRole('tab', { name: 'Deliveries' }).waitFor();
    },
  },
  { name: 'requests', path: `${HOME}/requests` },
  { name: 'audit', path: `${HOME}/audit` },
  { name: 'credentials', path: LIST },
  { name: 'credentials-dark', path: LIST, colorScheme: 'dark' },
  { name: 'components', path: '/organisations/default/components' },
  { name: 'pick-provider', path: `${LIST}/new` },
  {
    name: 'add',
    path: `${LIST}/new?provider=mailgun`,
    prepare: async (page) => {
      await page.getByLabel('Display name').fill('Mailgun, transactional');
      await page.getByLabel(/^API key/).fill('key-3ax6xnjp29jd6fds4gc373sgvjxteol0');
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
      await page.getByLabel('Display name').fill('Parcel tracking');
      await page.getByLabel('Base URL').fill((await page.evaluate('globalThis.upstreamUrl')) as string);
      await page.getByLabel('Test path').fill('/refused');
      await page.getByLabel(/^API key/).fill('not-the-right-one');
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
  ...solutionScreens,
];

const sizes = [
  { suffix: '', viewport: { width: 1280, height: 800 } },
  { suffix: '-360', viewport: { width: 360, height: 740 } },
] as const;

/** Encoded by the browser itself: a quarter of what its PNG takes. */
async function toWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const encoded = await page.evaluate(`(async () => {
    const picture = new Image();
    picture.src = 'data:image/png;base64,${png.toString('base64')}';
    await picture.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', 0.84);
  })()`);
  await page.close();
  return Buffer.from(String(encoded).split(',')[1] ?? '', 'base64');
}

async function take(
  browser: Browser,
  { name, path, colorScheme = 'light', prepare }: Screen,
  from: {
    readonly url: string;
    readonly upstreamUrl: string;
    readonly cookie: { readonly name: string; readonly value: string };
    readonly size: (typeof sizes)[number];
  },
): Promise<void> {
  const options: BrowserContextOptions = {
    viewport: from.size.viewport,
    colorScheme,
    reducedMotion: 'reduce',
  };
  const context = await browser.newContext(options);
  await context.addCookies([{ ...from.cookie, url: from.url }]);
  const page = await context.newPage();
  await page.addInitScript(`globalThis.upstreamUrl = ${JSON.stringify(from.upstreamUrl)}`);
  await page.goto(from.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await prepare?.(page);
  await page.waitForLoadState('networkidle');
  const file = `${FOLDER}/${name}${from.size.suffix}.webp`;
  const picture = await toWebp(browser, await page.screenshot({ animations: 'disabled' }));
  writeFileSync(file, picture);
  const { length: size } = picture;
  process.stdout.write(`${file} ${size}${size > MOST_BYTES ? ' (over 60 kB)' : ''}\n`);
  await page.context().close();
}

buildConsole();
mkdirSync(FOLDER, { recursive: true });
const upstream = await startUpstream((request, response) => {
  const isTold = request.url.startsWith('/taken/');
  const isKnown = Object.values(request.headers).some(
    (each) => String(each).includes(PICTURED_SECRET) || String(each).startsWith('Basic'),
  );
  response.statusCode = isTold || (isKnown && !request.url.startsWith('/refused')) ? 200 : 401;
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
  await seedWebhooks(keyward, upstream.url);
  await seedOrganisation(keyward, upstream.url);
  await seedSolutions(keyward, upstream.url);
  await seedPeople(keyward);
  const mira = new Person(keyward, 'mira@northwind.example', 'a long walk by the harbour');
  await mira.accept((await readFile(join(keyward.data, 'set-up-link'), 'utf8')).trim(), { name: 'Mira Holm' });
  const [name = '', value = ''] = mira.cookie.split('=');
  const only = process.argv.slice(2);
  for (const screen of screens.filter(({ name }) => only.length === 0 || only.includes(name))) {
    for (const size of sizes) {
      await take(browser, screen, {
        url: keyward.controlUrl,
        upstreamUrl: upstream.url,
        cookie: { name, value },
        size,
      });
    }
  }
} finally {
  await browser.close();
  await keyward.close();
  await upstream.close();
}
