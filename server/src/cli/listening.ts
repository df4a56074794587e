/** Taking an address and giving it back: with time for what is under way, but not for ever. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Address } from '../domain/option-value.ts';
import { Problem } from '../domain/problem.ts';

/** How long requests under way may go on once the process is told to stop. */
const GRACE_MS = 5_000;

/**
 * @returns the URL that the server is reached under
 * @throws Problem `config/invalid` where the address is taken or not this machine's
 */
export async function listen(server: Server, { host, port }: Address, isTls: boolean): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Problem('config/invalid', { detail: `${host}:${port} cannot be listened on.`, cause }));
    });
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return `${isTls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${taken}`;
}

/** Runs `close`, and after five seconds cuts the connections that it waits for. */
export async function closeWithGrace(server: Server, close: () => PromiseLike<unknown>): Promise<void> {
  server.closeIdleConnections();
  // A request that is never finished would hold the server for ever: Node's own time-outs end with close().
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  try {
    await close();
  } finally {
    clearTimeout(cut);
  }
}
