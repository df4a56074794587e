/** The header fields of a request with a credential in them. */

import { buildRequestHeaders } from '../../request/request-headers.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { heldBack } from './web-socket-handshake.ts';

export interface HeadersForOptions {
  readonly opened: OpenedCredential;
  readonly origin: string;
  /** What the caller authenticated with; undefined where Keyward itself calls. */
  readonly token: string | undefined;
  /** What is sent in the place of the caller's body; undefined where that goes on as it is. */
  readonly body?: Buffer | undefined;
  /** Whether this is the handshake of a WebSocket. */
  readonly isHandshake?: boolean;
}

/**
 * @param rawHeaders - The caller's, names and values in turn.
 * @returns names and values in turn
 * @throws Problem `request/header-refused`
 */
export function headersFor(
  rawHeaders: readonly string[],
  { opened, origin, token, body, isHandshake = false }: HeadersForOptions,
): string[] {
  const { headers, slots } = opened.injection;
  return buildRequestHeaders(rawHeaders, {
    host: new URL(origin).host,
    injected: headers,
    drop: opened.signer || isHandshake ? droppedBy(opened, isHandshake) : slots,
    token,
    bodyBytes: body?.length,
    scrub: opened.scrubber !== undefined,
  });
}

/** Beside the slots of the values: those of the signer, and what a handshake holds back. */
function droppedBy({ injection, signer }: OpenedCredential, isHandshake: boolean): string[] {
  return [...injection.slots, ...(signer?.slots ?? []), ...(isHandshake ? heldBack : [])];
}
