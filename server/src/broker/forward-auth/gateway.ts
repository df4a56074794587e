/** What a gateway tells of the request that it holds back until it is answered. */
import type { IncomingMessage } from 'node:http';

/** The request as the gateway's client sent it. */
export interface HeldRequest {
  readonly method: string;
  /** Path and query, raw. */
  readonly url: string;
}

/** One kind of gateway. */
export interface Gateway {
  /** In the path: `/forward-auth/{name}/{key}`. */
  readonly name: string;
  /**
   * Reads what is held back, from the one place that this gateway itself writes, so that its client cannot.
   *
   * @param rest - What follows the key in the path, query included; empty, or beginning with a slash.
   * @returns undefined where the gateway has not told it
   */
  readonly heldRequest: (request: IncomingMessage, rest: string) => HeldRequest | undefined;
  /** Fields that make it remove from the held request what was for Keyward, where its configuration cannot. */
  readonly removing: (injected: readonly string[]) => Readonly<Record<string, string>>;
  /** The status that it takes for a refusal; others it would turn into an error of its own. */
  readonly refusalStatus: (status: number) => number;
}

/** For gateways that tell it in two header fields, each of which must stand once. */
export function fromFields(methodField: string, urlField: string): Gateway['heldRequest'] {
  return ({ headersDistinct }) => {
    const [method, ...otherMethods] = headersDistinct[methodField] ?? [];
    const [url, ...otherUrls] = headersDistinct[urlField] ?? [];
    const isTold = method !== undefined && url !== undefined && otherMethods.length + otherUrls.length === 0;
    return isTold ? { method, url } : undefined;
  };
}
