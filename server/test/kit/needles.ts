/**
 * Many texts searched for in one pass over much: the pages and logs of a database are searched for every form of a secret at
 * the end of each whole-system test, and one pass a form took most of the time of the tests.
 */

/** What is looked up at a place of the bytes. */
const GRAM = 4;

/** A needle, and where in it a gram stands. */
interface Occurrence {
  readonly needle: Buffer;
  readonly at: number;
}

export interface Needles {
  /** The first of the needles in the order of the bytes, or nearly so; undefined where there is none. */
  findIn(bytes: Buffer): Buffer | undefined;
}

/**
 * Only every so many bytes are looked at: as far apart as the shortest needle still has a whole gram at one of the places,
 * wherever it stands.
 *
 * @param texts - Each of four bytes or more.
 */
export function compileNeedles(texts: readonly Buffer[]): Needles {
  const stride = Math.min(...texts.map(({ length }) => length)) - GRAM + 1;
  if (!(stride >= 1)) throw new RangeError(`a needle has ${GRAM} bytes or more`);
  const grams = new Map<number, Occurrence[]>();
  for (const needle of texts) {
    for (let at = 0; at + GRAM <= needle.length; at++) {
      const gram = needle.readInt32LE(at);
      grams.set(gram, [...(grams.get(gram) ?? []), { needle, at }]);
    }
  }
  // Nearly every place is passed over here, without a look into the map.
  const seen = new Uint8Array(1 << 16);
  for (const gram of grams.keys()) seen[slotOf(gram)] = 1;
  return {
    findIn(bytes) {
      for (let place = 0; place + GRAM <= bytes.length; place += stride) {
        const gram = bytes[place]! | (bytes[place + 1]! << 8) | (bytes[place + 2]! << 16) | (bytes[place + 3]! << 24);
        if (seen[slotOf(gram)] === 0) continue;
        const found = grams.get(gram)?.find(({ needle, at }) => stands(bytes, needle, place - at));
        if (found) return found.needle;
      }
      return undefined;
    },
  };
}

function slotOf(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> 16;
}

function stands(bytes: Buffer, needle: Buffer, start: number): boolean {
  const end = start + needle.length;
  return start >= 0 && end <= bytes.length && bytes.compare(needle, 0, needle.length, start, end) === 0;
}
