/**
 * Where a browser may be sent when it is done with a page of Keyward: back to Keyward's own origin, or to one that the
 * organisation has listed. Compared as whole origins, so that no page of ours becomes an open redirect.
 *
 * @see RFC 9700, section 4.11 (open redirection)
 */
import { effectiveSettings } from '../domain/organisation-settings.ts';
import { parseOrigin } from '../domain/origin.ts';
import { Problem } from '../domain/problem.ts';
import type { Organisation } from '../store/organisations.ts';
import type { ControlServices } from './route.ts';

const LONGEST = 2048;

function parse(text: string): URL | undefined {
  const hasTrick = text.length > LONGEST || /[\\\s\u0000-\u001f\u007f]/.test(text) || !/^https?:\/\/[^/@]/i.test(text);
  const url = hasTrick ? null : URL.parse(text);
  try {
    const isSound =
      url !== null && url.username === '' && url.password === '' && parseOrigin(url.origin) === url.origin;
    return isSound ? url : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a `returnUrl`.
 *
 * @returns it in its normal form, without a fragment
 * @throws Problem `request/return-refused`
 */
export function readReturnUrl(
  text: string,
  {
    services,
    organisation,
  }: { readonly services: Pick<ControlServices, 'publicUrl'>; readonly organisation: Organisation },
): string {
  const url = parse(text);
  const { returnOrigins } = effectiveSettings(organisation.settings);
  const own = new URL(services.publicUrl().url).origin;
  if (!url || ![own, ...returnOrigins].includes(url.origin)) throw new Problem('request/return-refused');
  url.hash = '';
  return url.href;
}

/** The address with further parameters behind those that it has; one of the same name is replaced. */
export function returnTo(returnUrl: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(returnUrl);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
