/**
 * Trigrams: every three characters that stand side by side in a text, as tokens of an index. A text that contains a term
 * has all of the term's trigrams, so that the index finds the few texts in which the term itself is then looked for.
 *
 *     token = tag (last 8 characters of the organisation's id) | hex of the three characters in UTF-8
 *
 * The tag makes a search as fast as its own organisation is small, however many others there are.
 */
import type { Credential } from '../domain/credential.ts';

/** Stands between the parts of a text, and in no term: names and descriptions take no control characters. */
const SEPARATOR = '\u0001';
const MOST_TOKENS_ASKED = 4;

/** The form in which texts are stored and terms looked for. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** What is searched of a credential: key, name and description. */
export function searchTextOf({ key, name = '', description = '' }: Credential): string {
  return foldText([key, name, description].join(SEPARATOR));
}

/** @param text - Folded. */
export function trigramsOf(organisationId: string, text: string): string[] {
  const tag = organisationId.slice(-8);
  const characters = [...text];
  const grams = characters.slice(2).map((_, index) => characters.slice(index, index + 3).join(''));
  const whole = grams.filter((gram) => !gram.includes(SEPARATOR));
  return [...new Set(whole)].map((gram) => tag + Buffer.from(gram, 'utf8').toString('hex'));
}

/**
 * Those of a term's tokens that find few texts. Looking up a frequent one costs as much as there are texts, and says
 * little; how frequent each is, a sample tells well enough.
 *
 * @param sample - Some texts of the organisation, folded.
 * @returns at most four; none for a term of fewer than three characters
 */
export function tokensToAsk(organisationId: string, term: string, sample: readonly string[]): string[] {
  const counts = new Map(trigramsOf(organisationId, term).map((token) => [token, 0]));
  for (const text of sample) {
    for (const token of trigramsOf(organisationId, text)) {
      const count = counts.get(token);
      if (count !== undefined) counts.set(token, count + 1);
    }
  }
  const rarest = [...counts].sort(([, a], [, b]) => a - b);
  return rarest.slice(0, MOST_TOKENS_ASKED).map(([token]) => token);
}
