/**
 * What tests got from a Keyward past the methods of its kit: bytes of sockets, and what commands printed. Searched for the
 * canary with everything else.
 */
const seen: (string | Buffer)[] = [];

/** Keeps it for the search. */
export function noteSeen(got: string | Buffer): void {
  seen.push(got);
}

/** All that was kept in this process. */
export function seenElsewhere(): readonly (string | Buffer)[] {
  return seen;
}
