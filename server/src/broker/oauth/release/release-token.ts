/**
 * Hands the access token of a connection to a runtime that is trusted with it: one that opens sockets of its own, say, or runs
 * a vendor's library that wants a token. Only where it was sealed for that, only to a token whose grant names it, on record each
 * time. What has left is bound by nothing of Keyward's but its own end; the refresh token never leaves.
 *
 *     POST /access-token/{key}
 *     200 { "accessToken": "…", "tokenType": "Bearer", "expiresAt": "2026-01-31T12:00:00.000Z", "scope": "read" }
 */
import type { IncomingMessage } from 'node:http';
import { typesOfConnections } from '../../../domain/connection.ts';
import type { Grant } from '../../../domain/grant.ts';
import { formatInstant } from '../../../domain/instant.ts';
import { originOf } from '../../../domain/origin.ts';
import { Problem } from '../../../domain/problem.ts';
import type { ProxyMetrics } from '../../../metrics/proxy-metrics.ts';
import { parseCallerTarget } from '../../../request/target.ts';
import type { Limiter } from '../../limits/limiter.ts';
import type { BrokerParts } from '../../parts.ts';
import { type Exchange, refuseUnfit } from '../../proxy/exchange.ts';
import { pipeline } from '../../proxy/pipeline.ts';
import { type ReachParts, reachCredential } from '../../proxy/reach-credential.ts';
import { reportRefusal } from '../../proxy/report-refusal.ts';
import type { OpenedCredential } from '../../resolve/open-credential.ts';
import { whileRenewed } from '../../resolve/renewed-tokens.ts';
import type { UseRecorder } from '../../use/use-recorder.ts';
import { openToken } from '../open-token.ts';

const PATH = /^\/access-token\/(?<key>[A-Za-z0-9][A-Za-z0-9._-]{0,127})$/;

export interface ReleaseParts extends BrokerParts, ReachParts {
  readonly uses: UseRecorder;
  readonly limiter: Limiter;
  readonly metrics: Pick<ProxyMetrics, 'handedOver'>;
}

/** A page has no use for a token that is none of its user's, and every extension could read it. */
function refuseBrowsers({ headers }: IncomingMessage): void {
  // Node's own `fetch` names a mode, too, and no site.
  const isBrowser = headers['sec-fetch-site'] !== undefined || headers.origin !== undefined;
  if (isBrowser) throw new Problem('request/browser-refused');
}

function readAddress({ method, url }: IncomingMessage) {
  const key = PATH.exec(url!)?.groups?.key;
  if (key === undefined || method !== 'POST') throw new Problem('target/invalid');
  return { asked: parseCallerTarget(`/proxy/${key}`) };
}

/** Methods and paths bind what Keyward sends; whoever holds the token sends what it likes. */
function assertReleased(opened: OpenedCredential, grants: readonly Grant[]): void {
  const isSealedFor = typesOfConnections.has(opened.credential.type) && opened.policy.release.includes('access-token');
  const isGranted = grants.some(({ release, methods, paths }) => {
    return release?.includes('access-token') && methods === undefined && paths === undefined;
  });
  if (!isSealedFor || !isGranted) throw new Problem('release/refused');
}

/** For the log: where it may be taken to first of all. */
function firstOrigin({ baseUrl, policy }: OpenedCredential): string {
  return baseUrl === undefined ? (policy.roles.api?.origins[0] ?? '') : originOf(baseUrl);
}

export function createReleaseToken(parts: ReleaseParts) {
  const { uses, limiter, metrics } = parts;
  const begun = pipeline<Exchange>()
    .step('refuse browsers and TRACE', refuseUnfit)
    .step('refuse pages', ({ request }) => refuseBrowsers(request))
    .step('read the address', ({ request }) => readAddress(request));
  const steps = reachCredential(begun, parts)
    .step('check that the token stands in its own place', ({ taken }) => {
      if (!taken.isInOwnPlace) throw new Problem('token/missing');
    })
    .step('check the release', ({ opened, grants }) => assertReleased(opened, grants))
    .step('keep within the limits', ({ principal, opened: { credential } }) => {
      limiter.enter(principal, credential).leave?.();
    })
    .step('open', async ({ opened }) => ({ answer: await readToken(parts, opened) }))
    .step('admit the use', async ({ principal, opened, consumer, requestId, address }) => {
      const where = { origin: firstOrigin(opened), method: 'POST', path: '/' };
      const release = 'access-token' as const;
      return { use: await uses.admit({ principal, opened, consumer, requestId, address, release, ...where }) };
    })
    .step('hand over', ({ response, answer, use }) => {
      const own = { 'cache-control': 'no-store', 'content-security-policy': 'sandbox' };
      response.writeHead(200, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff', ...own });
      response.end(JSON.stringify(answer));
      use.handOver();
      metrics.handedOver();
    })
    .onFailure((known, error) => {
      uses.fail(known, error);
      return reportRefusal(parts, known, error);
    });
  return { run: (exchange: Exchange) => steps.run(exchange) };
}

async function readToken(parts: BrokerParts, { credential, token: life }: OpenedCredential): Promise<object> {
  return whileRenewed(parts, credential, async (current) => {
    const { token } = await openToken(parts, current, 'accessToken');
    const accessToken = token.reveal().toString('utf8');
    token.wipe();
    const { scope } = current.fields;
    const isSame = current.secrets.accessToken === life?.secrets.accessToken;
    return {
      ...{ accessToken, tokenType: 'Bearer' },
      ...(isSame && life?.expiresAt !== undefined && { expiresAt: formatInstant(life.expiresAt) }),
      ...(scope && { scope }),
    };
  });
}
