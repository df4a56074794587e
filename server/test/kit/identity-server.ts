/**
 * An identity provider on loopback that does as a test says: it signs in whomever is set, without a page, and what it answers can be
 * spoiled at each step. What it makes is signed by `jose`; a real one, `oidc-provider`, is in authorization-server.ts.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, SignJWT } from 'jose';

/** Whom it signs in. */
export interface IdentityAccount {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: unknown;
  readonly name?: string;
}

/** What a test does to what it would answer; each is forgotten by `heal`. */
export interface Spoiled {
  /** Claims of the ID token, in place of its own; undefined leaves one out. */
  claims?: Record<string, unknown>;
  /** By which it is signed; `none`: not at all. */
  algorithm?: string;
  key?: KeyObject | Uint8Array;
  /** Parameters of the answer to the browser, in place of its own. */
  answer?: Record<string, string | undefined>;
  /** Of the token endpoint. */
  tokenStatus?: number;
  noIdToken?: boolean;
  /** Claims at UserInfo alone; the ID token has the subject then. */
  userinfo?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

interface Issued {
  readonly account: IdentityAccount;
  readonly clientId: string;
  readonly nonce: string | undefined;
  readonly challenge: string;
}

export class IdentityServer {
  readonly issuer: string;
  account: IdentityAccount = { sub: 'nobody' };
  spoiled: Spoiled = {};
  /** `Authorization` and bodies that came to the token endpoint. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #codes = new Map<string, Issued>();
  readonly #tokens = new Map<string, IdentityAccount>();
  readonly #key = generateKeyPairSync('ed25519');

  private constructor(server: Server) {
    this.#server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
  }

  static async start(): Promise<IdentityServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new IdentityServer(server);
  }

  heal(): void {
    this.spoiled = {};
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.issuer);
    if (url.pathname === '/.well-known/openid-configuration') return json(response, 200, this.#metadata());
    if (url.pathname === '/jwks') {
      const key = { ...(await exportJWK(this.#key.publicKey)), alg: 'EdDSA', use: 'sig' };
      return json(response, 200, { keys: [key] });
    }
    if (url.pathname === '/auth') return this.#authorize(url, response);
    if (url.pathname === '/token') return this.#token(request, response);
    if (url.pathname === '/userinfo') {
      const account = this.#tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
      return account
        ? json(response, 200, { ...account, ...this.spoiled.userinfo })
        : json(response, 401, { error: 'invalid_token' });
    }
    json(response, 404, {});
  }

  #metadata(): object {
    const { issuer } = this;
    return {
      ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
      ...{ jwks_uri: `${issuer}/jwks`, userinfo_endpoint: `${issuer}/userinfo` },
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ...this.spoiled.metadata,
    };
  }

  #authorize({ searchParams: asked }: URL, response: ServerResponse): void {
    const code = randomBytes(16).toString('base64url');
    const clientId = asked.get('client_id') ?? '';
    const challenge = asked.get('code_challenge') ?? '';
    this.#codes.set(code, { account: this.account, clientId, nonce: asked.get('nonce') ?? undefined, challenge });
    const back = new URL(asked.get('redirect_uri')!);
    const answer = { code, state: asked.get('state') ?? '', iss: this.issuer, ...this.spoiled.answer };
    for (const [name, value] of Object.entries(answer)) if (value !== undefined) back.searchParams.set(name, value);
    response.writeHead(303, { location: back.href }).end();
  }

  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    this.asked.push(`${request.headers.authorization ?? ''} ${body}`);
    const { tokenStatus, noIdToken } = this.spoiled;
    if (tokenStatus) return json(response, tokenStatus, { error: 'server_error', error_description: '<b>down</b>' });
    const form = new URLSearchParams(body);
    const issued = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (issued?.challenge !== challenge) return json(response, 400, { error: 'invalid_grant' });
    const token = randomBytes(24).toString('base64url');
    this.#tokens.set(token, issued.account);
    const idToken = noIdToken ? {} : { id_token: await this.#idToken(issued) };
    json(response, 200, { access_token: token, token_type: 'Bearer', ...idToken });
  }

  async #idToken({ account, clientId, nonce }: Issued): Promise<string> {
    const { claims, algorithm = 'EdDSA', key = this.#key.privateKey, userinfo } = this.spoiled;
    const now = Math.floor(Date.now() / 1_000);
    const own = { iss: this.issuer, aud: clientId, nonce, iat: now, exp: now + 300 };
    const told = userinfo ? { sub: account.sub } : account;
    const payload = JSON.parse(JSON.stringify({ ...own, ...told, ...claims }));
    if (algorithm !== 'none') return new SignJWT(payload).setProtectedHeader({ alg: algorithm }).sign(key);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none' })}.${part(payload)}.`;
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
