/**
 * How the window of a consent tells the page that opened it what became of it. A channel reaches pages of this very origin
 * alone, also after a provider has cut the window from its opener, so that the window never needs to know its opener. What
 * comes over it is only a hint: whether something is connected is for the API to say.
 */

/** What the API puts behind the return address, none of it secret. */
export interface ConsentNews {
  /** Key of the credential. */
  readonly credential: string;
  readonly status: 'connected' | 'failed';
  /** Why it failed: a code of docs/errors.md. */
  readonly code?: string;
}

const NAME = 'keyward-consent';

/** Where the provider's answer ends: the page that tells it. */
export const RETURN_PATH = '/connected';

/**
 * Tells whichever page waits for it.
 *
 * @param onHeard - Called once a page has taken it in.
 * @returns what ends the waiting for that
 */
export function tellConsent(news: ConsentNews, onHeard: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    if ((data as { heard?: unknown } | null)?.heard === news.credential) onHeard();
  };
  channel.postMessage(news);
  return () => channel.close();
}

function readNews(data: unknown): ConsentNews | undefined {
  const { credential, status, code } = (data ?? {}) as Record<string, unknown>;
  if (typeof credential !== 'string' || (status !== 'connected' && status !== 'failed')) return undefined;
  const isCode = typeof code === 'string' && /^[a-z-]{1,40}\/[a-z-]{1,40}$/.test(code);
  return { credential, status, ...(isCode && { code }) };
}

/**
 * @param heard - Whether the news are for this page.
 * @returns what ends the listening
 */
export function hearConsent(heard: (news: ConsentNews) => boolean): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    const news = readNews(data);
    if (news && heard(news)) channel.postMessage({ heard: news.credential });
  };
  return () => channel.close();
}
