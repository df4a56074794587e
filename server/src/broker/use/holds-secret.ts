/**
 * Whether a text that is about to be kept holds a secret of the credential: what callers put into paths and names may be
 * the very secret, pasted by mistake.
 */
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { buildScrubber, type Scrubber } from '../scrub/scrubber.ts';

/** Of credentials whose policy turned scrubbing of answers off. */
const searches = new WeakMap<OpenedCredential, Scrubber>();

function searchOf(opened: OpenedCredential): Scrubber {
  const known = opened.scrubber ?? searches.get(opened);
  if (known) return known;
  const built = buildScrubber(opened.injection.secrets);
  searches.set(opened, built);
  return built;
}

/** In any form that the scrubber knows; values under 8 bytes are not searched. */
export function holdsSecret(opened: OpenedCredential, text: string): boolean {
  return searchOf(opened).text(text) !== text;
}
