/** Whether a form comes from a page of this listener: the token in its address is the right, this is the belt beside it. */
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../domain/problem.ts';
import type { PublicUrl } from '../../domain/public-url.ts';

/**
 * @throws Problem `connect-link/origin-refused` without an `Origin`, and for any but that of `--public-url` or of the Host
 *   that was asked, which is one of those allowed
 */
export function assertOwnOrigin({ headers }: FastifyRequest, { url }: PublicUrl): void {
  const origin = URL.parse(headers.origin ?? '');
  const isOwn =
    origin !== null && (origin.origin === new URL(url).origin || origin.host === headers.host?.toLowerCase());
  if (!isOwn) throw new Problem('connect-link/origin-refused');
}
