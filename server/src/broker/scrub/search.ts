/**
 * Searches bytes for many patterns at once, and says how much of an end may be the beginning of one. Tables are built
 * once; a search allocates nothing. Skips ahead by what the last two bytes of a window rule out, and so reads a
 * fraction of ordinary text.
 *
 *     window of the shortest pattern's length m, its last two bytes looked up:
 *     text     … a b c d e f g h i j k …
 *                [ . . . . . . g h ]        shift[gh] = 0: compare the patterns whose bytes m-2, m-1 are g, h
 *                                           shift[gh] = s: no pattern has g, h nearer to its byte m-1, go on by s
 *
 * @see Wu and Manber, A fast algorithm for multi-pattern searching, 1994
 */

/** Called for each occurrence, in the order of their beginnings. */
export type OnMatch = (start: number, end: number) => void;

export interface Search {
  /** Reports every occurrence of every pattern, overlapping ones included. */
  readonly findAll: (bytes: Buffer, onMatch: OnMatch) => void;
  /** Where the longest end of the bytes begins that is a proper prefix of a pattern; the length when there is none. */
  readonly partialStart: (bytes: Buffer) => number;
}

function matchesAt(bytes: Buffer, start: number, pattern: Buffer, length: number): boolean {
  for (let i = 0; i < length; i++) {
    if (bytes[start + i] !== pattern[i]) return false;
  }
  return true;
}

function add(lists: Map<number, Buffer[]>, slot: number, pattern: Buffer): void {
  const list = lists.get(slot);
  if (list) list.push(pattern);
  else lists.set(slot, [pattern]);
}

// 13 bits keep a table in the first-level cache, and small where thousands of credentials have one. Two blocks that
// share a slot only shorten a shift: bytes are compared in any case.
const SLOTS = 1 << 13;
const LONGEST_SHIFT = 0xff;

function slotAt(bytes: Buffer, last: number): number {
  return ((bytes[last - 1]! << 5) ^ bytes[last]!) & (SLOTS - 1);
}

interface Tables {
  readonly windowLength: number;
  readonly shift: Uint8Array;
  readonly bySlot: ReadonlyMap<number, Buffer[]>;
}

function buildTables(patterns: readonly Buffer[]): Tables {
  const windowLength = Math.min(...patterns.map(({ length }) => length));
  const shift = new Uint8Array(SLOTS).fill(Math.min(windowLength - 1, LONGEST_SHIFT));
  const bySlot = new Map<number, Buffer[]>();
  for (const pattern of patterns) {
    for (let last = 1; last < windowLength; last++) {
      const slot = slotAt(pattern, last);
      shift[slot] = Math.min(shift[slot]!, windowLength - 1 - last);
    }
    add(bySlot, slotAt(pattern, windowLength - 1), pattern);
  }
  return { windowLength, shift, bySlot };
}

function findAllWith({ windowLength, shift, bySlot }: Tables, bytes: Buffer, onMatch: OnMatch): void {
  const { length } = bytes;
  let last = windowLength - 1;
  while (last < length) {
    const slot = slotAt(bytes, last);
    const skip = shift[slot]!;
    if (skip > 0) {
      last += skip;
      continue;
    }
    const start = last - windowLength + 1;
    for (const pattern of bySlot.get(slot)!) {
      const end = start + pattern.length;
      if (end <= length && matchesAt(bytes, start, pattern, pattern.length)) onMatch(start, end);
    }
    last++;
  }
}

function partialStartWith(byFirst: readonly (Buffer[] | undefined)[], longest: number, bytes: Buffer): number {
  const { length } = bytes;
  for (let start = Math.max(0, length - longest + 1); start < length; start++) {
    const candidates = byFirst[bytes[start]!];
    if (!candidates) continue;
    const rest = length - start;
    for (const pattern of candidates) {
      if (rest < pattern.length && matchesAt(bytes, start, pattern, rest)) return start;
    }
  }
  return length;
}

/**
 * Prepares a search.
 *
 * @param patterns - At least one, each at least 2 bytes long.
 */
export function compileSearch(patterns: readonly Buffer[]): Search {
  const tables = buildTables(patterns);
  const longest = Math.max(...patterns.map(({ length }) => length));
  const byFirst: (Buffer[] | undefined)[] = new Array(256).fill(undefined);
  for (const pattern of patterns) byFirst[pattern[0]!] = [...(byFirst[pattern[0]!] ?? []), pattern];
  return {
    findAll: (bytes, onMatch) => findAllWith(tables, bytes, onMatch),
    partialStart: (bytes) => partialStartWith(byFirst, longest, bytes),
  };
}
