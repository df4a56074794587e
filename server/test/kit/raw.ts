/** Requests and answers byte for byte, for what no HTTP client would send or an upstream should not answer. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { noteSeen } from './seen.ts';

export interface RawUpstream {
  readonly url: string;
  close(): Promise<void>;
}

/** A server that answers every request with the same bytes and closes. */
export async function startRawUpstream(answer: string | Buffer): Promise<RawUpstream> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A loaded machine may let a process wait for seconds. */
const FIRST_BYTE_MS = 5_000;

/** Sends bytes and resolves with all that came back once the other side has closed, or after a second of silence behind it. */
export function exchangeRaw(url: string, request: string, { reset = false } = {}): Promise<string> {
  const { hostname, port } = new URL(url);
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setTimeout(FIRST_BYTE_MS, () => socket.destroy());
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
    socket.setTimeout(1000);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    noteSeen(Buffer.from(answer, 'latin1'));
    resolve(answer);
  });
  socket.write(request, () => {
    if (reset) socket.resetAndDestroy();
  });
  return promise;
}
