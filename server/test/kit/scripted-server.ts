/** A server on loopback that does what a test tells it, and keeps all that it was sent, inside TLS too. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Leaf } from './authority.ts';

/** One caller, as the script sees it. */
export interface Caller {
  write(bytes: Uint8Array | string): void;
  /** All that has come, once there are at least so many bytes; they are taken. */
  take(atLeast?: number): Promise<Buffer>;
  /** Begins TLS, as the server. @param begun - What was taken of it already. */
  secure(leaf: Leaf, begun?: Buffer): void;
  end(): void;
}

export interface ScriptedServer {
  readonly port: number;
  /** All that callers have sent, in one. */
  received(): Buffer;
  readonly callers: number;
  close(): Promise<void>;
}

/** @param script - Run for each caller; what it throws ends the connection. */
export async function startScripted(script: (caller: Caller) => Promise<void>): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const received: Buffer[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    script(createCaller(socket, received)).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received: () => Buffer.concat(received),
    get callers() {
      return sockets.size;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createCaller(plain: Socket, received: Buffer[]): Caller {
  let socket: Socket = plain;
  let pending: Buffer = Buffer.alloc(0);
  let notify = Promise.withResolvers<void>();
  const listen = (): void => {
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      pending = Buffer.concat([pending, chunk]);
      notify.resolve();
    });
    socket.on('error', () => undefined).on('close', () => notify.reject(new Error('closed')));
  };
  listen();
  notify.promise.catch(() => undefined);
  return {
    write: (bytes) => void socket.write(bytes),
    async take(atLeast = 1) {
      while (pending.length < atLeast) {
        await notify.promise;
        notify = Promise.withResolvers<void>();
        notify.promise.catch(() => undefined);
      }
      const taken = pending;
      pending = Buffer.alloc(0);
      return taken;
    },
    secure({ cert, key }, begun = Buffer.alloc(0)) {
      plain.removeAllListeners('data').pause();
      if (begun.length > 0) plain.unshift(begun);
      socket = new TLSSocket(plain, { isServer: true, cert, key });
      listen();
    },
    end: () => void socket.end(),
  };
}
