/**
 * The only way out: an undici connector that resolves, judges all addresses and dials exactly those, in their order. TLS is checked
 * against the origin's own host name, never against a Host header. It must never hand a name to `net.connect`, which
 * would resolve it again.
 */
import type { ConnectionOptions } from 'node:tls';
import { buildConnector } from 'undici';
import { Problem } from '../../domain/problem.ts';
import type { PermittedRanges } from './classify-address.ts';
import { type LookupAll, type ResolvedAddress, resolveAddresses } from './resolve-address.ts';

export interface ConnectorOptions {
  readonly permitted: PermittedRanges;
  /** Default: the system's resolver. */
  readonly lookup?: LookupAll;
  /** For resolving, connecting and the TLS handshake together. Default 10,000 ms. */
  readonly connectTimeoutMs?: number;
  /** Trust anchors and client certificate; certificates are always checked. Default: Node's own. */
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;
}

function toConnectProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('upstream/unreachable', { cause: error });
}

/** Passes on the first outcome, or the time-out; a socket that arrives after it is closed. */
function settleOnce(callback: buildConnector.Callback, timeoutMs: number): buildConnector.Callback {
  let isSettled = false;
  const settle: buildConnector.Callback = (...[error, socket]) => {
    if (isSettled) {
      socket?.destroy();
      return;
    }
    isSettled = true;
    clearTimeout(timer);
    if (error) callback(toConnectProblem(error), null);
    else callback(null, socket as NonNullable<typeof socket>);
  };
  const timer = setTimeout(
    () => settle(new Problem('upstream/unreachable', { detail: 'Timed out.' }), null),
    timeoutMs,
  );
  return settle;
}

/**
 * Makes a connector for undici's `connect` option.
 *
 * @returns A connector that fails with Problem `egress/denied` or `upstream/unreachable`.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const { permitted, lookup, connectTimeoutMs = 10_000, tls } = options;
  const dial = buildConnector({ ...tls, rejectUnauthorized: true, allowH2: false, timeout: connectTimeoutMs });
  return ({ hostname, protocol, port }, callback) => {
    const settle = settleOnce(callback, connectTimeoutMs);
    // The TLS name is taken from `host`; left to undici it would follow the request's Host header.
    const dialEach = ([first, ...others]: readonly ResolvedAddress[]): void =>
      dial({ hostname: first!.address, host: hostname, protocol, port }, (...[error, socket]) => {
        if (error && others.length > 0) dialEach(others);
        else if (error) settle(error, null);
        else settle(null, socket as NonNullable<typeof socket>);
      });
    resolveAddresses(hostname, { permitted, lookup }).then(dialEach, (error: unknown) =>
      settle(toConnectProblem(error), null),
    );
  };
}
