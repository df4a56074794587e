/** One-time links as people open them: the token stands behind the `#`, which no browser sends and no server logs. */
import type { Secret } from '../domain/secret.ts';

/** @param url - Of the control API; undefined where this process does not know it, and then the token alone is given. */
export function linkUrl(url: string | undefined, token: Secret<string>): string {
  return url === undefined ? token.reveal() : `${url.replace(/\/$/, '')}/join#${token.reveal()}`;
}
