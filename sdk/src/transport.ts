/**
 * Sends operations and reads their answers. The token goes to the configured address and nowhere else: redirects are
 * refused, and beside a token no cookie is sent along.
 */
import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/api.ts';
import { operations } from './generated/operations.ts';
import { KeywardError } from './keyward-error.ts';
import type { OperationId } from './operation-types.ts';
import { errorOf } from './problem-answer.ts';
import { type RetryOptions, retrying } from './retry.ts';

/** Where to send, and as whom. */
export interface TransportOptions extends RetryOptions {
  /** Of the control API, `http://127.0.0.1:7420`. */
  readonly url: string;
  /** Access token, `kw_…`; without one the session of the page's own origin. */
  readonly token?: string;
}

/** What one request is made of. */
export interface Sending {
  readonly path: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The API by path, typed, for what the client's groups do not offer: `http.GET('/v1/organisations')`. */
export type HttpClient = Client<paths>;

/** Something that sends operations. */
export interface Transport {
  readonly http: HttpClient;
  send(id: OperationId, sending: Sending): Promise<unknown>;
}

const VISIBLE = /^[\x21-\x7e]+$/;

/** The platform's own errors quote header values, and so the token. */
function assertVisible(value: string, code: string, message: string): void {
  if (!VISIBLE.test(value)) throw new KeywardError(code, message);
}

/** The URL would climb dot segments, and an empty one would name another route. */
function assertSegments(path: Sending['path']): void {
  if (Object.values(path).some((value) => ['', '.', '..'].includes(value) || !value.isWellFormed())) {
    throw new KeywardError('route/not-found', 'A part of the path has no such form.');
  }
}

function originOf(url: string): string {
  const origin = URL.parse(url)?.origin;
  if (origin === undefined || !/^https?:/.test(url)) {
    throw new KeywardError('config/invalid', 'The URL of Keyward is not one.');
  }
  return origin;
}

function reachable(options: TransportOptions): (request: Request) => Promise<Response> {
  const origin = originOf(options.url);
  const send = retrying(options);
  return (request) =>
    send(request).catch((cause: unknown) => {
      if (request.signal.aborted) throw request.signal.reason;
      throw new KeywardError('client/unreachable', `No connection to ${origin}.`, { cause, retryable: true });
    });
}

async function answerOf(asked: Promise<{ data?: unknown; error?: unknown; response: Response }>, signal?: AbortSignal) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof KeywardError || signal?.aborted) throw error;
    // A parser's own message quotes the text.
    throw new KeywardError('client/unexpected-answer', 'The answer is not JSON.');
  }
}

/** A text is a document, sent as it is: YAML, of which JSON is a part. */
function bodyOf(body: unknown, headers: Readonly<Record<string, string>>): object {
  if (typeof body !== 'string') return body === undefined ? {} : { body };
  const type = { 'content-type': 'application/yaml' };
  return { body, headers: { ...headers, ...type }, bodySerializer: (text: unknown) => text };
}

/**
 * Makes the transport.
 *
 * @throws KeywardError `token/invalid` for characters that no token has; `config/invalid` for a URL that is not one
 */
export function createTransport(options: TransportOptions): Transport {
  const { token } = options;
  if (token !== undefined) assertVisible(token, 'token/invalid', 'The token has characters that no token has.');
  const http = createFetchClient<paths>({
    baseUrl: originOf(options.url),
    fetch: reachable(options),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    redirect: 'error',
    credentials: token === undefined ? 'same-origin' : 'omit',
  });
  const send: Transport['send'] = async (id, { path, query, headers = {}, body, signal }) => {
    assertSegments(path);
    for (const value of Object.values(headers)) assertVisible(value, 'request/invalid', 'A header has no such form.');
    const { method, path: template } = operations[id];
    const init = { params: { path, query }, headers, ...bodyOf(body, headers), ...(signal && { signal }) };
    // What the groups' types promise is checked there; here every operation is like any other.
    const request = http.request as (
      ...args: unknown[]
    ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
    const { data, error, response } = await answerOf(request(method.toLowerCase(), template, init), signal);
    if (!response.ok) throw errorOf(response.status, error);
    if (data === undefined && response.status !== 204) {
      throw new KeywardError('client/unexpected-answer', `Answered ${response.status} without JSON.`);
    }
    return data;
  };
  return { http, send };
}
