/**
 * The guard's way out for what is not HTTP: TCP to an address that was judged, and TLS on it, checked against the host that
 * it was dialled for. Whoever speaks over it has a connection and no name, and can be sent nowhere else.
 */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type ConnectorOptions, reach, secure } from './connector.ts';

export interface Dialer {
  /**
   * @param host - As in a sealed origin; IPv6 in brackets.
   * @param signal - Gives up when it is aborted.
   * @throws Problem `egress/denied`, `upstream/unreachable`, or the error of the socket
   */
  connect(host: string, port: number, signal: AbortSignal): Promise<Socket>;
  /** Begins TLS with the authorities of the operator. @throws the error of the handshake, or the signal's reason */
  secure(socket: Socket, host: string, signal: AbortSignal): Promise<TLSSocket>;
}

export function createDialer(options: ConnectorOptions): Dialer {
  return {
    connect: (host, port, signal) => reach({ hostname: host, protocol: 'tcp:', port: String(port) }, options, signal),
    secure(socket, host, signal) {
      const hostname = host.replace(/^\[(.*)\]$/, '$1');
      // Without ALPN: what is spoken here has no name of its own in it, and some servers refuse others' names.
      return secure(socket, { hostname, secureContext: options.trust?.(), alpn: [], session: undefined }, signal);
    },
  };
}
