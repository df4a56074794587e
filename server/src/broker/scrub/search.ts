/**
 * Searches a stream of bytes for many patterns at once, in linear time whatever the bytes are. While nothing of any
 * pattern has been seen it skips ahead by what the last two bytes of a window rule out, and so reads a fraction of
 * ordinary text; where they rule out nothing, it goes byte by byte through the automaton until that is back at its root.
 *
 *     window of the shortest pattern's length m, its last two bytes looked up:
 *     text     … a b c d e f g h i j k …
 *                [ . . . . . . g h ]        shift[gh] = 0: some pattern may begin here, through the automaton from a on
 *                                           shift[gh] = s: no pattern has g, h nearer to its byte m-1, go on by s
 *
 * @see Wu and Manber, A fast algorithm for multi-pattern searching, 1994
 */
import { buildTrie, type State, type Trie } from './trie.ts';

/** Called for each end of occurrences, in their order, with the longest of them. */
export type OnMatch = (start: number, end: number) => void;

export interface Search {
  /**
   * Goes on from a state through the bytes from `from` on. A match may begin before `from`.
   *
   * @returns The state at the end; 0 to begin with
   */
  readonly scan: (state: State, bytes: Buffer, from: number, onMatch: OnMatch) => State;
  /** How many of the last bytes may be the beginning of an occurrence. */
  readonly pending: (state: State) => number;
  /** All that it is made of, the patterns among it; to be counted, and filled with zeros in the end. */
  readonly tables: Trie['tables'];
}

// 13 bits keep a table in the first-level cache, and small where thousands of credentials have one. Two blocks that
// share a slot only shorten a shift.
const SLOTS = 1 << 13;
const LONGEST_SHIFT = 0xff;

function slotAt(bytes: Buffer, last: number): number {
  return ((bytes[last - 1]! << 5) ^ bytes[last]!) & (SLOTS - 1);
}

function buildShift(patterns: readonly Buffer[], windowLength: number): Uint8Array {
  const shift = new Uint8Array(SLOTS).fill(Math.min(windowLength - 1, LONGEST_SHIFT));
  for (const pattern of patterns) {
    for (let last = 1; last < windowLength; last++) {
      const slot = slotAt(pattern, last);
      shift[slot] = Math.min(shift[slot]!, windowLength - 1 - last);
    }
  }
  return shift;
}

interface Tables {
  readonly windowLength: number;
  readonly shift: Uint8Array;
  readonly trie: Trie;
}

/** Where the next pattern can begin at the earliest; at the end the window hangs over. */
function skip({ windowLength, shift }: Tables, bytes: Buffer, from: number): number {
  const { length } = bytes;
  let last = from + windowLength - 1;
  while (last < length) {
    const distance = shift[slotAt(bytes, last)]!;
    if (distance === 0) break;
    last += distance;
  }
  return last - windowLength + 1;
}

function scanWith(tables: Tables, initial: State, bytes: Buffer, from: number, onMatch: OnMatch): State {
  const { step, longestEnd } = tables.trie;
  const { length } = bytes;
  let state = initial;
  let at = from;
  while (at < length) {
    if (state === 0) at = skip(tables, bytes, at);
    do {
      state = step(state, bytes[at++]!);
      const matched = longestEnd[state]!;
      if (matched > 0) onMatch(at - matched, at);
    } while (state !== 0 && at < length);
  }
  return state;
}

/**
 * Prepares a search.
 *
 * @param patterns - At least one, distinct, each at least 2 bytes long.
 */
export function compileSearch(patterns: readonly Buffer[]): Search {
  const windowLength = Math.min(...patterns.map(({ length }) => length));
  const tables = { windowLength, shift: buildShift(patterns, windowLength), trie: buildTrie(patterns) };
  const { pending } = tables.trie;
  return {
    scan: (state, bytes, from, onMatch) => scanWith(tables, state, bytes, from, onMatch),
    pending: (state) => pending[state]!,
    tables: [tables.shift, ...tables.trie.tables],
  };
}
