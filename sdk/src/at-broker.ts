/** What requests to the broker have in common: another address than the API's, and another token than one that manages. */
import { KeywardError } from './keyward-error.ts';
import { errorOf } from './problem-answer.ts';

/** Where to, and as whom. */
export interface BrokerOptions {
  /** Of the broker, `http://127.0.0.1:7421`. */
  readonly brokerUrl: string;
  /** Access token, `kw_…`. */
  readonly token: string;
  /** Id or slug, for a token of several solutions. */
  readonly solution?: string;
  readonly signal?: AbortSignal;
  /** By default the platform's. */
  readonly fetch?: (url: URL, init: RequestInit) => Promise<Response>;
}

const VISIBLE = /^[\x21-\x7e]+$/;

/** The platform's own errors quote header values, and so the token. */
export function visible(value: string, code: string, message: string): string {
  if (!VISIBLE.test(value)) throw new KeywardError(code, message);
  return value;
}

/** @throws KeywardError `token/invalid` */
export function bearerOf(token: string): string {
  return `Bearer ${visible(token, 'token/invalid', 'The token has characters that no token has.')}`;
}

/** @throws KeywardError `config/invalid` */
export function urlAtBroker(brokerUrl: string, path: string): URL {
  const url = URL.parse(path, brokerUrl);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new KeywardError('config/invalid', 'The URL of the broker is not one.');
}

async function bodyOf(answer: Response): Promise<unknown> {
  try {
    return (await answer.json()) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Sends once; nothing is repeated.
 *
 * @throws KeywardError what the broker refuses with, `client/unreachable`
 */
export async function sendToBroker(
  url: URL,
  init: RequestInit,
  { signal, fetch: send = fetch }: Pick<BrokerOptions, 'signal' | 'fetch'>,
): Promise<Response> {
  const own: RequestInit = { method: 'POST', redirect: 'manual', credentials: 'omit', ...(signal && { signal }) };
  const answer = await send(url, { ...own, ...init }).catch((cause: unknown) => {
    if (signal?.aborted) throw signal.reason;
    throw new KeywardError('client/unreachable', `No connection to ${url.origin}.`, { cause, retryable: true });
  });
  if (!answer.headers.has('keyward-error')) return answer;
  throw errorOf(answer.status, await bodyOf(answer));
}
