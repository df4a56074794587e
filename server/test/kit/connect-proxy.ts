/** An HTTP proxy on loopback that takes CONNECT alone, as corporate networks have them; it keeps what it was asked. */
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ConnectProxy {
  readonly url: string;
  readonly port: number;
  /** Target, Host and Proxy-Authorization of each CONNECT, and the first line of everything else. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export interface ConnectProxyOptions {
  /** `user:password` that it demands. */
  readonly credentials?: string;
  /** What it answers in place of a tunnel; undefined: it makes one. */
  readonly refuse?: (target: string) => string | undefined;
}

export async function startConnectProxy({ credentials, refuse }: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(405).end();
  });
  server.on('connect', (request, client: Duplex) => {
    const { host, 'proxy-authorization': authorization } = request.headers;
    asked.push([request.url, host, ...(authorization ? [authorization] : [])].join(' '));
    sockets.add(client.on('error', () => undefined));
    if (expected !== undefined && authorization !== expected) return client.end(answer('407 Who are you'));
    const refusal = refuse?.(request.url!);
    if (refusal !== undefined) return client.end(refusal);
    const [, hostname = '', port] = /^\[?(.+?)\]?:(\d+)$/.exec(request.url!) ?? [];
    const target: Socket = connect(Number(port), hostname, () => {
      client.write(answer('200 Connected'));
      client.pipe(target).pipe(client);
    });
    sockets.add(target.on('error', () => client.end(answer('502 Gone'))));
    client.on('close', () => target.destroy());
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(status: string): string {
  return `HTTP/1.1 ${status}\r\n\r\n`;
}
