/**
 * One request of a caller as the broker's listener hands it to the hot path, and the checks that need nothing else.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../../domain/problem.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** The caller's IP address. */
  readonly address: string | undefined;
}

/**
 * Refuses navigations: cookies ignore ports, so that an upstream's page in a browser would stand beside the console.
 *
 * @throws Problem `request/browser-refused`
 * @see Fetch metadata, Sec-Fetch-Mode
 */
export function refuseBrowser({ request }: Exchange): void {
  if (request.headers['sec-fetch-mode'] === 'navigate') throw new Problem('request/browser-refused');
}
