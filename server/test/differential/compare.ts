/** What one generated request came to at a proxy, and how two of them compare. */
import type { RawAnswer, Sent } from './send-case.ts';

/** A message as the upstream understood it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** Whether the injected header stood there once, with the secret: told so, because the secret itself is scrubbed. */
  readonly isInjectedOnce: boolean;
  /** Names of the fields that came from the caller, in lower case, sorted. */
  readonly fields: readonly string[];
}

/** How a proxy dealt with the bytes of one connection. */
export interface Reading {
  /** Messages that reached the upstream and were answered, in order. */
  readonly passed: readonly Seen[];
  /** The first answer of the proxy's own: its status, and Keyward's code. */
  readonly refused?: string;
}

export type Verdict = 'same' | 'stricter' | 'laxer' | 'different';

function isFromUpstream({ headers }: RawAnswer): boolean {
  return headers.get('x-upstream') === 'echo';
}

function seenOf({ headers }: RawAnswer): Seen {
  return JSON.parse(Buffer.from(headers.get('x-seen')!, 'base64').toString()) as Seen;
}

export function readingOf({ answers, isClosed }: Sent): Reading {
  const passed = answers.filter(isFromUpstream).map(seenOf);
  const own = answers.find((answer) => !isFromUpstream(answer));
  const refused = own ? `${own.status} ${own.headers.get('keyward-error') ?? ''}`.trim() : undefined;
  if (refused !== undefined) return { passed, refused };
  return passed.length > 0 ? { passed } : { passed, refused: isClosed ? 'closed' : 'silent' };
}

function meaning({ method, url, body }: Seen): string {
  return JSON.stringify([method, url, body]);
}

/** How Keyward compares with the other: by how many messages went through, and by what they were. */
export function compareReadings(keyward: Reading, other: Reading): Verdict {
  const [mine, theirs] = [keyward.passed.map(meaning), other.passed.map(meaning)];
  const common = Math.min(mine.length, theirs.length);
  if (mine.slice(0, common).join() !== theirs.slice(0, common).join()) return 'different';
  if (mine.length === theirs.length) return 'same';
  return mine.length < theirs.length ? 'stricter' : 'laxer';
}
