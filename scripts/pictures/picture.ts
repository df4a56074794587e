/** One picture: a screen in a window of its own, its clock stopped, as WebP. */

import { PICTURED_AT, type PictureClock } from './clock.ts';
import type { Browser, Page, Screen } from './screens.ts';

const QUALITIES = [0.86, 0.78, 0.7, 0.6] as const;

interface Upstream {
  readonly url: string;
  readonly picturedUrl: string;
}

/** Where the pictures come from. */
export interface Studio {
  readonly browser: Browser;
  readonly url: string;
  readonly clock: PictureClock;
  readonly cookie: { readonly name: string; readonly value: string };
  /** What is called, by its address here and by what it is called in the pictures; the API that is tried is the first. */
  readonly upstreams: readonly Upstream[];
}

/** The window's width and height. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Encoded by the browser itself: a quarter of what its PNG takes. The first quality that keeps below the limit. */
async function toWebp(browser: Browser, png: Buffer, mostBytes: number): Promise<Buffer> {
  const page = await browser.newPage();
  const encode = async (quality: number) => {
    const encoded = await page.evaluate(`(async () => {
      const picture = new Image();
      picture.src = 'data:image/png;base64,${png.toString('base64')}';
      await picture.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
      canvas.getContext('2d').drawImage(picture, 0, 0);
      return canvas.toDataURL('image/webp', ${quality});
    })()`);
    return Buffer.from(String(encoded).split(',')[1] ?? '', 'base64');
  };
  let webp = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    webp = await encode(quality);
    if (webp.length <= mostBytes) break;
  }
  await page.close();
  return webp;
}

function renamed(text: string, { url, picturedUrl }: Upstream): string {
  const [host, picturedHost] = [new URL(url).host, new URL(picturedUrl).host];
  // In names that are made of an address, too.
  const slug = host.replace(':', '-');
  return text.replaceAll(url, picturedUrl).replaceAll(host, picturedHost).replaceAll(slug, picturedHost);
}

/** Ports and times differ from run to run: the page is shown others. What it sends names the real address again. */
async function retell(page: Page, { clock, upstreams }: Studio): Promise<void> {
  await page.route('**/v1/**', async (route) => {
    const sent = route.request().postData();
    const real = upstreams.reduce(
      (body, { url, picturedUrl }) => body.replaceAll(picturedUrl, url),
      clock.untell(sent ?? ''),
    );
    const response = await route.fetch(sent === null ? {} : { postData: real });
    const told = upstreams.reduce(renamed, clock.retell(await response.text()));
    await route.fulfill({ response, body: told });
  });
}

async function open(
  studio: Studio,
  screen: Screen,
  { size, isDark }: { readonly size: Size; readonly isDark: boolean },
) {
  const context = await studio.browser.newContext({
    viewport: size,
    colorScheme: isDark ? 'dark' : (screen.colorScheme ?? 'light'),
    ...{ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC', baseURL: studio.url },
  });
  if (!screen.isOut) await context.addCookies([{ ...studio.cookie, url: studio.url }]);
  const page = await context.newPage();
  await page.clock.setFixedTime(PICTURED_AT);
  await page.addInitScript(`globalThis.upstreamUrl = ${JSON.stringify(studio.upstreams[0]?.url)}`);
  if (!screen.isSealed) await retell(page, studio);
  return page;
}

/** Takes it. @returns PNG, or WebP of at most so many bytes */
export async function takePicture(
  studio: Studio,
  screen: Screen,
  how: { readonly size: Size; readonly isDark?: boolean; readonly mostBytes?: number },
): Promise<Buffer> {
  const page = await open(studio, screen, { size: how.size, isDark: how.isDark ?? false });
  await page.goto(screen.path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await screen.prepare?.(page);
  await page.waitForLoadState('networkidle');
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await page.context().close();
  return how.mostBytes === undefined ? png : toWebp(studio.browser, png, how.mostBytes);
}
