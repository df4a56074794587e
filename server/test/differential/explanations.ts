/**
 * Why Keyward reads a request otherwise than nginx does. Each difference that a run finds has its reason here, or the run
 * fails. docs/differential.md says what follows from them.
 */
import type { Reading, Verdict } from './compare.ts';

export interface Difference {
  readonly verdict: Verdict;
  readonly oddities: readonly string[];
  readonly mine: Reading;
  readonly theirs: Reading;
}

const PATHS =
  'Keyward refuses a path that two parsers could read in two ways (catalogue 5, 6); nginx passes it on as it stands';
const LINE_ENDS =
  'Keyward takes CR LF alone as the end of a line; nginx takes LF, too (RFC 9112, section 2.2 permits either)';
const FIELDS = 'Keyward refuses a field line that is none; nginx drops it, or passes it on and the upstream refuses it';
const VERSIONS = 'Keyward takes HTTP/1.0 and 1.1; nginx takes every 1.x';
const CHUNKS =
  'Keyward takes a chunk only as RFC 9112, section 7.1, writes it; nginx takes blanks, LF and long extensions, too';
const TRAILERS = 'Keyward parses the trailer section and refuses what frames a message there; nginx reads over it';
const HOSTS = 'Keyward takes a Host only as RFC 9110, section 7.2, writes it; nginx takes user info and lists';
const METHODS =
  'Keyward knows the methods of the registry alone; nginx passes others on, and the upstream refuses them';

/** For what Keyward answers with `request/header-refused`: the reason by the oddity. */
const refusedFraming: Readonly<Record<string, string>> = {
  'line ended by LF': LINE_ENDS,
  'field ended by LF': LINE_ENDS,
  'field ended by CR CR LF': LINE_ENDS,
  'line ended by CR CR LF': LINE_ENDS,
  'field name non-ASCII': FIELDS,
  'field name with a bracket': FIELDS,
  'field without a colon': FIELDS,
  'field without a name': FIELDS,
  'field before a blank': FIELDS,
  'field after a blank': FIELDS,
  'field folded': FIELDS,
  'field value with a control character': FIELDS,
  'field value with DEL': FIELDS,
  'Host before a blank': FIELDS,
  'version 1.2': VERSIONS,
  'version of many digits': VERSIONS,
  'version before a blank': VERSIONS,
  'version after two blanks': VERSIONS,
  'chunk extension long': CHUNKS,
  'chunk extension with CR': CHUNKS,
  'chunk extension with LF': CHUNKS,
  'chunk size before a blank': CHUNKS,
  'chunk ended by LF': CHUNKS,
  'chunk data ended by LF': CHUNKS,
  'trailer of a length': TRAILERS,
  'trailer without a colon': TRAILERS,
  'Host with user': HOSTS,
  'Host of two': HOSTS,
  'method unknown': METHODS,
  'target non-ASCII': PATHS,
};

interface Reason {
  readonly applies: (difference: Difference) => boolean;
  readonly because: string;
}

const has =
  (...names: string[]) =>
  ({ oddities }: Difference) =>
    names.some((name) => oddities.includes(name));
const answers =
  (refused: string) =>
  ({ mine }: Difference) =>
    mine.refused === refused;

const reasons: readonly Reason[] = [
  { applies: answers('400 target/invalid'), because: PATHS },
  {
    applies: answers('501 request/upgrade-refused'),
    because:
      'Keyward refuses an upgrade that no policy permits (catalogue 14); nginx drops the field and passes the request on',
  },
  {
    applies: answers('417 request/expectation-refused'),
    because: 'Keyward refuses an expectation that it does not know (RFC 9110, section 10.1.1); nginx ignores it',
  },
  {
    applies: (difference) => difference.verdict === 'laxer' && has('chunked after a tab')(difference),
    because: 'Keyward takes a tab for the white space that it is (RFC 9110, section 5.6.3); nginx does not',
  },
  {
    applies: (difference) => difference.verdict === 'laxer' && has('target long', 'field long')(difference),
    because: 'Keyward takes a header section of 32 KiB (--max-header-bytes), nginx lines of 8 KiB',
  },
];

/** The reason for a difference; undefined where none is known. */
export function explanationOf(difference: Difference): string | undefined {
  const reason = reasons.find(({ applies }) => applies(difference))?.because;
  if (reason || !answers('400 request/header-refused')(difference) || difference.verdict === 'laxer') return reason;
  const oddity = difference.oddities.find((name) => Object.hasOwn(refusedFraming, name));
  return oddity === undefined ? undefined : refusedFraming[oddity];
}
