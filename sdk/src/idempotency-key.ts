/** Names of writes, so that repeating one does nothing twice. Must work where browsers offer no `crypto.randomUUID`: over plain HTTP. */
import { toHex } from './bytes.ts';

/**
 * A new value for the option `idempotencyKey`, for a write that may be repeated later: after `client/unreachable` nobody knows
 * whether it was done. A creation that is given none gets one of its own with each call.
 */
export function newIdempotencyKey(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
