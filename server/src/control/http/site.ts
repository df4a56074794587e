/** Where browsers find this control plane: what their requests are held against, and which cookies they are given. */
import { Problem } from '../../domain/problem.ts';
import type { PublicUrl } from '../../domain/public-url.ts';

/** Made once at start. */
export interface Site {
  /** Whether people come by HTTPS: cookies are bound to it then. */
  readonly isSecure: boolean;
  /** Whether this listener itself speaks TLS. */
  readonly hasTls: boolean;
  /** Of the public URL, `https://keyward.example`, where one is given. */
  readonly publicOrigin: string | undefined;
}

/** @param publicUrl - Asked at each request: the address is known once the process listens. */
export function siteOf(publicUrl: () => PublicUrl, hasTls: boolean): Site {
  return {
    hasTls,
    get isSecure() {
      return publicUrl().url.startsWith('https:');
    },
    get publicOrigin() {
      const { url, isGiven } = publicUrl();
      return isGiven ? new URL(url).origin : undefined;
    },
  };
}

/**
 * Whether a request comes from a page of this control plane itself. SameSite alone would let pages of sister
 * hosts and other ports through, and one of those is the broker's, which shows what upstreams answer.
 *
 * @param request - `host` is one that the listener answers to.
 * @returns false without an Origin too
 * @see RFC 6454, section 7
 */
export function isOwnOrigin(
  { hasTls, publicOrigin }: Site,
  { origin, host = '' }: { readonly origin?: string | undefined; readonly host?: string | undefined },
): boolean {
  const isPublicHost = publicOrigin !== undefined && new URL(publicOrigin).host === host.toLowerCase();
  const own = isPublicHost ? publicOrigin : `${hasTls ? 'https' : 'http'}://${host.toLowerCase()}`;
  return origin === own || origin === (publicOrigin ?? own);
}

/**
 * Demands that a request comes from a page of this control plane itself.
 *
 * @throws Problem `request/origin-refused`, also without an Origin
 */
export function assertOwnOrigin(site: Site, headers: Parameters<typeof isOwnOrigin>[1]): void {
  if (!isOwnOrigin(site, headers)) throw new Problem('request/origin-refused');
}
