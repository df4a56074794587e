/** A real Chromium, as npm ships it, without a display; every request that its pages make is kept. */

import packaged from '@sparticuz/chromium';
import type { Request as BrowserRequest, Page } from 'playwright-core';
import { type Browser, chromium } from 'playwright-core';

/** Not the package's own list: that turns off web security, which tests look at. Root runs without Chromium's sandbox. */
const FLAGS = ['--no-sandbox', '--headless=shell', '--disable-gpu'];

/** Starts one; close it when done. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await packaged.executablePath(), args: FLAGS, headless: true });
}

/** What a page sent and what went wrong in it. */
export interface Watched {
  readonly requests: BrowserRequest[];
  /** Errors of scripts and of the console, refusals of the Content-Security-Policy among them. */
  readonly errors: string[];
  /** All that was written to the console, errors too. */
  readonly printed: string[];
}

/** Watches a page from now on. */
export function watch(page: Page): Watched {
  const watched: Watched = { requests: [], errors: [], printed: [] };
  page.on('request', (request) => watched.requests.push(request));
  page.on('pageerror', (error) => watched.errors.push(String(error)));
  page.on('console', (message) => {
    watched.printed.push(message.text());
    if (message.type() === 'error') watched.errors.push(message.text());
  });
  return watched;
}
