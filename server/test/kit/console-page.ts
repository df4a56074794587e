/**
 * The console in a real Chromium, as its people use it. Whatever any of its pages sends is kept, so that a test can search
 * all of it for the canary.
 */
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildConsole } from '../../../scripts/console.mjs';
import { startBrowser, type Watched, watch } from './browser.ts';
import { findCanary } from './canary.ts';
import { Keyward } from './keyward.ts';

/** A page of the console, with what it has sent and what went wrong in it. */
export interface ConsolePage extends Watched {
  readonly page: Page;
}

/** A Keyward and a browser. */
export class ConsoleRun {
  readonly keyward: Keyward;
  readonly #browser: Browser;
  readonly #watched: Watched[] = [];

  private constructor(keyward: Keyward, browser: Browser) {
    this.keyward = keyward;
    this.#browser = browser;
  }

  /** Starts both, the console built from the sources as they are. */
  static async start(): Promise<ConsoleRun> {
    buildConsole(new URL('../../../', import.meta.url).pathname);
    const [keyward, browser] = await Promise.all([Keyward.start(), startBrowser()]);
    return new ConsoleRun(keyward, browser);
  }

  /** Opens a path in a window of its own, as the owner; undefined for nobody. */
  async open(
    path: string,
    options: BrowserContextOptions & { readonly token?: string | undefined } = {},
  ): Promise<ConsolePage> {
    const { token, ...rest } = 'token' in options ? options : { ...options, token: await this.keyward.ownerToken() };
    const headers = token === undefined ? {} : { extraHTTPHeaders: { authorization: `Bearer ${token}` } };
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...headers, ...rest });
    const page = await context.newPage();
    const watched = watch(page);
    this.#watched.push(watched);
    await page.goto(`${this.keyward.controlUrl}${path}`);
    return { page, ...watched };
  }

  /** Which of the requests of all pages held the canary, in any encoding: address, body and header fields. */
  sentWith(canary: string): string[] {
    const requests = this.#watched.flatMap((each) => each.requests);
    assert.ok(requests.length > 0, 'no page has sent anything');
    return requests
      .filter((each) => findCanary(`${each.url()} ${each.postData() ?? ''} ${JSON.stringify(each.headers())}`, canary))
      .map((each) => `${each.method()} ${new URL(each.url()).pathname}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.keyward.close();
  }
}

/** Holds what is shown against the rules of axe, in light and dark. */
export async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${colorScheme}: ${id}: ${html.slice(0, 300)}`),
    );
    assert.deepEqual(found, []);
  }
}
