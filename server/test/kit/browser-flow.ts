/**
 * A browser without a display: follows redirects, keeps cookies as browsers keep them, and gives consent on the page of the
 * kit's authorization server. Whatever Keyward answers it is kept for the search for the canary.
 */
import { noteSeen } from './seen.ts';

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads, absolute; undefined: nowhere. */
  readonly location: string | undefined;
}

export interface Consent {
  /** Default: `alice`. */
  readonly account?: string;
  /** Default: all that were asked for. */
  readonly scopes?: readonly string[];
  /** Says no. */
  readonly isDenied?: boolean;
}

const MOST_STEPS = 20;

function pathMatches(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}

function defaultPath(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

export class BrowserFlow {
  /** Cookies ignore ports. */
  #cookies: Cookie[] = [];

  /** All cookies for a URL, as a Cookie header has them. */
  cookiesFor(url: string): string {
    const { hostname, pathname } = new URL(url);
    const fitting = this.#cookies.filter(({ host, path }) => host === hostname && pathMatches(pathname, path));
    return fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  #keep(url: string, lines: readonly string[]): void {
    const { hostname: host, pathname } = new URL(url);
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const attribute = (wanted: string) =>
        attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const path = attribute('path') ?? defaultPath(pathname);
      const age = attribute('max-age');
      const expires = attribute('expires');
      const isGone = age === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(age) <= 0;
      this.#cookies = this.#cookies.filter((one) => one.host !== host || one.path !== path || one.name !== name);
      if (!isGone) this.#cookies.push({ host, path, name, value });
    }
  }

  /** One request; no redirect is followed. */
  async visit(url: string, form?: URLSearchParams): Promise<Page> {
    const cookie = this.cookiesFor(url);
    const answer = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { ...(cookie !== '' && { cookie }), accept: 'text/html', 'sec-fetch-mode': 'navigate' },
      ...(form && { body: form }),
    });
    this.#keep(url, answer.headers.getSetCookie());
    const text = await answer.text();
    noteSeen(`${answer.status} ${JSON.stringify([...answer.headers])}\n${text}`);
    const location = answer.headers.get('location');
    return {
      url,
      status: answer.status,
      headers: answer.headers,
      text,
      location: location === null ? undefined : new URL(location, url).href,
    };
  }

  /** Follows redirects until a page comes, or until the next address satisfies `stopBefore`. */
  async follow(url: string, stopBefore: (next: string) => boolean = () => false): Promise<Page> {
    let page = await this.visit(url);
    for (let step = 0; page.location !== undefined && step < MOST_STEPS; step++) {
      if (stopBefore(page.location)) return page;
      page = await this.visit(page.location);
    }
    return page;
  }

  /** Decides on the page of consent, if the address shows one; leaves the rest to the caller. */
  async decide(page: Page, { account = 'alice', scopes, isDenied = false }: Consent = {}): Promise<Page> {
    const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1];
    if (action === undefined) return page;
    const asked = [...page.text.matchAll(/name="scope" value="([^"]+)"/g)].map(([, scope]) => scope!);
    const form = new URLSearchParams({ account, decision: isDenied ? 'deny' : 'allow' });
    for (const scope of scopes ?? asked) form.append('scope', scope);
    return this.visit(new URL(action, page.url).href, form);
  }

  /** From the start URL to the callback's address, which is not visited yet. */
  async callbackOf(startUrl: string, consent: Consent = {}): Promise<string> {
    const isCallback = (next: string) => next.includes('/v1/oauth/callback');
    let page = await this.follow(startUrl, isCallback);
    for (let step = 0; step < MOST_STEPS; step++) {
      if (page.location !== undefined && isCallback(page.location)) return page.location;
      const next = page.location === undefined ? await this.decide(page, consent) : await this.visit(page.location);
      if (next === page) throw new Error(`no way on from ${page.url}: ${page.status} ${page.text.slice(0, 300)}`);
      page = next;
    }
    throw new Error('never came to the callback');
  }

  /** From the start URL to what Keyward answers at the callback. */
  async consent(startUrl: string, consent: Consent = {}): Promise<Page> {
    return this.visit(await this.callbackOf(startUrl, consent));
  }
}
