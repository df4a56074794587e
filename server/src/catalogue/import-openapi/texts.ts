/**
 * Texts and names taken from the document into the provider. A text is for reading only: on one line, cut, and free of
 * anything that a template could be taken for. A name is made of harmless characters alone.
 */
import { plainLine } from './import-report.ts';

/** A text to be shown; undefined where nothing of it is left. @param longest - In characters. */
export function shownText(given: unknown, longest: number): string | undefined {
  if (typeof given !== 'string') return undefined;
  // Much of the text of a description is beyond what is shown: it is cut before it is worked on.
  const line = plainLine(given.slice(0, longest * 4)).replaceAll('${', '$ {');
  const text =
    [...line].length > longest
      ? `${[...line]
          .slice(0, longest - 1)
          .join('')
          .trimEnd()}…`
      : line;
  return text === '' ? undefined : text;
}

/** The first sentence of a description, or its beginning. */
export function firstSentence(given: unknown): string | undefined {
  // Descriptions are written in Markdown, which takes the elements of HTML.
  const text =
    typeof given === 'string' ? shownText(given.slice(0, 4_000).replaceAll(/<[^<>]*>/g, ' '), 1_000) : undefined;
  if (text === undefined) return undefined;
  return shownText(/^.*?[.!?](?=\s|$)/u.exec(text)?.[0] ?? text, 240);
}

/** Lower case letters, digits and single hyphens, 63 at most; undefined where nothing is left. */
export function slugOf(given: string): string | undefined {
  const plain = given.slice(0, 300).normalize('NFKD').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return slug === '' ? undefined : slug;
}

/** A field's name from a variable's or a scheme's: `customer-domain` gives `customerDomain`. */
export function fieldNameOf(given: string, taken: ReadonlySet<string>): string {
  const words = given
    .slice(0, 100)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const camel = words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join('');
  const base = /^[A-Za-z]/.test(camel) ? camel.slice(0, 40) : `field${upperFirst(camel.slice(0, 40))}`;
  if (!taken.has(base)) return base;
  for (let count = 2; ; count += 1) if (!taken.has(`${base}${count}`)) return `${base}${count}`;
}

function lowerFirst(word: string): string {
  // All in capitals, a word is an abbreviation.
  return /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A URL for people to follow: https, without a user and without template signs. */
export function shownUrl(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > 512 || /[\s${}\\\u0000-\u001f]/.test(given)) return undefined;
  const url = URL.parse(given);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

/** Whether a text may stand in a template as it is: nothing in it is a placeholder. */
export function isLiteral(text: string): boolean {
  return !text.includes('${');
}
