/**
 * An API in a process of its own that demands `X-Api-Key` and answers small JSON, or the bytes asked for under /bytes/{n}.
 *
 *     node bench/broker/upstream.ts <secret>     prints its address
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [secret] = process.argv.slice(2);
const quote = Buffer.from(
  JSON.stringify({ symbol: 'AAPL', price: 231.5, history: Array.from({ length: 60 }, (_, i) => 200 + i / 3) }),
);

const server = createServer((request, response) => {
  const isAllowed = request.headers['x-api-key'] === secret;
  const [, size] = /^\/bytes\/(\d{1,9})/.exec(request.url!) ?? [];
  const body = size === undefined ? quote : Buffer.alloc(Number(size), 'lorem ipsum dolor sit amet ');
  request.resume();
  response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
