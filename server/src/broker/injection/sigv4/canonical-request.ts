/**
 * The canonical form of a request in Signature Version 4: what is signed, and what the receiver makes of what it gets.
 *
 *     METHOD \n path \n query \n name:value \n … \n \n signed;names \n hash of the body
 *
 * @see AWS, Signature Version 4, "Create a canonical request"
 */
import { Problem } from '../../../domain/problem.ts';

export interface CanonicalInput {
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly path: string;
  /** Lower-case names with their values, those that are signed. */
  readonly headers: ReadonlyMap<string, string>;
  /** SHA-256 in hex, or the word that stands for it. */
  readonly payloadHash: string;
  /** Whether an escape in the path is escaped once more, as for all services but S3. */
  readonly isPathEscapedTwice: boolean;
}

/** RFC 3986, section 2.3: nothing but unreserved characters stands for itself. */
function escapeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** S3 takes a path for the name that it encodes. */
function pathEscapedOnce(path: string): string {
  return escapeStrictly(decodeEscapes(path)).replaceAll('%2F', '/');
}

/** What is sent has neither dot segments nor empty ones, so that nothing has to be resolved first. */
function pathEscapedTwice(path: string): string {
  return escapeStrictly(path).replaceAll('%2F', '/');
}

/** @throws Problem `target/invalid` for escapes that are not UTF-8, of which no receiver makes the same as another */
function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Problem('target/invalid', { detail: 'An escape is not UTF-8: it cannot be signed.' });
  }
}

/** A `+` stands for a blank, as in a form. */
function unescapeParameter(text: string): string {
  return decodeEscapes(text.replaceAll('+', ' '));
}

function compare(one: readonly [string, string], other: readonly [string, string]): number {
  const index = one[0] === other[0] ? 1 : 0;
  return one[index] < other[index] ? -1 : one[index] > other[index] ? 1 : 0;
}

/** By name and then by value, both escaped; all that is escaped is ASCII, whose order is that of code units. */
function canonicalQuery(query: string): string {
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  const pairs = parameters.map((parameter): [string, string] => {
    const at = parameter.indexOf('=');
    const [name, value] = at < 0 ? [parameter, ''] : [parameter.slice(0, at), parameter.slice(at + 1)];
    return [escapeStrictly(unescapeParameter(name)), escapeStrictly(unescapeParameter(value))];
  });
  return pairs
    .sort(compare)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Blanks alone: what else JavaScript trims (U+00A0) is text, and signed by the receiver. */
function trimmed(value: string): string {
  return value.replace(/ +/g, ' ').replace(/^ | $/g, '');
}

/** The names that are signed, sorted and joined by semicolons. */
export function signedNames(headers: ReadonlyMap<string, string>): string {
  return [...headers.keys()].sort().join(';');
}

/**
 * The canonical request. Header values are the octets of the wire, one character each.
 *
 * @throws Problem `target/invalid` for escapes that are not UTF-8
 */
export function canonicalRequest(input: CanonicalInput): string {
  const { method, path, headers, payloadHash, isPathEscapedTwice } = input;
  const at = path.indexOf('?');
  const [pathname, query] = at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
  const names = [...headers.keys()].sort();
  const fields = names.map((name) => `${name}:${trimmed(headers.get(name)!)}\n`);
  return [
    method,
    isPathEscapedTwice ? pathEscapedTwice(pathname) : pathEscapedOnce(pathname),
    canonicalQuery(query),
    fields.join(''),
    signedNames(headers),
    payloadHash,
  ].join('\n');
}
