/** What is pictured: each screen's address, and what is done there before. By accessible role, as the tests go. */
import type { startBrowser } from '../../server/test/kit/browser.ts';

export type Browser = Awaited<ReturnType<typeof startBrowser>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;

export interface Screen {
  readonly name: string;
  /** `{set-up}` and `{invitation}` stand for one-time links. */
  readonly path: string;
  readonly colorScheme?: 'light' | 'dark';
  /** Nobody is signed in. */
  readonly isOut?: boolean;
  /** Taken before anything is there. */
  readonly isFirst?: boolean;
  /** Sends what a page has sealed for the real address of the API: addresses stay as they are. */
  readonly isSealed?: boolean;
  /** What is done before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const HOME = '/organisations/default';
const LIST = `${HOME}/credentials`;
const SOLUTIONS = `${HOME}/solutions`;

const TEMPLATE = `version: 1
credentials:
  - { key: twilio, type: BasicAuth, provider: twilio, help: The account that texts the drivers. }
  - { key: hub-mail, type: ApiKey, provider: mailgun }
functions: []
`;

async function openOne(page: Page, name: string): Promise<void> {
  // The organisation's own stands below the one of a solution that has the same key.
  await page.getByRole('link', { name, exact: true }).last().click();
  await page.getByRole('dialog').getByLabel('Display name').waitFor();
}

const credentials: readonly Screen[] = [
  { name: 'credentials', path: LIST },
  { name: 'credentials-dark', path: LIST, colorScheme: 'dark' },
  { name: 'components', path: `${HOME}/components` },
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
    isSealed: true,
    prepare: async (page) => {
      await page.getByLabel('Display name').fill('Parcel tracking');
      await page.getByLabel('Base URL').fill(String(await page.evaluate('globalThis.upstreamUrl')));
      await page.getByLabel('Test path').fill('/refused');
      await page.getByLabel(/^API key/).fill('not-the-right-one');
      await page.getByRole('button', { name: 'Test and save' }).click();
      await page.getByRole('button', { name: 'Save anyway' }).waitFor();
      await page.getByRole('button', { name: 'Save anyway' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'panel', path: LIST, prepare: (page) => openOne(page, 'warehouse-api') },
  {
    name: 'panel-usage',
    path: LIST,
    prepare: async (page) => {
      await openOne(page, 'warehouse-api');
      await page.getByRole('tab', { name: 'Usage' }).click();
      await page.getByText('Used by 3').waitFor();
    },
  },
  {
    name: 'remove',
    path: LIST,
    prepare: async (page) => {
      await openOne(page, 'warehouse-api');
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByLabel(/Or type/).waitFor();
    },
  },
  {
    name: 'jump',
    path: LIST,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Jump to' }).click();
      await page.getByLabel('Page or credential').fill('we');
      await page.getByRole('option', { name: /^weather/ }).waitFor();
    },
  },
];

const connections: readonly Screen[] = [
  {
    name: 'connect',
    path: `${LIST}/new?provider=fleet-hub&type=OAuth2`,
    prepare: async (page) => {
      await page.getByRole('combobox', { name: 'OAuth client' }).click();
      await page.getByRole('option', { name: /fleet-hub|Fleet Hub/ }).click();
      await page.getByText('It leads here').waitFor();
    },
  },
  {
    name: 'connection',
    path: LIST,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'fleet', exact: true }).click();
      await page.getByRole('table', { name: 'Life of the tokens' }).waitFor();
    },
  },
  { name: 'oauth-clients', path: `${HOME}/oauth-configurations` },
  { name: 'connect-links', path: `${HOME}/connect-links` },
];

const solutions: readonly Screen[] = [
  { name: 'solutions', path: SOLUTIONS },
  { name: 'solution-checklist', path: `${SOLUTIONS}/rotterdam-hub` },
  {
    name: 'solution-from-template',
    path: `${SOLUTIONS}/new`,
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Name' }).fill('Hamburg hub');
      await page.getByText('From a template', { exact: true }).click();
      await page.getByRole('textbox', { name: 'Template' }).fill(TEMPLATE);
      await page.getByRole('region', { name: 'Credential hub-mail' }).getByText('New', { exact: true }).click();
      await page.getByText('Its secrets are asked for').waitFor();
    },
  },
  {
    name: 'function',
    path: `${SOLUTIONS}/rotterdam-hub/functions/pallet?tab=dry-run`,
    prepare: async (page) => {
      await page.locator('.cm-content').waitFor();
      await page.getByLabel(/^number/).fill('4711');
      await page.getByRole('button', { name: 'Run dry' }).click();
      await page.getByLabel('The request').waitFor();
    },
  },
  {
    name: 'function-invoke',
    path: `${SOLUTIONS}/rotterdam-hub/functions/pallet?tab=invoke`,
    prepare: async (page) => {
      await page.locator('.cm-content').waitFor();
      await page.getByRole('button', { name: 'Make a token for 15 minutes' }).click();
      await page.getByRole('button', { name: 'End it now' }).waitFor();
      await page.getByLabel(/^number/).fill('4711');
      await page.getByRole('button', { name: 'Invoke', exact: true }).click();
      await page.getByLabel('Body of the answer').waitFor();
      await page.getByRole('button', { name: 'Invoke', exact: true }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'consumers', path: `${HOME}/consumers` },
];

const organisation: readonly Screen[] = [
  { name: 'home', path: HOME, prepare: (page) => page.getByRole('list', { name: 'Needs attention' }).waitFor() },
  { name: 'home-dark', path: HOME, colorScheme: 'dark' },
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
  { name: 'events', path: `${HOME}/events` },
  { name: 'requests', path: `${HOME}/requests` },
  { name: 'audit', path: `${HOME}/audit` },
];

const isReady = (page: Page) => page.getByLabel('New password').waitFor();

const outside: readonly Screen[] = [
  { name: 'set-up', path: '/join#{set-up}', isOut: true, isFirst: true, prepare: isReady },
  { name: 'join', path: '/join#{invitation}', isOut: true, prepare: isReady },
  { name: 'sign-in', path: '/sign-in', isOut: true },
];

/** All of them, in the order of docs/console.md. */
export const screens: readonly Screen[] = [...credentials, ...connections, ...solutions, ...organisation, ...outside];
