/**
 * Invoking functions, at the broker: another address than the API's, and another token than one that manages. What comes
 * back is the upstream's answer, whatever its status; an answer of Keyward's own is an error.
 */
import { KeywardError } from './keyward-error.ts';
import { errorOf } from './problem-answer.ts';

/** Where to, and as whom. */
export interface InvokeOptions {
  /** Of the broker, `http://127.0.0.1:7421`. */
  readonly brokerUrl: string;
  /** Access token with a grant of the function, `kw_…`. */
  readonly token: string;
  /** Id or slug, for a token of several solutions. */
  readonly solution?: string;
  /** What the caller's step is made for, a provider or a type: the function's credential must be of it. */
  readonly component?: string;
  readonly signal?: AbortSignal;
  /** By default the platform's. */
  readonly fetch?: (url: URL, init: RequestInit) => Promise<Response>;
}

const VISIBLE = /^[\x21-\x7e]+$/;

/** The platform's own errors quote header values, and so the token. */
function visible(value: string, code: string, message: string): string {
  if (!VISIBLE.test(value)) throw new KeywardError(code, message);
  return value;
}

function headersOf({ token, solution, component }: InvokeOptions): Record<string, string> {
  const authorization = `Bearer ${visible(token, 'token/invalid', 'The token has characters that no token has.')}`;
  const own = Object.entries({ 'keyward-solution': solution, 'keyward-component': component }).flatMap(
    ([name, value]) =>
      value === undefined ? [] : [[name, visible(value, 'request/invalid', 'A header has no such form.')] as const],
  );
  return { authorization, 'content-type': 'application/json', ...Object.fromEntries(own) };
}

function urlOf(brokerUrl: string, name: string): URL {
  const url = URL.parse(`/functions/${encodeURIComponent(name)}/invoke`, brokerUrl);
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
 * Runs a function with values for its parameters; it is not repeated.
 *
 * @param name - Of the function, in the token's solution.
 * @returns the upstream's answer, its body as a stream; a status of 400 or more is no error here
 * @throws KeywardError what the broker refuses with, `function/parameters-invalid` say; `client/unreachable`,
 *   `config/invalid`, `token/invalid`
 */
export async function invokeFunction(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  options: InvokeOptions,
): Promise<Response> {
  const { signal, fetch: send = fetch } = options;
  const url = urlOf(options.brokerUrl, name);
  const headers = headersOf(options);
  const body = JSON.stringify({ parameters });
  const init: RequestInit = { method: 'POST', headers, body, redirect: 'manual', credentials: 'omit' };
  const answer = await send(url, { ...init, ...(signal && { signal }) }).catch((cause: unknown) => {
    if (signal?.aborted) throw signal.reason;
    throw new KeywardError('client/unreachable', `No connection to ${url.origin}.`, { cause, retryable: true });
  });
  if (!answer.headers.has('keyward-error')) return answer;
  throw errorOf(answer.status, await bodyOf(answer));
}
