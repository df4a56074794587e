/** Finds a key that is free beside many that are not: `acme`, `acme-2`, `acme-3` …, without trying each. */

/** The key with its number; the first has none. */
function numberedKey(base: string, number: number): string {
  return number === 1 ? base : `${base}-${number}`;
}

/**
 * Gives out the keys of many credentials in turn, asking the store once for each base and counting from there.
 *
 * @returns keys that are free unless somebody else takes one meanwhile
 */
export function keySequence(isTaken: (key: string) => Promise<boolean>): (base: string) => Promise<string> {
  const lastNumbers = new Map<string, number>();
  return async (base) => {
    const last = lastNumbers.get(base);
    const key = last === undefined ? await freeKey(base, isTaken) : numberedKey(base, last + 1);
    lastNumbers.set(base, key === base ? 1 : Number(key.slice(base.length + 1)));
    return key;
  };
}

/**
 * A free key, the next one where all before it are taken: doubles the number until one is free, then halves the gap.
 *
 * @param isTaken - Asked some twenty times for a million taken keys.
 */
export async function freeKey(base: string, isTaken: (key: string) => Promise<boolean>): Promise<string> {
  if (!(await isTaken(base))) return base;
  let taken = 1;
  let free = 2;
  while (await isTaken(numberedKey(base, free))) {
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const middle = Math.floor((free + taken) / 2);
    if (await isTaken(numberedKey(base, middle))) taken = middle;
    else free = middle;
  }
  return numberedKey(base, free);
}
