/**
 * A server that is every vendor at once: TLS for any host name, by an authority made for the run, and a record of each
 * request as it came off the wire. It knows nothing of any vendor; what it answers is scripted and proves nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { createAuthority } from '../kit/authority.ts';

export interface RecordedRequest {
  /** Of the name that the client asked for in the TLS handshake and in Host, which must agree. */
  readonly origin: string;
  readonly method: string;
  /** As sent, with the query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** The JSON that answers a request; `{}` by default. */
export type Answer = (request: RecordedRequest) => unknown;

export interface Recorder {
  readonly port: number;
  /** Its authority's certificate, in PEM. */
  readonly authority: string;
  /** What it got while the work was done. Works follow one another: what is still on its way counts for the next. */
  during(work: () => Promise<unknown>, answer?: Answer): Promise<RecordedRequest[]>;
  close(): Promise<void>;
}

export async function startRecorder(): Promise<Recorder> {
  const authority = await createAuthority('Keyward evidence authority');
  const contexts = new Map<string, Promise<SecureContext>>();
  const contextFor = async (name: string) => createSecureContext(await authority.issue([name]));
  let recorded: RecordedRequest[] = [];
  let answer: Answer | undefined;
  const server = createServer({
    ALPNProtocols: ['http/1.1'],
    SNICallback(name, callback) {
      if (!contexts.has(name)) contexts.set(name, contextFor(name));
      contexts.get(name)!.then((context) => callback(null, context), callback);
    },
  });
  server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    const one = await read(request);
    recorded.push(one);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer?.(one) ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    authority: authority.pem,
    async during(work, scripted) {
      recorded = [];
      answer = scripted;
      await work();
      return recorded;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<RecordedRequest> {
  const { method = '', url: target = '', headers, rawHeaders } = request;
  const body = Buffer.concat(await request.toArray()).toString();
  const { servername } = request.socket as TLSSocket;
  const host = (headers.host ?? '').replace(/:443$/, '');
  return {
    origin: servername === host ? `https://${host}` : `${host} under the name ${servername}`,
    method,
    target,
    headers: rawHeaders.flatMap((name, at) =>
      at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1]!] as const] : [],
    ),
    body,
  };
}
