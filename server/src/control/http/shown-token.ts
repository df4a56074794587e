/** What a caller shows: an access token in `Authorization`, or as a person the session in the cookie. */
import type { FastifyRequest } from 'fastify';
import { takeBearer } from '../../domain/bearer.ts';
import { Problem } from '../../domain/problem.ts';
import { isSessionToken } from '../../domain/session.ts';
import { readSessionCookie } from './session-cookie.ts';
import { assertOwnOrigin, type Site } from './site.ts';

const SAFE = new Set(['GET', 'HEAD']);

/**
 * The token. A cookie goes along with whatever a browser sends, so a write with one takes the exact `Origin`; a session is
 * taken from nowhere else.
 *
 * @throws Problem `token/missing`, `token/invalid`, `request/origin-refused`
 */
export function shownToken({ headers, method }: FastifyRequest, site: Site): string {
  if (headers.authorization !== undefined) {
    const token = takeBearer(headers.authorization);
    if (isSessionToken(token)) throw new Problem('token/invalid');
    return token;
  }
  const session = readSessionCookie(site, headers.cookie);
  if (session === undefined) throw new Problem('token/missing');
  if (!SAFE.has(method)) assertOwnOrigin(site, headers);
  return session;
}
