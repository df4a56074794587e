/**
 * The paths that are Keyward's own, and whose host that is: where the Host names a credential, all of them are the
 * upstream's.
 *
 *     /rpc/…            the verbs of the control plane
 *     /health           204, without a token
 *     /metrics          the numbers of this process
 *     /forward-auth/…   header fields for gateways
 *     /functions/…      invocations of functions
 *     /access-token/…   access tokens for trusted runtimes
 *     all else          the hot path
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../proxy/exchange.ts';
import type { KeyOfHost } from '../proxy/host-label.ts';
import type { BrokerRpc } from '../rpc/protocol.ts';
import { serveRpc } from '../rpc/serve.ts';
import type { ServeMetrics } from './serve-metrics.ts';

/** What answers the requests to a path. */
export interface Path {
  run(exchange: Exchange): Promise<unknown>;
  /** The status to refuse with, for callers that understand only some. */
  refusalStatus?(request: IncomingMessage, status: number): number;
  /** Whether its requests are left out of the numbers of requests. */
  readonly isUncounted?: boolean;
}

export interface PathParts {
  readonly hotPath: Path;
  readonly forwardAuth: Path;
  readonly invoke: Path;
  readonly releaseToken: Path;
  readonly keyOfHost: KeyOfHost;
  readonly rpc: BrokerRpc;
  readonly serveMetrics: ServeMetrics;
}

interface OwnPath {
  readonly isFor: (request: IncomingMessage) => boolean;
  readonly path: Path;
}

/**
 * What answers a request.
 *
 * @throws Problem `target/invalid` where the Host lies below the suffix and names no key
 */
export type PathOf = (request: IncomingMessage) => Path;

async function sayHealthy({ response }: { readonly response: ServerResponse }): Promise<void> {
  response.writeHead(204).end();
}

export function createPathOf(parts: PathParts): PathOf {
  const { hotPath, forwardAuth, invoke, releaseToken, keyOfHost, rpc, serveMetrics } = parts;
  const ownPaths: readonly OwnPath[] = [
    {
      isFor: ({ url }) => url!.startsWith('/rpc/'),
      path: { run: ({ request, response }) => serveRpc(rpc, request, response), isUncounted: true },
    },
    { isFor: ({ url }) => url === '/health', path: { run: sayHealthy } },
    {
      isFor: ({ url, method }) => url === '/metrics' && method === 'GET',
      path: {
        run: ({ request, response, requestId }) => serveMetrics(request, response, requestId),
        isUncounted: true,
      },
    },
    { isFor: ({ url }) => url!.startsWith('/forward-auth/'), path: forwardAuth },
    { isFor: ({ url }) => url!.startsWith('/functions/'), path: invoke },
    { isFor: ({ url }) => url!.startsWith('/access-token/'), path: releaseToken },
  ];
  return (request) => {
    // Most requests are for a credential, and none of these paths begins like that.
    if (request.url!.startsWith('/proxy/') || keyOfHost(request.headers.host) !== undefined) return hotPath;
    return ownPaths.find(({ isFor }) => isFor(request))?.path ?? hotPath;
  };
}
