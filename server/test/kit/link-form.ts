/** The form of a connect link without a browser: as one without scripts sends it. */
import type { Answer, Keyward } from './keyward.ts';

/** Opens the page of a link. */
export function openLink(keyward: Keyward, url: string, method = 'GET'): Promise<Answer> {
  return keyward.fetch(url, { method });
}

/** Sends the form with these inputs, from the page's own origin unless another is given. */
export function sendLink(
  keyward: Keyward,
  url: string,
  inputs: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { origin: new URL(url).origin },
): Promise<Answer> {
  return keyward.fetch(url, { method: 'POST', body: new URLSearchParams(inputs), headers });
}
