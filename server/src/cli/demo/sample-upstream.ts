/** The sample API of the demo: demands a key in X-Api-Key, answers a quote, and echoes headers as careless APIs do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SampleUpstream {
  readonly url: string;
  /** The key that the last request carried. */
  lastKey(): string | undefined;
  close(): Promise<void>;
}

export async function startSampleUpstream(key: string): Promise<SampleUpstream> {
  let lastKey: string | undefined;
  const server = createServer((request, response) => {
    lastKey = request.headers['x-api-key'] as string | undefined;
    const isAllowed = lastKey === key;
    const body = isAllowed ? answerTo(request.url ?? '/', request.headers) : { error: 'unauthorised' };
    response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lastKey: () => lastKey,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerTo(url: string, headers: object): object {
  return url.startsWith('/echo') ? { headers } : { symbol: 'AAPL', price: 231.5 };
}
