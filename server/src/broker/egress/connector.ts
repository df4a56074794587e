/**
 * The only way out: an undici connector that resolves, judges all addresses and dials exactly those, itself or through the
 * egress proxy. TLS is checked against the origin's own host name, never against a Host header. It must never hand a name
 * to `net.connect`, which would resolve it again.
 */
import { isIP, type Socket } from 'node:net';
import { type SecureContext, type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { buildConnector } from 'undici';
import { Problem } from '../../domain/problem.ts';
import type { PermittedRanges } from './classify-address.ts';
import { toConnectProblem } from './connect-problem.ts';
import { dialFirst } from './dial-first.ts';
import { connectThrough, type EgressProxy } from './egress-proxy.ts';
import { type LookupAll, resolveAddresses } from './resolve-address.ts';
import type { TlsIdentity } from './tls-identity.ts';
import { contextWith, type Trust } from './trust-anchors.ts';

export interface ConnectorOptions {
  readonly permitted: PermittedRanges;
  /** Default: the system's resolver. */
  readonly lookup?: LookupAll;
  /** For resolving, connecting and the TLS handshake together. Default 10,000 ms. */
  readonly connectTimeoutMs?: number;
  /** Trust anchors, from `createTrust`; certificates are always checked. Default: Node's own. */
  readonly trust?: Trust;
  /** By default everything is dialled directly. */
  readonly proxy?: EgressProxy;
}

/** Where to, as undici says it. */
type Target = Pick<buildConnector.Options, 'hostname' | 'protocol' | 'port'>;

/** What a pool's connections have in common beside the way there. */
export interface PoolTls {
  /** Whether HTTP/2 is offered, and preferred, in the handshake; the socket's `alpnProtocol` tells. Default false. */
  readonly offersHttp2?: boolean | undefined;
  /** What is shown in the handshake; nothing by default. */
  readonly identity?: TlsIdentity | undefined;
}

interface TlsOptions {
  readonly hostname: string;
  readonly secureContext: SecureContext | undefined;
  /** In the order of preference (RFC 7301); none is offered where it is empty. */
  readonly alpn: readonly string[];
  /** Of an earlier connection to the same origin. */
  readonly session: Buffer | undefined;
}

/**
 * Makes a connector for undici's `connect` option: one a pool, since it resumes the TLS sessions that it has made.
 *
 * @returns A connector that fails with Problem `egress/denied` or `upstream/unreachable`.
 */
export function guardedConnector(
  options: ConnectorOptions,
  { offersHttp2 = false, identity }: PoolTls = {},
): buildConnector.connector {
  const { connectTimeoutMs = 10_000 } = options;
  const secureContext = secureContextOf(options.trust, identity);
  const alpn = offersHttp2 ? ['h2', 'http/1.1'] : ['http/1.1'];
  let session: Buffer | undefined;

  const open = async (target: Target, signal: AbortSignal): Promise<Socket> => {
    const socket = await reach(target, options, signal);
    if (target.protocol !== 'https:') return socket;
    const secured = await secure(
      socket,
      { hostname: target.hostname, secureContext: secureContext(), alpn, session },
      signal,
    );
    // A ticket comes after the handshake (RFC 8446, section 4.6.1), and so only from a peer that was found genuine.
    secured.on('session', (ticket: Buffer) => {
      session = ticket;
    });
    return secured;
  };

  return (target, callback) => {
    const controller = new AbortController();
    const timedOut = new Problem('upstream/unreachable', { detail: 'Timed out.' });
    const timer = setTimeout(() => controller.abort(timedOut), connectTimeoutMs);
    open(target, controller.signal)
      .finally(() => clearTimeout(timer))
      .then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(toConnectProblem(error), null),
      );
  };
}

/** Made with the first connection that shows an identity: authorities are parsed into each context anew. */
function secureContextOf(trust: Trust | undefined, identity: TlsIdentity | undefined): Trust {
  if (identity === undefined) return () => trust?.();
  let context: SecureContext | undefined;
  return () => {
    context ??= trust ? trust(identity) : contextWith(identity);
    return context;
  };
}

/** TCP to the first of the target's addresses that answers, directly or through the egress proxy. */
export async function reach(target: Target, options: ConnectorOptions, signal: AbortSignal): Promise<Socket> {
  const { hostname } = target;
  const { permitted, lookup, proxy } = options;
  const addresses = await orAborted(resolveAddresses(hostname, { permitted, lookup }), signal);
  const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
  if (!proxy || proxy.isDirect(hostname, addresses)) return dialFirst(addresses, port, { signal });
  return connectThrough(proxy, addresses, port, signal);
}

/** TLS on a connection; certificate and name are checked. */
export function secure(socket: Socket, options: TlsOptions, signal: AbortSignal): Promise<TLSSocket> {
  const { hostname, secureContext, alpn, session } = options;
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const secured = tlsConnect({
    socket,
    host: hostname,
    // RFC 6066, section 3: no literal addresses in server_name. The certificate is then checked against `host`.
    servername: isIP(hostname) === 0 ? hostname : '',
    ...(alpn.length > 0 && { ALPNProtocols: [...alpn] }),
    rejectUnauthorized: true,
    ...(secureContext && { secureContext }),
    ...(session && { session }),
  });
  const onAbort = (): void => void secured.destroy(signal.reason);
  const onClose = (): void => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
  const settle = (): void => signal.removeEventListener('abort', onAbort);
  secured.once('secureConnect', () => {
    settle();
    secured.off('error', reject).off('close', onClose);
    resolve(secured);
  });
  secured.on('error', reject).on('close', onClose).once('close', settle);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort);
  return promise;
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', onAbort));
}
