/**
 * Leads every connection of this process to port 443, whatever its host, to a port on loopback, so that a vendor's SDK
 * runs as it is published: default base URL, no agent of ours. The name in the TLS handshake stays the vendor's. It must
 * never let anything out: no test asks a vendor.
 */
import { type NetConnectOpts, Socket, type TcpNetConnectOpts } from 'node:net';
import tls from 'node:tls';

/** `connect(options)`, or the array that `net.connect` has normalised its arguments to. */
type ConnectArguments = [options: NetConnectOpts | [NetConnectOpts, ...unknown[]], ...rest: unknown[]];

/**
 * @param authority - PEM of the one whose certificates are trusted from now on, beside the usual ones.
 * @returns what undoes it
 */
export function leadConnections(port: number, authority: string): () => void {
  const { connect } = Socket.prototype;
  const { createSecureContext } = tls;
  const before = tls.getCACertificates('default');
  const lead = (options: NetConnectOpts): NetConnectOpts => {
    const { host: _, path: __, ...rest } = options as TcpNetConnectOpts & { path?: unknown };
    return Number(rest.port) === 443 ? { ...rest, host: '127.0.0.1', port } : options;
  };
  Socket.prototype.connect = function (this: Socket, ...args: ConnectArguments) {
    const [first] = args;
    // In place: the array is known by a symbol of its own.
    if (Array.isArray(first)) first[0] = lead(first[0]);
    else if (typeof first === 'object') args[0] = lead(first);
    return Reflect.apply(connect, this, args);
  } as typeof connect;
  tls.setDefaultCACertificates([...before, authority]);
  // Some SDKs bring authorities of their own.
  tls.createSecureContext = (options) =>
    createSecureContext(options?.ca ? { ...options, ca: [options.ca, authority].flat() } : options);
  return () => {
    Socket.prototype.connect = connect;
    tls.createSecureContext = createSecureContext;
    tls.setDefaultCACertificates(before);
  };
}
