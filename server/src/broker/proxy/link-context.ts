/** What a request says about how its caller can follow the references in the answer. */
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { BuiltTarget } from '../../request/target.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import type { LinkContext } from './rewrite-links.ts';
import type { TakenToken } from './take-token.ts';

/** No path of a URL begins with it. */
const LIES_BELOW_NOTHING = '\0';

export interface LinkContextParts {
  readonly request: IncomingMessage;
  readonly hostSuffix: string;
  readonly taken: TakenToken;
  readonly opened: Pick<OpenedCredential, 'injection' | 'scrubber'>;
  readonly url: BuiltTarget;
}

/** Contains the caller's token where it stood in the place of the secret, and perhaps the secret of a path: never log it. */
export function linkContextOf({ request, hostSuffix, taken, opened, url }: LinkContextParts): LinkContext {
  const { injection, scrubber } = opened;
  const hide = (text: string): string => scrubber?.text(text) ?? text;
  const { target, isInOwnPlace, places, token, segment } = taken;
  // A client that has sent its key in a parameter finds it again in the next page's link, as the upstream would do it.
  const standsIn = (name: string) => (!isInOwnPlace && places.includes(`query:${name}`) ? token : undefined);
  return {
    asked: target,
    self: selfOf(request),
    hostSuffix,
    sent: { origin: url.origin, pathname: hide(url.pathname) },
    above: hide(url.pathname.slice(0, url.pathname.length - target.path.length).replace(/\/$/, '')),
    callersSegment: segment,
    injected: new Map(injection.query.map(({ name }) => [name, standsIn(name)])),
    hide,
  };
}

/** What the answer to a function may say of other places: all of it absolute, as nothing of it is for the caller to follow here. */
export function foreignLinksOf({
  request,
  hostSuffix,
  url,
  injectedQuery,
  hide,
}: Pick<LinkContextParts, 'request' | 'hostSuffix' | 'url'> & {
  readonly injectedQuery: readonly string[];
  readonly hide: LinkContext['hide'];
}): LinkContext {
  return {
    asked: { form: 'path', key: '' },
    self: selfOf(request),
    hostSuffix,
    sent: { origin: url.origin, pathname: hide(url.pathname) },
    above: LIES_BELOW_NOTHING,
    callersSegment: '',
    injected: new Map(injectedQuery.map((name) => [name, undefined])),
    hide,
  };
}

/** The forwarded scheme is the caller's own word, or its proxy's: it goes into nobody else's answer. */
function selfOf({ headers, socket }: IncomingMessage): string | undefined {
  if (headers.host === undefined || !/^[\w.:[\]-]+$/.test(headers.host)) return undefined;
  const isSecure = (socket as TLSSocket).encrypted === true || headers['x-forwarded-proto'] === 'https';
  return `${isSecure ? 'https' : 'http'}://${headers.host}`;
}
