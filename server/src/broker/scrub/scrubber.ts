/**
 * Masks secrets in what an upstream answers: every form of every value, byte for byte, the length kept. Defence in
 * depth and never the boundary; it cannot see a secret that the upstream has transformed otherwise.
 *
 *     held back: the longest end that may be the beginning of a form, shorter than the longest form
 *     push  [held | chunk] → masked up to the new held end, at once; the search goes on where it stopped
 */
import { type Secret, SHORTEST_SEARCHED } from '../../domain/secret.ts';
import { buildPatterns } from './patterns.ts';
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
  /** Memory that it takes: some 20 KiB for a token, 10 MiB for a value of 64 KiB. */
  readonly bytes: number;
  /** Masks a header value, Latin-1 as Node gives it; text beyond Latin-1 is taken as UTF-8. */
  text(value: string): string;
  /** A stream for one body. */
  stream(): ScrubStream;
  /** Fills the tables with zeros; what knows no secret any more masks every byte. */
  wipe(): void;
}

const MASK = '*'.charCodeAt(0);
const EMPTY = Buffer.alloc(0);

/** Masks in a copy that is made at the first match. */
class Masking {
  bytes: Buffer = EMPTY;
  #isCopy = false;
  // Where the last masked run begins and ends: a match that overlaps it adds only what is new.
  #start = 0;
  #end = 0;

  begin(bytes: Buffer): void {
    this.bytes = bytes;
    this.#isCopy = false;
    this.#start = 0;
    this.#end = 0;
  }

  readonly mask = (start: number, end: number): void => {
    if (!this.#isCopy) this.bytes = Buffer.from(this.bytes);
    this.#isCopy = true;
    if (start < this.#start) this.bytes.fill(MASK, start, this.#start);
    this.bytes.fill(MASK, Math.max(start, this.#end), end);
    this.#start = start > this.#end ? start : Math.min(start, this.#start);
    this.#end = end;
  };
}

class SearchingStream implements ScrubStream {
  readonly #search: Search;
  readonly #scrubber: SearchingScrubber;
  readonly #masking = new Masking();
  #state = 0;
  /** Masked as far as is known: the state remembers what the bytes were. */
  #held: Buffer = EMPTY;

  constructor(search: Search, scrubber: SearchingScrubber) {
    this.#search = search;
    this.#scrubber = scrubber;
  }

  push(chunk: Buffer): Buffer {
    if (this.#scrubber.isWiped) return Buffer.concat([this.flush(), Buffer.alloc(chunk.length, MASK)]);
    const from = this.#held.length;
    this.#masking.begin(from === 0 ? chunk : Buffer.concat([this.#held, chunk]));
    this.#state = this.#search.scan(this.#state, this.#masking.bytes, from, this.#masking.mask);
    const { bytes } = this.#masking;
    this.#masking.begin(EMPTY);
    const pending = this.#search.pending(this.#state);
    if (pending === 0) {
      this.#held = EMPTY;
      return bytes;
    }
    const boundary = bytes.length - pending;
    this.#held = Buffer.from(bytes.subarray(boundary));
    return bytes.subarray(0, boundary);
  }

  flush(): Buffer {
    const held = this.#scrubber.isWiped ? this.#held.fill(MASK) : this.#held;
    this.#held = EMPTY;
    this.#state = 0;
    return held;
  }
}

function scrubText(search: Search, value: string): string {
  const encoding = /[^\x00-\xff]/.test(value) ? 'utf8' : 'latin1';
  if (encoding === 'latin1' && value.length < SHORTEST_SEARCHED) return value;
  const bytes = Buffer.from(value, encoding);
  const masking = new Masking();
  masking.begin(bytes);
  search.scan(0, bytes, 0, masking.mask);
  return masking.bytes === bytes ? value : masking.bytes.toString(encoding);
}

class SearchingScrubber implements Scrubber {
  readonly unsearched: number;
  readonly bytes: number;
  readonly #search: Search;
  isWiped = false;

  constructor(search: Search, unsearched: number) {
    this.#search = search;
    this.unsearched = unsearched;
    this.bytes = search.tables.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  text(value: string): string {
    return this.isWiped ? '*'.repeat(value.length) : scrubText(this.#search, value);
  }

  stream(): ScrubStream {
    return new SearchingStream(this.#search, this);
  }

  wipe(): void {
    this.isWiped = true;
    for (const table of this.#search.tables) table.fill(0);
  }
}

/** A copy, to be wiped. */
function toBytes(value: Secret<Buffer | string>): Buffer {
  const revealed = value.reveal();
  return typeof revealed === 'string' ? Buffer.from(revealed, 'utf8') : Buffer.from(revealed);
}

/**
 * Prepares the scrubber of one credential. Build it at a cache fill, not for each request.
 *
 * @param values - The secret values injected and their joined forms (`user:password`); text counts as UTF-8.
 */
export function buildScrubber(values: readonly Secret<Buffer | string>[]): Scrubber {
  const { patterns, unsearched, wipe } = buildPatterns(values.map(toBytes));
  const scrubber =
    patterns.length === 0 ? searchingNothing(unsearched) : new SearchingScrubber(compileSearch(patterns), unsearched);
  wipe();
  return scrubber;
}

function searchingNothing(unsearched: number): Scrubber {
  return {
    unsearched,
    bytes: 0,
    text: (value) => value,
    stream: () => ({ push: (chunk) => chunk, flush: () => EMPTY }),
    wipe: () => undefined,
  };
}
