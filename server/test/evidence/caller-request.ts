/** The request that a caller of the broker makes: what the vendor's SDK sent, below the base URL and without any secret. */
import type { RecordedRequest } from './recorder.ts';
import { mask, type Secrets } from './secret-places.ts';

export interface CallerRequest {
  readonly method: string;
  /** Below the base URL, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** @throws Error where the request is not below the base URL */
export function strip(
  { origin, method, target, headers, body }: RecordedRequest,
  baseUrl: string,
  secrets: Secrets,
): CallerRequest {
  const hasSecret = (text: string) => mask(text, secrets) !== text;
  const url = new URL(origin + target);
  for (const [name, value] of [...url.searchParams]) if (hasSecret(value)) url.searchParams.delete(name);
  const path = url.pathname
    .split('/')
    .filter((segment) => !hasSecret(decodeURIComponent(segment)))
    .join('/');
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/$/, '');
  if (base.origin !== origin || !`${path}/`.startsWith(`${prefix}/`)) {
    throw new Error(`The SDK calls ${origin}${path}, which is not below the base URL ${baseUrl}.`);
  }
  const contentType = headers.find(([name]) => name === 'content-type')?.[1];
  return {
    method,
    path: path.slice(prefix.length) + url.search,
    headers: body !== '' && contentType ? { 'content-type': contentType } : {},
    body: body === '' ? undefined : mask(body, secrets),
  };
}
