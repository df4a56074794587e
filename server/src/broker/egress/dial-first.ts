/**
 * TCP to the first address that answers: they are tried in their order, the next one as soon as the one before has failed
 * or has kept silent for a quarter of a second. It takes addresses only, never a name, which would be resolved again.
 *
 * @see RFC 8305, section 5 (Happy Eyeballs, connection attempts)
 */
import { connect, type Socket } from 'node:net';
import type { ResolvedAddress } from './resolve-address.ts';

const STAGGER_MS = 250;
const KEEP_ALIVE_PROBE_MS = 60_000;

/** Begins one connection. */
export type Dial = (address: string, port: number) => Socket;

export interface DialOptions {
  /** Aborted when the time for connecting is over: every attempt is then given up. */
  readonly signal: AbortSignal;
  /** Default: `net.connect`. */
  readonly dial?: Dial;
}

function dialTcp(host: string, port: number): Socket {
  return connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS });
}

/**
 * @param addresses - Judged and permitted, best first; not empty.
 * @returns the first socket that is connected; all others are destroyed
 * @throws the error of the attempt that failed last, or the signal's reason
 */
export function dialFirst(addresses: readonly ResolvedAddress[], port: number, options: DialOptions): Promise<Socket> {
  const { signal, dial = dialTcp } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const attempts = new Set<Socket>();
  const remaining = [...addresses];
  let stagger: NodeJS.Timeout | undefined;

  const settle = (winner: Socket | undefined, error?: unknown): void => {
    clearTimeout(stagger);
    signal.removeEventListener('abort', onAbort);
    remaining.length = 0;
    for (const attempt of attempts) if (attempt !== winner) attempt.destroy();
    if (winner) resolve(winner);
    else reject(error);
  };
  const onAbort = (): void => settle(undefined, signal.reason);
  const tryNext = (): void => {
    clearTimeout(stagger);
    const next = remaining.shift();
    if (!next) return;
    const socket = dial(next.address, port);
    attempts.add(socket);
    const onError = (error: Error): void => {
      attempts.delete(socket);
      if (remaining.length > 0) tryNext();
      else if (attempts.size === 0) settle(undefined, error);
    };
    // A destroyed attempt may fail once more: it keeps its listener, and a winner gets those of its user.
    socket.on('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      settle(socket);
    });
    stagger = setTimeout(tryNext, STAGGER_MS);
  };
  if (signal.aborted) return Promise.reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  tryNext();
  return promise;
}
