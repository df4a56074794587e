/** What is checked of a credential that the caller may use, whoever will send the request. */
import type { IncomingMessage } from 'node:http';
import { type Grant, permitsRequest } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import type { CallerTarget } from '../../request/target.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import type { Exchange } from './exchange.ts';
import type { TakenToken } from './take-token.ts';

/** @throws Problem `grant/refused` where no grant permits method and path */
export function checkGrant(method: string, grants: readonly Grant[], target: CallerTarget): void {
  const permitting = grants.filter((grant) => permitsRequest(grant, method, target.normalisedPath));
  if (permitting.length === 0) throw new Problem('grant/refused');
  // An encoded slash may mean a slash to the upstream: under a path grant the two readings must not differ.
  const isPathFree = permitting.some((grant) => grant.paths === undefined);
  if (target.hasEncodedSlash && !isPathFree) throw new Problem('target/invalid');
}

/** Fields of S3 that name another object, which the store reads (CopyObject, UploadPartCopy) or moves (RenameObject). */
const SOURCE_FIELDS = ['x-amz-copy-source', 'x-amz-rename-source'];

/** @throws Problem `grant/refused` where grants with paths alone permit the request and a field names an object of another path */
export function checkSource(
  { method, headers }: IncomingMessage,
  grants: readonly Grant[],
  target: CallerTarget,
): void {
  if (!SOURCE_FIELDS.some((name) => headers[name] !== undefined)) return;
  const permitting = grants.filter((grant) => permitsRequest(grant, method!, target.normalisedPath));
  if (permitting.every((grant) => grant.paths !== undefined)) throw new Problem('grant/refused');
}

interface UpgradeAsked extends Exchange {
  readonly opened: OpenedCredential;
  readonly taken: TakenToken;
}

/**
 * @throws Problem `policy/upgrade-refused` where a WebSocket is asked for and was not sealed as permitted;
 *   `request/browser-refused` where a page asks and the token stands in a cookie, which any page's request would carry;
 *   `request/body-unsupported` where the credential goes into a body, which no handshake has
 */
export function checkUpgrade({ request, upgrade, opened, taken }: UpgradeAsked): void {
  if (!upgrade) return;
  if (opened.policy.webSocket !== 'permitted') throw new Problem('policy/upgrade-refused');
  const isFromCookie = !taken.isInOwnPlace && taken.places.every((place) => place.startsWith('cookie:'));
  if (isFromCookie && request.headers.origin !== undefined) throw new Problem('request/browser-refused');
  if (opened.injection.body.length > 0) throw new Problem('request/body-unsupported');
}
