/**
 * The cookie that holds a session: unreadable for scripts, sent by no other site's pages, and over HTTPS bound to this very
 * host by its name.
 *
 * @see RFC 6265bis, section 4.1.3 (the prefix `__Host-`)
 */
import { parseCookie, stringifySetCookie } from 'cookie';
import { isSessionToken, SESSION_LIFE_MS } from '../../domain/session.ts';
import type { Site } from './site.ts';

function nameOf({ isSecure }: Site): string {
  return isSecure ? '__Host-keyward' : 'keyward';
}

/** The session's token of a `Cookie` field; undefined where there is none of the form. */
export function readSessionCookie(site: Site, header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const token = parseCookie(header)[nameOf(site)];
  return token !== undefined && isSessionToken(token) ? token : undefined;
}

/** The `Set-Cookie` field that begins a session. */
export function sessionCookie(site: Site, token: string): string {
  return cookieOf(site, token, SESSION_LIFE_MS / 1000);
}

/** The `Set-Cookie` field that has the browser forget it. */
export function endedSessionCookie(site: Site): string {
  return cookieOf(site, '', 0);
}

function cookieOf(site: Site, value: string, maxAge: number): string {
  const flags = { path: '/', httpOnly: true, sameSite: 'strict', secure: site.isSecure } as const;
  return stringifySetCookie({ name: nameOf(site), value, maxAge, ...flags });
}
