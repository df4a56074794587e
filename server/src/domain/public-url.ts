/** Where people reach the control API: what links, start pages and redirect URIs begin with. */

/** The address of the control API for people. */
export interface PublicUrl {
  /** Scheme, host, port and perhaps a path; no slash at its end. */
  readonly url: string;
  /** Whether `--public-url` says so; else it is where the process listens, which a proxy may hide. */
  readonly isGiven: boolean;
}

/**
 * @param given - `--public-url`.
 * @param listening - Where the control API listens.
 */
export function publicUrlOf(given: string | undefined, listening: string): PublicUrl {
  const { origin, pathname } = new URL(given ?? listening);
  return { url: `${origin}${pathname.replace(/\/+$/, '')}`, isGiven: given !== undefined };
}
