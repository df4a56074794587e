/**
 * The network as a broker sees it: every name is on loopback, and behind a proxy stands one TLS server for all of them, with
 * certificates of an authority of the test's own. Which vendor answers is for the test to say.
 */
import { once } from 'node:events';
import { createServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { createAuthority } from '../kit/authority.ts';
import type { VendorServer } from './vendor.ts';

export interface VendorNetwork {
  /** `http://127.0.0.1:…`, of the proxy. */
  readonly proxyUrl: string;
  /** Of the authority, in PEM. */
  readonly authority: string;
  /** Who answers from now on. */
  current: VendorServer | undefined;
  close(): Promise<void>;
}

export async function startVendorNetwork(): Promise<VendorNetwork> {
  const authority = await createAuthority('Keyward vendor authority');
  const contexts = new Map<string, Promise<SecureContext>>();
  const contextFor = async (name: string) => createSecureContext(await authority.issue([name]));
  const network: { current: VendorServer | undefined } = { current: undefined };
  const server = createServer({
    ALPNProtocols: ['http/1.1'],
    SNICallback(name, callback) {
      if (!contexts.has(name)) contexts.set(name, contextFor(name));
      contexts.get(name)!.then((context) => callback(null, context), callback);
    },
  });
  server.on('request', async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const url = `https://${(request.socket as TLSSocket).servername}${request.url}`;
    const answer = network.current!.answer({ method: request.method!, url, headers: request.headers, body });
    response.writeHead(answer.status, { 'content-type': 'application/json;charset=utf-8' });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const tunnels = new Set<Socket>();
  const proxy = await startTunnels((server.address() as AddressInfo).port, tunnels);
  return Object.assign(network, {
    proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    authority: authority.pem,
    async close() {
      for (const socket of tunnels) socket.destroy();
      server.closeAllConnections();
      await Promise.all([server, proxy].map((one) => new Promise((resolve) => one.close(resolve))));
    },
  });
}

/** Takes CONNECT to whatever address, and leads it to one port. */
async function startTunnels(port: number, tunnels: Set<Socket>) {
  const proxy = createTcpServer((client) => {
    tunnels.add(client.on('error', () => undefined));
    client.once('data', () => {
      const target = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connected\r\n\r\n');
        client.pipe(target).pipe(client);
      });
      tunnels.add(target.on('error', () => client.destroy()));
      client.on('close', () => target.destroy());
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return proxy;
}
