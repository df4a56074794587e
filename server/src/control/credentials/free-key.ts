/** Finds a key that is free beside many that are not: `acme`, `acme-2`, `acme-3` …, without trying each. */

/** The key with its number; the first has none. */
function numberedKey(base: string, number: number): string {
  return number === 1 ? base : `${base}-${number}`;
}

function numberOf(base: string, key: string): number {
  return key === base ? 1 : Number(key.slice(base.length + 1));
}

/**
 * Gives out the keys of many credentials in turn, asking the store once for each base and counting from there.
 *
 * @param reserved - Keys that are to stay free.
 * @returns keys that are free unless somebody else takes one meanwhile
 */
export function keySequence(
  isTaken: (key: string) => Promise<boolean>,
  reserved: ReadonlySet<string> = new Set(),
): (base: string) => Promise<string> {
  const lastNumbers = new Map<string, number>();
  const isUnfree = async (key: string) => reserved.has(key) || (await isTaken(key));
  return async (base) => {
    const last = lastNumbers.get(base);
    let number = last === undefined ? numberOf(base, await freeKey(base, isUnfree)) : last + 1;
    while (reserved.has(numberedKey(base, number))) number += 1;
    lastNumbers.set(base, number);
    return numberedKey(base, number);
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
