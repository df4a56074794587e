/** An upstream that tells, in a header of its answer, what it understood of the request. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Seen } from './compare.ts';

export interface EchoUpstream {
  readonly port: number;
  /** All requests that reached it, of whatever connection. */
  count: number;
  close(): Promise<void>;
}

export interface EchoOptions {
  readonly prefix: string;
  readonly secret: string;
}

const OWN = /^(?:host|connection|content-length|transfer-encoding|accept-encoding|x-api-key)$/;

function valuesOf(rawHeaders: readonly string[], lowerName: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]!.toLowerCase() === lowerName);
}

/** `prefix` is cut off where the proxy in front leaves it on; `secret` is what X-Api-Key has to hold. */
export async function startEchoUpstream({ prefix, secret }: EchoOptions): Promise<EchoUpstream> {
  const server = createServer({ maxHeaderSize: 131_072 }, async (request, response) => {
    upstream.count++;
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return;
    }
    const names = request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    const seen: Seen = {
      method: request.method!,
      url: request.url!.startsWith(prefix) ? request.url!.slice(prefix.length) : request.url!,
      body: Buffer.concat(chunks).toString('latin1'),
      isInjectedOnce: valuesOf(request.rawHeaders, 'x-api-key').join() === secret,
      fields: [...new Set(names.filter((name) => !OWN.test(name)))].sort(),
    };
    const told = Buffer.from(JSON.stringify(seen)).toString('base64');
    response.writeHead(200, { 'x-upstream': 'echo', 'x-seen': told, 'content-length': 2 });
    response.end('ok');
  });
  const upstream: EchoUpstream = {
    port: 0,
    count: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(upstream, { port: (server.address() as AddressInfo).port });
}
