/** A small HTTP server that answers as each test tells it, and a broker whose key it signs with. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { kidOf } from '../../../server/src/envelope/format.ts';
import { rawPublicKey } from '../../../server/src/envelope/raw-public-key.ts';
import { formatBrokerPublicKey, toSealingKeyJson } from '../../../server/src/envelope/sealing-key.ts';
import { signSealingKey } from '../../../server/src/keys/sign-sealing-key.ts';
import { type ClientOptions, KeywardClient } from '../index.ts';

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** An answer to give; 200 with `{}` by default. */
export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  /** Instead of a body in JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A running server. */
export interface FakeApi {
  readonly url: string;
  seen: Seen[];
  /** Given in order. */
  replies: Reply[];
  client(options?: Partial<ClientOptions>): KeywardClient;
  close(): void;
}

/** Starts one on a free port. */
export async function startFakeApi(): Promise<FakeApi> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    api.seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
    const reply = api.replies.shift() ?? {};
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.status === 204 ? undefined : (reply.text ?? JSON.stringify(reply.body ?? {})));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: FakeApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    replies: [],
    client: (options = {}) => new KeywardClient({ url: api.url, token: 'kw_t', retries: 0, ...options }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return api;
}

/** The private key that opens what is sealed for the organisation `org_1`. */
export const { privateKey } = generateKeyPairSync('x25519');
const broker = generateKeyPairSync('ed25519');

/** The pin of the broker that signs. */
export const pin: string = formatBrokerPublicKey(broker.publicKey);

/** The least policy of an ApiKey in the header X-Key of https://a.example. */
export const leastPolicy = {
  version: 1,
  fields: { apiKey: ['api'] },
  roles: { api: { origins: ['https://a.example'], placements: ['header:x-key'] } },
  plainHttp: 'loopback',
  release: [] as string[],
  setCookie: 'dropped',
  scrub: 'on',
};

/** The answer of `credentials:policy` with this policy, material version 3. */
export function planReply(sealed: unknown = leastPolicy, signer: KeyObject = broker.privateKey, id?: string): Reply {
  const publicKey = rawPublicKey(privateKey);
  const organisationId = 'org_1';
  const kid = kidOf(organisationId, publicKey);
  const key = signSealingKey({ organisationId, kid, publicKey, notAfter: Date.now() + 60_000 }, signer);
  const policyBytes = Buffer.from(typeof sealed === 'string' ? sealed : JSON.stringify(sealed)).toString('base64');
  const sealingKey = toSealingKeyJson(key);
  return { body: { id, policy: leastPolicy, policyBytes, sealingKey, materialVersions: { apiKey: 3 } } };
}
