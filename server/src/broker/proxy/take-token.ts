/**
 * Finds the caller's token wherever a client that was made for the upstream would put the upstream's key: in
 * `Keyward-Token`, in `Authorization`, or in a header, cookie, query parameter or path segment that the credential injects
 * into. The last four are slots only where the credential says so: they are found here by the token's form, and judged by
 * `assertTokenPlace` once the credential is known. A body is not read before the caller is known: a token in it is not
 * found.
 */
import type { IncomingMessage } from 'node:http';
import { isAccessToken } from '../../domain/access-token.ts';
import type { Placement } from '../../domain/injection-rule.ts';
import { Problem } from '../../domain/problem.ts';
import { parameterName } from '../../request/parameter-name.ts';
import { type CallerTarget, withPath } from '../../request/target.ts';
import { tokensIn } from '../../request/tokens-in.ts';

export interface TakenToken {
  /** Not yet authenticated. */
  readonly token: string;
  /** Whether it stood in `Keyward-Token` or in `Authorization`, where any credential takes it. */
  readonly isInOwnPlace: boolean;
  /** Where else it stood, as placements: `header:x-api-key`, `query:token`, `cookie:sid`, `path`. */
  readonly places: readonly Placement[];
  /** The segment of the path that held it, `/botkw_…`; empty where none did. */
  readonly segment: string;
  /** What the caller asked for, without the token. */
  readonly target: CallerTarget;
}

/** What is read of a request. */
export type Carrier = Pick<IncomingMessage, 'headers' | 'rawHeaders'>;

/** Notes a token and its place. */
type Note = (place: Placement, tokens: readonly string[]) => void;

/**
 * @param asked - As the caller sent it.
 * @throws Problem `token/missing` where no place holds anything of a token's form, `token/ambiguous` where two differ,
 *   `target/invalid` where it stands in the path behind the first segment, from which nothing can be left out
 */
export function takeToken({ headers, rawHeaders }: Carrier, asked: CallerTarget): TakenToken {
  const found = new Set<string>();
  const places: Placement[] = [];
  const note: Note = (place, tokens) => {
    for (const token of tokens) found.add(token);
    if (tokens.length > 0) places.push(place);
  };
  const own = oneOf(headers['keyward-token']);
  const authorization = fromAuthorization(headers.authorization ?? '');
  for (const shown of [own, authorization]) if (shown !== undefined && isAccessToken(shown)) found.add(shown);
  noteHeaders(rawHeaders, note);
  const target = withoutTokens(asked, note);
  if (found.size > 1) throw new Problem('token/ambiguous');
  // What stands in Keyward-Token was meant, whatever its form; in Authorization it may be meant for the upstream.
  const [inSlot] = found;
  const token = own ?? inSlot ?? authorization;
  if (token === undefined) throw new Problem('token/missing');
  const isInOwnPlace = token === own || token === authorization;
  const segment = asked.path.slice(0, asked.path.length - target.path.length);
  return { token, isInOwnPlace, places, segment, target };
}

/**
 * Refuses a token that stood nowhere but where the credential's own secret does not go: the caller's client has sent it to
 * the wrong place, or somebody else has put it there.
 *
 * @param placements - Those that the credential injects into.
 * @throws Problem `token/missing`
 */
export function assertTokenPlace(taken: TakenToken, placements: ReadonlySet<Placement>): void {
  const isInSlot = taken.isInOwnPlace || taken.places.some((place) => placements.has(place));
  // From a path nothing is left out that the injection does not put back.
  const isPathWhole = !taken.places.includes('path') || placements.has('path');
  if (!isInSlot || !isPathWhole) throw new Problem('token/missing');
}

function oneOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fromAuthorization(value: string): string | undefined {
  const [, scheme, rest] = /^([A-Za-z]+) +(\S+)$/.exec(value) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'bearer':
    case 'token':
      return rest;
    case 'basic': {
      const [user, ...password] = Buffer.from(rest!, 'base64').toString('latin1').split(':');
      return [user, password.join(':')].find((half) => half !== undefined && isAccessToken(half));
    }
    default:
      return /^AWS4-HMAC-SHA256 (?:.*[ ,])?Credential=(kw_[A-Za-z0-9_-]{43})\//.exec(value)?.[1];
  }
}

/** Every field, `Authorization` too, whose other schemes only a credential takes that is injected there. */
function noteHeaders(rawHeaders: readonly string[], note: Note): void {
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const tokens = tokensIn(rawHeaders[i + 1]!);
    if (tokens.length === 0) continue;
    const name = rawHeaders[i]!.toLowerCase();
    // A gateway's own, beside that of its client.
    if (name === 'keyward-gateway') continue;
    if (name === 'cookie') noteCookies(rawHeaders[i + 1]!, note);
    else note(`header:${name}`, tokens);
  }
}

/** @see RFC 6265, section 4.2.1 */
function noteCookies(field: string, note: Note): void {
  for (const cookie of field.split(';')) {
    const [name = ''] = cookie.split('=', 1);
    note(`cookie:${name.trim()}`, tokensIn(cookie));
  }
}

/** The parameters that hold a token are left out, and the first segment of the path where it does. */
function withoutTokens(asked: CallerTarget, note: Note): CallerTarget {
  const query = withoutTokensInQuery(asked.query, note);
  const path = withoutTokenInPath(asked.path, note);
  const target = path === asked.path ? asked : withPath(asked, path);
  return query === asked.query ? target : { ...target, query };
}

function withoutTokensInQuery(query: string, note: Note): string {
  if (tokensIn(query).length === 0) return query;
  const kept = query.split('&').filter((parameter) => {
    const tokens = tokensIn(parameter);
    note(`query:${parameterName(parameter)}`, tokens);
    return tokens.length === 0;
  });
  return kept.join('&');
}

function withoutTokenInPath(path: string, note: Note): string {
  const tokens = tokensIn(path);
  if (tokens.length === 0) return path;
  note('path', tokens);
  const slash = path.indexOf('/', 1);
  const rest = slash < 0 ? '' : path.slice(slash);
  if (tokensIn(rest).length > 0) throw new Problem('target/invalid');
  return rest;
}
