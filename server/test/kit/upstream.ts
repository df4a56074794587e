/** A real HTTP server on loopback that demands a secret, records what it got, and echoes on request. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface Upstream {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** Answers one request; `received` has its body already. */
export type Respond = (received: Received, response: ServerResponse) => void;

export async function startUpstream(respond: Respond): Promise<Upstream> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    // A request that is cut short was not received.
    const one = await receive(request).catch(() => undefined);
    if (!one) return;
    received.push(one);
    respond(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { method, url, headers, rawHeaders } = request;
  return { method: method!, url: url!, headers, rawHeaders, body: Buffer.concat(chunks) };
}

/**
 * An API that demands the secret in X-Api-Key, as Basic password or as the query parameter `token`: 401 without it,
 * a quote with it, and under /echo everything that it got.
 */
export function demanding(secret: string): Respond {
  return ({ method, url, headers, body }, response) => {
    const basic = Buffer.from(headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
    const query = new URL(url, 'http://upstream').searchParams.get('token');
    const cookie = headers.cookie?.replace(/^sid=/, '');
    const isAllowed = [headers['x-api-key'], query, cookie].includes(secret) || basic.endsWith(`:${secret}`);
    const content = url.includes('/echo') ? { method, url, headers, body: body.toString() } : { price: 231.5 };
    response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json', 'x-upstream': 'sample' });
    response.end(JSON.stringify(isAllowed ? content : { error: 'unauthorised' }));
  };
}
