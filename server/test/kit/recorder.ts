/** A relay on loopback between a client and an HTTP server, which keeps every byte that passes in either direction. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Recorder {
  /** To be used in place of the server's. */
  readonly url: string;
  /** Everything so far. */
  bytes(): Buffer;
  close(): Promise<void>;
}

export async function startRecorder(serverUrl: string): Promise<Recorder> {
  const { hostname: host, port } = new URL(serverUrl);
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const relay = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', (chunk: Buffer) => seen.push(chunk));
    from.on('error', () => to.destroy());
    from.pipe(to);
  };
  const server = createServer((client) => {
    const target = connect(Number(port), host);
    relay(client, target);
    relay(target, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => Buffer.concat(seen),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
