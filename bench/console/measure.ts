/** A person's way through the lists of one organisation: what each step takes until its rows can be used. */
import type { ConsolePage } from '../../server/test/kit/console-page.ts';
import { keyOf } from '../../server/test/kit/fill-organisation.ts';
import { until } from '../../server/test/kit/until.ts';
import { type Frames, watchFrames } from './watch-frames.ts';

type Page = ConsolePage['page'];

const HOME = '/organisations/default';
/** As a key that is held down repeats. */
const REPEAT_MS = 33;
const WHEEL_PX = 800;

/** Numbers by what was done. */
export type Figures = Record<string, number>;

/** What the steps work with. */
export interface Way {
  readonly page: Page;
  readonly url: string;
  /** Credentials of the organisation. */
  readonly size: number;
  /** The row that is gone to. */
  readonly row: number;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const firstRow = (page: Page) =>
  page.locator('tbody tr[aria-rowindex="2"] a, tbody tr[aria-rowindex="2"] button').first();

async function lastShown(page: Page): Promise<number> {
  return (await page.evaluate(
    `Math.max(...[...document.querySelectorAll('tbody tr[aria-rowindex]:not([aria-busy])')]
      .filter((row) => row.getBoundingClientRect().top < innerHeight).map((row) => Number(row.ariaRowIndex) - 1))`,
  )) as number;
}

/** A way that leads nowhere ends, with what was reached. */
const MOST_STEPS = 3_000;
const LOOK_EACH = 5;

/** Presses or turns until a row is in sight. */
async function goTo(page: Page, row: number, step: () => Promise<void>): Promise<void> {
  for (let steps = 0; ; steps++) {
    if (steps % LOOK_EACH === 0 && (await lastShown(page)) >= row) return;
    if (steps > MOST_STEPS) throw new Error(`row ${await lastShown(page)} is as far as it goes`);
    await step();
    await page.waitForTimeout(REPEAT_MS);
  }
}

function spread(
  name: string,
  { ms, dropped, worstMs, longTasks, longestTaskMs, mostElements, heapMib }: Frames,
): Figures {
  return {
    [`${name}, ms`]: ms,
    [`${name}, frames dropped`]: dropped,
    [`${name}, worst frame, ms`]: worstMs,
    [`${name}, tasks over 50 ms`]: longTasks,
    [`${name}, longest task, ms`]: longestTaskMs,
    [`${name}, elements at most`]: mostElements,
    [`${name}, heap after, MiB`]: heapMib,
  };
}

async function open({ page, url }: Way, path: string): Promise<number> {
  process.stderr.write(`${path} … `);
  return timed(async () => {
    await page.goto(`${url}${HOME}/${path}`);
    await firstRow(page).waitFor();
  });
}

async function paged(way: Way, path: string, name: string): Promise<Figures> {
  const { page, row } = way;
  const first = await open(way, path);
  const keys = await watchFrames(page, () => goTo(page, row, () => page.keyboard.press('PageDown')));
  return { [`${name}: first rows, ms`]: first, ...spread(`${name}: Page Down held to the row`, keys) };
}

async function wheeled({ page, row }: Way, name: string): Promise<Figures> {
  const top = await timed(async () => {
    await page.keyboard.press('Home');
    await firstRow(page).waitFor();
  });
  await page.mouse.move(700, 500);
  const wheel = await watchFrames(page, () => goTo(page, row, () => page.mouse.wheel(0, WHEEL_PX)));
  return { [`${name}: Home, ms`]: top, ...spread(`${name}: wheel to the row`, wheel) };
}

async function back({ page }: Way): Promise<Figures> {
  const at = await page.evaluate('scrollY');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Components' }).click();
  await page.getByRole('heading', { name: 'Components' }).waitFor();
  const ms = await timed(async () => {
    await page.goBack();
    await until(async () => (await page.evaluate('scrollY')) === at);
  }).catch(() => Number.NaN);
  return { 'back to the row, ms': ms };
}

async function narrowed({ page, url, size }: Way): Promise<Figures> {
  await page.goto(`${url}${HOME}/credentials`);
  await firstRow(page).waitFor();
  const wanted = keyOf(Math.floor(size / 2));
  const search = page.getByRole('textbox', { name: 'Search key, name, owner' });
  const searched = await timed(async () => {
    await search.fill(wanted);
    await page.getByText('1 shown').waitFor();
  });
  await search.fill('');
  await page.getByRole('link', { name: keyOf(size - 1) }).waitFor();
  const filtered = await timed(async () => {
    await page.getByRole('combobox', { name: 'Component' }).click();
    await page.getByRole('option', { name: /^Stripe/ }).click();
    await page.getByRole('link', { name: keyOf(size - 1) }).waitFor({ state: 'detached' });
    await firstRow(page).waitFor();
  });
  const components = await timed(async () => {
    await page.goto(`${url}${HOME}/components`);
    await page.getByText('Stripe').waitFor();
  });
  return { 'search by key, ms': searched, 'filter by component, ms': filtered, 'components, ms': components };
}

async function chosen({ page, url }: Way): Promise<Figures> {
  await page.goto(`${url}${HOME}/credentials`);
  await firstRow(page).waitFor();
  const ms = await timed(async () => {
    await page.getByRole('checkbox', { name: 'Choose all that are loaded' }).check();
    await page.getByText(/^\d+ chosen/).waitFor();
  });
  const labelled = await timed(async () => {
    await page.getByRole('button', { name: 'Label', exact: true }).click();
    await page.getByRole('textbox', { name: /^Label for/ }).fill('team=finance');
    await page.getByRole('dialog').getByRole('button', { name: 'Label' }).click();
    await page.getByText(/^Done: \d+, failed: 0/).waitFor();
  });
  return { 'choose all that are loaded, ms': ms, 'label them, ms': labelled };
}

/** All of it, in turn; each part is told as soon as it is there. */
export async function measure(way: Way, tell: (part: Figures) => void): Promise<void> {
  await open(way, 'credentials');
  tell(await paged(way, 'credentials', 'credentials'));
  tell(await wheeled(way, 'credentials'));
  tell(await back(way));
  tell(await narrowed(way));
  tell(await chosen(way));
  tell({ 'consumers: first rows, ms': await open(way, 'consumers') });
  tell({ 'requests: first rows, ms': await open(way, 'requests') });
  tell(await paged(way, 'audit', 'audit log'));
}
