/**
 * The Host check: a page of a rebound DNS name, open in a browser on the same machine, must not reach the control plane.
 */
import { Problem } from '../../domain/problem.ts';

/**
 * Whether the Host header names this listener.
 *
 * @param host - The header as received; undefined where it is missing.
 * @param allowed - `localhost` or `[::1]` for any port, `keyward.example:7420` for that port alone; lower case.
 * @throws Problem `request/host-refused`
 * @see RFC 9110, section 7.2
 */
export function assertAllowedHost(host: string | undefined, allowed: readonly string[]): void {
  const lower = host?.toLowerCase() ?? '';
  const name = lower.replace(/:\d+$/, '');
  if (name === '' || !(allowed.includes(lower) || allowed.includes(name))) throw new Problem('request/host-refused');
}
