/**
 * References in the header section of an answer, `Location`, `Content-Location` and `Link`, as the caller can follow them:
 * what lies below the base URL leads to the broker, in the form that the caller has used, and without the values that the
 * broker puts in again. All else stays what it was, made absolute where the caller would resolve it against the broker:
 * an upstream must not lead a client, and its token, to another credential. Nothing is followed here.
 *
 * Location becomes a path, which holds behind any proxy; Link stays absolute, because clients that page through it take
 * nothing else.
 *
 * @see RFC 9110, sections 8.7 and 10.2.2; RFC 8288, section 3
 */
import { isLoopbackHost, type Origin } from '../../domain/origin.ts';
import type { CallerTarget } from '../../request/target.ts';
import { dropParameters } from './drop-parameters.ts';

/** What the references of one answer are judged by. */
export interface LinkContext {
  /** How the caller has named the credential. */
  readonly asked: Pick<CallerTarget, 'form' | 'key'>;
  /** `https://broker.example.com`: the broker as the caller has reached it; undefined where that is not known. */
  readonly self: string | undefined;
  /** Below which Hosts name credentials. */
  readonly hostSuffix: string;
  /** Where the request went. */
  readonly sent: { readonly origin: Origin; readonly pathname: string };
  /** The path of the base URL and the injected segments, without a slash at its end. */
  readonly above: string;
  /** The segment that the caller has sent in place of the injected one, `/botkw_…`; or nothing. */
  readonly callersSegment: string;
  /** By the name of each injected parameter what the caller has sent in its place, or undefined. */
  readonly injected: ReadonlyMap<string, string | undefined>;
  /** Masks the secret, as it is masked in `sent` and `above`; the text itself where the answer is not searched. */
  readonly hide: (text: string) => string;
}

type Rewrite = (value: string, context: LinkContext) => string | undefined;

const FIELDS: ReadonlyMap<string, Rewrite> = new Map<string, Rewrite>([
  ['location', (value, context) => rewriteReference(value, context, '')],
  ['content-location', (value, context) => rewriteReference(value, context, '')],
  ['link', rewriteLink],
]);

/**
 * The value of a header field of the answer; scrubbed where it was rewritten, and only there.
 *
 * @param context - Asked for only where the field holds references.
 * @returns undefined where the field must not pass: it leads to the broker itself, or readers may differ on where
 */
export function rewriteField(lowerName: string, value: string, context: () => LinkContext): string | undefined {
  const rewrite = FIELDS.get(lowerName);
  if (!rewrite) return value;
  const known = context();
  // First, as a URL parser escapes some of a secret's characters and not the others: no search knows that form.
  return rewrite(known.hide(value), known);
}

/** @param before - What a path is put behind: nothing, or the broker's origin. */
function rewriteReference(reference: string, context: LinkContext, before: string): string | undefined {
  const { sent, asked, callersSegment } = context;
  const url = URL.parse(reference, sent.origin + sent.pathname);
  if (!url) return undefined;
  if (url.origin !== sent.origin) {
    if (leadsToBroker(url, context)) return undefined;
    return isUnmistakable(reference) ? reference : url.href;
  }
  const rest = pathBelow(url.pathname, context.above);
  // What the client will not ask of the broker must not carry its token.
  const instead = rest === undefined ? withoutValues(context.injected) : context.injected;
  url.search = dropParameters(url.search.slice(1), instead);
  if (rest === undefined) return url.href;
  const path = callersSegment + rest;
  const own = asked.form === 'path' ? `/proxy/${asked.key}${path}` : path || '/';
  return `${before}${own}${url.search}${url.hash}`;
}

function withoutValues(injected: LinkContext['injected']): LinkContext['injected'] {
  return new Map([...injected.keys()].map((name) => [name, undefined]));
}

/** What the caller would have to ask for; undefined where no path of the caller's leads there. */
function pathBelow(pathname: string, above: string): string | undefined {
  if (!pathname.startsWith(above)) return undefined;
  const rest = pathname.slice(above.length);
  // Two slashes in front would name another host (RFC 3986, section 4.2).
  return rest === '' || (rest.startsWith('/') && !rest.startsWith('//')) ? rest : undefined;
}

/** Whether every reader takes the reference for absolute, and for the same host. */
function isUnmistakable(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/\\\s][^\\\s]*$/i.test(reference);
}

/** Whether a client that follows the URL would come to the broker, under whatever name of it. */
function leadsToBroker(url: URL, { self, hostSuffix }: LinkContext): boolean {
  const own = self === undefined ? null : URL.parse(self);
  const host = withoutDot(url.hostname);
  const isNamed = host === hostSuffix || host.endsWith(`.${hostSuffix}`);
  if (!own) return isNamed;
  if (url.port !== own.port) return false;
  const ownHost = withoutDot(own.hostname);
  return isNamed || host === ownHost || (isThisMachine(host) && isThisMachine(ownHost));
}

/** `localhost.` is `localhost` (RFC 1034, section 3.1). */
function withoutDot(hostname: string): string {
  return hostname.replace(/\.$/, '');
}

/** Loopback, and what systems connect to it: the unspecified addresses, and both as IPv4-mapped ones. */
function isThisMachine(host: string): boolean {
  return isLoopbackHost(host) || /^(?:0\.0\.0\.0|\[::\]|\[::ffff:(?:0|7f[0-9a-f]{2}):[0-9a-f]{1,4}\])$/.test(host);
}

const OUTSIDE_QUOTES = /<[^<>]*>|"|[^<"]+|</y;
const INSIDE_QUOTES = /\\.|"|[^"\\]+|\\/sy;

/** Targets stand between `<` and `>`; a quoted parameter may hold both, and commas, and means nothing by it. */
function rewriteLink(field: string, context: LinkContext): string | undefined {
  const rewrite = (target: string) => rewriteReference(target, context, context.self ?? '');
  // Some clients search the field by a pattern that knows no quotes: nothing in it may lead to the broker.
  const targets = [...field.matchAll(/<([^<>]*)>/g)];
  if (targets.some(([, target]) => rewrite(target!) === undefined)) return undefined;
  let rewritten = '';
  let isQuoted = false;
  for (let at = 0; at < field.length; ) {
    const pattern = isQuoted ? INSIDE_QUOTES : OUTSIDE_QUOTES;
    pattern.lastIndex = at;
    const [token] = pattern.exec(field)!;
    at += token.length;
    if (token === '"') isQuoted = !isQuoted;
    const isTarget = !isQuoted && token.endsWith('>') && token.startsWith('<');
    rewritten += isTarget ? `<${rewrite(token.slice(1, -1))}>` : token;
  }
  return rewritten;
}
