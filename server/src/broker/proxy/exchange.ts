/**
 * One request of a caller as the broker's listener hands it to the hot path, and the checks that need nothing else.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../../domain/problem.ts';
import type { CallerUpgrade } from './caller-upgrade.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** The caller's IP address. */
  readonly address: string | undefined;
  /** Where the caller asks for a WebSocket. */
  readonly upgrade?: CallerUpgrade | undefined;
}

/**
 * Refuses navigations, because cookies ignore ports and an upstream's page in a browser would stand beside the console,
 * and TRACE, which asks for an echo of the injected fields.
 *
 * @throws Problem `request/browser-refused`, `request/upgrade-refused`
 * @see Fetch metadata, Sec-Fetch-Mode; RFC 9110, section 9.3.8
 */
export function refuseUnfit({ request }: Exchange): void {
  if (request.headers['sec-fetch-mode'] === 'navigate') throw new Problem('request/browser-refused');
  if (request.method === 'TRACE') throw new Problem('request/upgrade-refused');
}
