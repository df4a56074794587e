/**
 * The console in a real Chromium, as its people use it. Whatever any of its pages sends is kept, so that a test can search
 * all of it for the canary.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { buildConsole } from '../../../scripts/console.mjs';
import { axeOf } from './axe.ts';
import { startBrowser, type Watched, watch } from './browser.ts';
import { findCanary } from './canary.ts';
import { Keyward, type StartOptions } from './keyward.ts';
import { Person } from './person.ts';

/** A page of the console, with what it has sent and what went wrong in it. */
export interface ConsolePage extends Watched {
  readonly page: Page;
}

const SLOW_MS = 60_000;

/** A Keyward, its first person and a browser. */
export class ConsoleRun {
  readonly keyward: Keyward;
  /** The owner; has an account once `signUp` is through. */
  readonly owner: Person;
  readonly #browser: Browser;
  readonly #watched: Watched[] = [];
  /** What pages had kept when their window was closed: storage, history, address and title. */
  readonly #kept: string[] = [];

  private constructor(keyward: Keyward, browser: Browser) {
    this.keyward = keyward;
    this.#browser = browser;
    this.owner = new Person(keyward, 'mira@example.com', 'a long walk by the harbour');
  }

  /** Starts both, the console built from the sources as they are. */
  static async start(options: StartOptions = {}): Promise<ConsoleRun> {
    buildConsole(new URL('../../../', import.meta.url).pathname);
    const [keyward, browser] = await Promise.all([Keyward.start(options), startBrowser()]);
    return new ConsoleRun(keyward, browser);
  }

  /** The token of the set-up link. */
  async setUpLink(): Promise<string> {
    return (await readFile(join(this.keyward.data, 'set-up-link'), 'utf8')).trim();
  }

  /** Makes the owner's account. */
  async signUp(): Promise<void> {
    const answer = await this.owner.accept(await this.setUpLink(), { name: 'Mira' });
    assert.equal(answer.status, 200, answer.text);
  }

  /** Opens a path in a window of its own, as the owner unless told that nobody is signed in. */
  async open(path: string, options: BrowserContextOptions & { readonly isOut?: boolean } = {}): Promise<ConsolePage> {
    const { isOut = false, ...rest } = options;
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
      ...rest,
    });
    context.setDefaultTimeout(SLOW_MS);
    if (!isOut) await context.addCookies([this.#cookie()]);
    // Only of requests that are let through one by one does Chromium show the bodies.
    await context.route('**/v1/**', (route) => route.continue());
    // Windows that it opens too, for a consent say.
    const byPage = new Map<Page, Watched>();
    context.on('page', (opened) => {
      byPage.set(opened, watch(opened));
      this.#watched.push(byPage.get(opened)!);
    });
    const close = context.close.bind(context);
    context.close = async (how) => {
      await this.#noteKept(context);
      await close(how);
    };
    const page = await context.newPage();
    const watched = byPage.get(page)!;
    await page.goto(`${this.keyward.controlUrl}${path}`);
    return { page, ...watched };
  }

  async #noteKept(context: BrowserContext): Promise<void> {
    const kept = '[{ ...localStorage }, { ...sessionStorage }, history.state, location.href, document.title]';
    for (const page of context.pages()) {
      this.#kept.push(await page.evaluate(`JSON.stringify(${kept})`).then(String, () => ''));
    }
    this.#kept.push(JSON.stringify(await context.storageState({ indexedDB: true })));
  }

  #cookie(): { name: string; value: string; url: string } {
    const [name = '', value = ''] = this.owner.cookie.split('=');
    return { name, value, url: this.keyward.controlUrl };
  }

  /**
   * Which of the requests of all pages held the canary, in any encoding: address, body and header fields. And where a page
   * has printed or kept it.
   */
  sentWith(canary: string): string[] {
    const requests = this.#watched.flatMap((each) => each.requests);
    const bodies = requests.filter((each) => each.method() === 'POST').map((each) => each.postData());
    assert.ok(
      bodies.some((each) => each?.startsWith('{')),
      'no body was seen: nothing could be found',
    );
    const left = [...this.#watched.flatMap(({ printed }) => printed), ...this.#kept];
    return [
      ...requests
        .filter((each) =>
          findCanary(`${each.url()} ${each.postData() ?? ''} ${JSON.stringify(each.headers())}`, canary),
        )
        .map((each) => `${each.method()} ${new URL(each.url()).pathname}`),
      ...left.filter((text) => findCanary(text, canary)).map(() => 'printed or kept by a page'),
    ];
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.keyward.close();
  }
}

/** Holds what is shown against the rules of axe, in light and dark. Only colours differ between the two. */
export async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The page follows a moment later than its style sheets.
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
    const axe = axeOf(page);
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${colorScheme}: ${id}: ${html.slice(0, 300)}`),
    );
    assert.deepEqual(found, []);
  }
}
