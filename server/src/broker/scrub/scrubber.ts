/**
 * Masks secrets in what an upstream answers: every form of every value, byte for byte, the length kept. Defence in
 * depth and never the boundary; it cannot see a secret that the upstream has transformed otherwise.
 *
 *     held back: the longest end that may be the beginning of a form, shorter than the longest form
 *     push  [held | chunk] → masked up to the new held end, at once
 *     covered: leading bytes of the held end that a match before it has masked already
 */
import type { Secret } from '../../domain/secret.ts';
import { buildPatterns, SHORTEST_SEARCHED } from './patterns.ts';
import { compileSearch, type Search } from './search.ts';

/** One body after the other, each given in chunks. Not to be used for two at a time. */
export interface ScrubStream {
  /** What can be passed on now; the chunk itself where nothing is held back or found. */
  push(chunk: Buffer): Buffer;
  /** The rest, at the end of a body. What is pushed then belongs to the next. */
  flush(): Buffer;
}

export interface Scrubber {
  /** Values under 8 bytes, which are not searched. */
  readonly unsearched: number;
  /** Masks a header value, Latin-1 as Node gives it; text beyond Latin-1 is taken as UTF-8. */
  text(value: string): string;
  /** A stream for one body. */
  stream(): ScrubStream;
}

const MASK = '*'.charCodeAt(0);
const EMPTY = Buffer.alloc(0);

interface MaskedBytes {
  /** The bytes given, or a copy with every match masked. */
  readonly bytes: Buffer;
  /** Where the last match ends; 0 without one. */
  readonly maskedEnd: number;
}

function maskAll(search: Search, bytes: Buffer, covered: number, boundary: number): MaskedBytes {
  let masked: Buffer | undefined;
  let filled = 0;
  // Matches that straddle the boundary decide how far the held bytes are masked already; later ones are found again.
  let maskedEnd = covered;
  const mask = (start: number, end: number): void => {
    masked ??= Buffer.from(bytes);
    for (let at = Math.max(start, filled); at < end; at++) masked[at] = MASK;
    filled = Math.max(filled, end);
    if (start < boundary) maskedEnd = Math.max(maskedEnd, end);
  };
  if (covered > 0) mask(0, covered);
  search.findAll(bytes, mask);
  return { bytes: masked ?? bytes, maskedEnd };
}

class SearchingStream implements ScrubStream {
  readonly #search: Search;
  /** Original bytes, so that forms that overlap a masked one are still recognised. */
  #held: Buffer = EMPTY;
  #covered = 0;

  constructor(search: Search) {
    this.#search = search;
  }

  push(chunk: Buffer): Buffer {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const boundary = this.#search.partialStart(bytes);
    const masked = maskAll(this.#search, bytes, this.#covered, boundary);
    this.#covered = Math.max(0, masked.maskedEnd - boundary);
    this.#held = boundary === bytes.length ? EMPTY : Buffer.from(bytes.subarray(boundary));
    return boundary === bytes.length ? masked.bytes : masked.bytes.subarray(0, boundary);
  }

  flush(): Buffer {
    const { bytes } = maskAll(this.#search, this.#held, this.#covered, this.#held.length);
    this.#held = EMPTY;
    this.#covered = 0;
    return bytes;
  }
}

function scrubText(search: Search, value: string): string {
  const encoding = /[^\x00-\xff]/.test(value) ? 'utf8' : 'latin1';
  if (encoding === 'latin1' && value.length < SHORTEST_SEARCHED) return value;
  const bytes = Buffer.from(value, encoding);
  const masked = maskAll(search, bytes, 0, bytes.length).bytes;
  return masked === bytes ? value : masked.toString(encoding);
}

function toBytes(value: Secret<Buffer | string>): Buffer {
  const revealed = value.reveal();
  return typeof revealed === 'string' ? Buffer.from(revealed, 'utf8') : revealed;
}

/**
 * Prepares the scrubber of one credential. Build it at a cache fill, not for each request.
 *
 * @param values - The secret values injected and their joined forms (`user:password`); text counts as UTF-8.
 */
export function buildScrubber(values: readonly Secret<Buffer | string>[]): Scrubber {
  const { patterns, unsearched } = buildPatterns(values.map(toBytes));
  if (patterns.length === 0) {
    return { unsearched, text: (value) => value, stream: () => ({ push: (chunk) => chunk, flush: () => EMPTY }) };
  }
  const search = compileSearch(patterns);
  return { unsearched, text: (value) => scrubText(search, value), stream: () => new SearchingStream(search) };
}
