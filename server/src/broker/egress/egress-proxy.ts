/**
 * The way through a corporate network's proxy: one CONNECT for each connection, for `https` and `http` alike. CONNECT names
 * the address that the guard has judged, never the host name, so that the proxy dials what was checked; TLS runs inside,
 * from end to end, under the host's own name. The proxy itself is not judged: the operator has named it.
 *
 *     CONNECT 93.184.215.14:443 HTTP/1.1
 *     Host: 93.184.215.14:443
 *     Proxy-Authorization: Basic …
 *
 * @see RFC 9110, section 9.3.6 (CONNECT)
 */
import { connect, type Socket } from 'node:net';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import type { NoProxy } from './no-proxy.ts';
import type { ResolvedAddress } from './resolve-address.ts';

const MOST_HEADER_BYTES = 16_384;

export interface EgressProxy {
  readonly host: string;
  readonly port: number;
  /** `user:password`. */
  readonly credentials?: Secret<string>;
  readonly isDirect: NoProxy;
}

export interface ProxyUrl {
  readonly host: string;
  readonly port: number;
}

/**
 * Parses the operator's `--egress-proxy`.
 *
 * @param text - `http://host:port`; credentials are not taken here, where a list of processes would show them.
 * @throws Problem `config/invalid`
 */
export function parseProxyUrl(text: string): ProxyUrl {
  const url = URL.parse(text);
  const isBare = url?.protocol === 'http:' && url.pathname === '/' && url.search === '' && url.hash === '';
  if (isBare && url.username === '' && url.password === '') {
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80) };
  }
  const detail = '--egress-proxy takes http://host:port; credentials belong into KEYWARD_EGRESS_PROXY_CREDENTIALS.';
  throw new Problem('config/invalid', { detail });
}

/**
 * Tries the addresses through the proxy, in their order.
 *
 * @returns a tunnel; nothing of the upstream has been read from it
 * @throws Problem `upstream/unreachable` where the proxy is away, refuses or can reach none of the addresses
 */
export async function connectThrough(
  proxy: EgressProxy,
  addresses: readonly ResolvedAddress[],
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  let failure: unknown;
  for (const address of addresses) {
    try {
      return await openTunnel(proxy, authorityOf(address, port), signal);
    } catch (error) {
      failure = error;
      if (signal.aborted || !(error instanceof TunnelRefused) || error.status < 500) break;
    }
  }
  throw toProxyProblem(failure);
}

class TunnelRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super('the proxy refused the tunnel');
    this.status = status;
  }
}

function toProxyProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof TunnelRefused ? error.status : undefined;
  const detail =
    status === undefined
      ? 'The egress proxy could not be reached.'
      : status === 407
        ? 'The egress proxy refused the credentials that it was shown.'
        : status < 500
          ? 'The egress proxy refused the connection to the upstream.'
          : 'The egress proxy could not reach the upstream.';
  return new Problem('upstream/unreachable', { detail, cause: error });
}

function authorityOf({ address, family }: ResolvedAddress, port: number): string {
  return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

function connectRequest(authority: string, credentials: Secret<string> | undefined): string {
  const basic = credentials && Buffer.from(credentials.reveal()).toString('base64');
  const authorization = basic === undefined ? '' : `Proxy-Authorization: Basic ${basic}\r\n`;
  return `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization}\r\n`;
}

function openTunnel(proxy: EgressProxy, authority: string, signal: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host: proxy.host, port: proxy.port, noDelay: true, keepAlive: true });
  let head = '';
  const onData = (chunk: Buffer): void => {
    head += chunk.toString('latin1');
    const isWhole = head.includes('\r\n\r\n');
    if (isWhole || head.length > MOST_HEADER_BYTES) settle(judge(head));
  };
  const onAbort = (): void => settle(signal.reason);
  const onError = (error: Error): void => settle(error);
  const onClose = (): void => settle(new TunnelRefused(502));
  const settle = (error: unknown): void => {
    signal.removeEventListener('abort', onAbort);
    socket.off('data', onData).off('close', onClose).pause();
    if (error === undefined) resolve(socket.off('error', onError));
    else reject(error);
    if (error !== undefined) socket.destroy();
  };
  socket.on('data', onData).on('error', onError).on('close', onClose);
  socket.write(connectRequest(authority, proxy.credentials));
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort);
  return promise;
}

/** @returns why there is no tunnel; undefined where there is one, and not a byte behind the header section */
function judge(head: string): Error | undefined {
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: [^\r\n]*)?\r\n/.exec(head)?.[1] ?? 502);
  if (status < 200 || status > 299) return new TunnelRefused(status);
  // An upstream never speaks first: what comes already is the proxy's own.
  return head.indexOf('\r\n\r\n') === head.length - 4 ? undefined : new TunnelRefused(502);
}
