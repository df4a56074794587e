/**
 * What only the broker knows of a flow, and stores nowhere: the PKCE verifier, derived from the flow's id, and the tag by
 * which the browser that started it is known again. Both hang on the witness key, under a label of their own.
 *
 * @see RFC 7636, section 4.1 (the verifier) and 4.2 (S256)
 */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { encodeList, sha256 } from '../../../domain/encoding.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Secret } from '../../../domain/secret.ts';

const LABEL = 'keyward/oauth-flow/v1';

/** A flow, of a connection or of a sign-in: their ids have prefixes of their own. */
type Named = Pick<OAuthFlow, 'organisationId' | 'id'>;

function derive(key: KeyObject, purpose: string, { organisationId, id }: Named, more = ''): Buffer {
  return createHmac('sha256', key)
    .update(encodeList([LABEL, purpose, organisationId, id, more]))
    .digest();
}

/** 43 characters; the same for the same flow, and for no other. */
export function codeVerifier(key: KeyObject, flow: Named): Secret<string> {
  return new Secret(derive(key, 'pkce', flow).toString('base64url'));
}

/** S256 of the flow's verifier. */
export function codeChallenge(key: KeyObject, flow: Named): string {
  return sha256(Buffer.from(codeVerifier(key, flow).reveal(), 'ascii')).toString('base64url');
}

/** The nonce of a sign-in, which its ID token has to repeat (OpenID Connect Core, section 3.1.2.1). */
export function nonceOf(key: KeyObject, flow: Named): string {
  return derive(key, 'nonce', flow).toString('base64url');
}

/** What is stored of a browser's cookie: whoever writes into the database can make none for a cookie of theirs. */
export function cookieMac(key: KeyObject, flow: Named, cookie: string): Buffer {
  return derive(key, 'cookie', flow, cookie);
}

/** Whether the browser is the one that started the flow last, in constant time. */
export function isSameBrowser(
  key: KeyObject,
  flow: Named & Pick<OAuthFlow, 'cookieMac'>,
  cookie: string | undefined,
): boolean {
  if (cookie === undefined || flow.cookieMac === undefined) return false;
  const expected = cookieMac(key, flow, cookie);
  return flow.cookieMac.length === expected.length && timingSafeEqual(flow.cookieMac, expected);
}
