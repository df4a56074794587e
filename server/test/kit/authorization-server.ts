/**
 * A real authorization server on loopback: `oidc-provider`, as strict as the strictest in the field. Refresh tokens rotate,
 * and one that is used twice revokes the whole grant; S256 is demanded; `iss` comes with every answer (RFC 9207); tokens can be
 * revoked (RFC 7009) and bound to a resource (RFC 8707). Beside it, on a port of its own, an API that takes its tokens.
 * Consent is a page with a form, so that a browser and `browser-flow.ts` both can give it.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type ClientAuthMethod, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { AuthorizationMemory } from './authorization-memory.ts';
import { serveConsent } from './consent-page.ts';

/** A client to register; its redirect URIs are compared exactly. */
export interface TestClient {
  readonly clientId: string;
  /** Needed by basic and post. */
  readonly clientSecret?: string;
  /** Default: `client_secret_basic`. */
  readonly authentication?: ClientAuthMethod;
  /** With `private_key_jwt`: the public keys, as JWKs. */
  readonly keys?: readonly object[];
  readonly redirectUris?: readonly string[];
  /** Default: all three. */
  readonly grants?: readonly string[];
}

export interface AuthorizationServerOptions {
  /** Of access tokens; default 3600. Tests change `server.accessTokenSeconds` later on. */
  readonly accessTokenSeconds?: number;
  /** Default true: a refresh token is used once, and its second use revokes the grant. */
  readonly rotates?: boolean;
  /** Whatever else of `oidc-provider`'s configuration; replaces what is set here. */
  readonly configuration?: Configuration;
}

/** A request that came to the token or the revocation endpoint, and its answer's status. */
export interface EndpointCall {
  readonly path: string;
  readonly grantType: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: number;
}

/** What a test may do at the token endpoint; each is awaited. Change them at any time. */
export interface TokenHooks {
  /** Before anything is judged. */
  beforeToken?: (() => Promise<void> | void) | undefined;
  /** When the grant is used and before the answer goes out. */
  afterToken?: ((context: KoaContextWithOIDC) => Promise<void> | void) | undefined;
}

export interface AuthorizationServer {
  /** The issuer; discovery lies below it. */
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly jwksUrl: string;
  /** The API, another origin: GET /me answers `{ "login": … }` to a good access token, and 401 to any other. */
  readonly apiUrl: string;
  readonly provider: Provider;
  readonly hooks: TokenHooks;
  /** Of tokens to come. */
  accessTokenSeconds: number;
  /** Token and revocation requests that were answered, oldest first. */
  readonly calls: readonly EndpointCall[];
  /** Every access and refresh token that was issued: none of them may be seen outside of Keyward and its upstreams. */
  readonly issued: readonly string[];
  /** Grants that were revoked, by reuse of a refresh token for instance. */
  readonly revokedGrants: number;
  register(client: TestClient): void;
  /** A refresh token of this client, made without a browser. */
  mintRefreshToken(clientId: string, options?: { account?: string; scope?: string }): Promise<string>;
  close(): Promise<void>;
}

const SCOPES = ['openid', 'offline_access', 'profile', 'read', 'write', 'admin'];
const GRANTS = ['authorization_code', 'refresh_token', 'client_credentials'];

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function end(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function metadataOf(client: TestClient): Record<string, unknown> {
  const { clientId, clientSecret, authentication = 'client_secret_basic', keys, redirectUris = [], grants } = client;
  const types = (grants ?? GRANTS).filter((grant) => grant !== 'authorization_code' || redirectUris.length > 0);
  return {
    client_id: clientId,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    token_endpoint_auth_method: authentication,
    ...(keys && { jwks: { keys } }),
    redirect_uris: [...redirectUris],
    response_types: types.includes('authorization_code') ? ['code'] : [],
    grant_types: types.includes('authorization_code') ? types : types.filter((type) => type !== 'refresh_token'),
  };
}

function configurationOf(options: AuthorizationServerOptions, live: { accessTokenSeconds: number }): Configuration {
  const life = () => live.accessTokenSeconds;
  return {
    scopes: SCOPES,
    claims: { openid: ['sub'], profile: ['name'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, name: `Account ${sub}` }) }),
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    pkce: { required: () => true },
    rotateRefreshToken: options.rotates ?? true,
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['of no secrecy in a test'] },
    ttl: {
      AccessToken: life,
      ClientCredentials: life,
      RefreshToken: 86_400,
      Grant: 86_400,
      Session: 3_600,
      Interaction: 600,
      IdToken: 3_600,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => [],
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => {
          return {
            scope: SCOPES.join(' '),
            audience: resource,
            accessTokenFormat: 'opaque',
            accessTokenTTL: live.accessTokenSeconds,
          };
        },
      },
    },
    ...options.configuration,
  };
}

/** Answers who the token speaks for. */
function serveApi(providerOf: () => Provider): RequestListener {
  return async (request, response) => {
    const [, bearer = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    const provider = providerOf();
    const token = (await provider.AccessToken.find(bearer)) ?? (await provider.ClientCredentials.find(bearer));
    const login = token && ('accountId' in token ? token.accountId : token.clientId);
    response.writeHead(token ? 200 : 401, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(token ? { login, scope: token.scope, audience: token.aud } : { error: 'unauthorised' }),
    );
  };
}

/** Keeps what the endpoints of tokens were asked, and lets tests in between. */
function watchEndpoints(provider: Provider, hooks: TokenHooks, calls: EndpointCall[], issued: string[]): void {
  provider.use(async (context, next) => {
    const isToken = context.path === '/token';
    if (isToken) await hooks.beforeToken?.();
    await next();
    if (!isToken && context.path !== '/token/revocation') return;
    const parameters = { ...context.oidc?.params };
    const answer = context.body as { access_token?: string; refresh_token?: string } | undefined;
    issued.push(...[answer?.access_token, answer?.refresh_token].filter((token) => token !== undefined));
    calls.push({
      path: context.path,
      grantType: parameters.grant_type as string,
      parameters,
      status: context.status,
    });
    if (isToken) await hooks.afterToken?.(context as KoaContextWithOIDC);
  });
}

/** Starts one; close it when done. */
export async function startAuthorizationServer(options: AuthorizationServerOptions = {}): Promise<AuthorizationServer> {
  const clients = new Map<string, Record<string, unknown>>();
  const live = { accessTokenSeconds: options.accessTokenSeconds ?? 3_600 };
  const hooks: TokenHooks = {};
  const calls: EndpointCall[] = [];
  const issued: string[] = [];
  let revokedGrants = 0;
  let listener: RequestListener = () => undefined;
  const server = createServer((request, response) => listener(request, response));
  const issuer = await listen(server);
  const memory = new AuthorizationMemory(clients);
  const provider = new Provider(issuer, {
    adapter: (name: string) => memory.of(name),
    ...configurationOf(options, live),
  });
  const api = createServer(serveApi(() => provider));
  const apiUrl = await listen(api);
  watchEndpoints(provider, hooks, calls, issued);
  provider.on('grant.revoked', () => revokedGrants++);
  const callback = provider.callback();
  listener = (request, response) => {
    if (request.url?.startsWith('/interaction/')) void serveConsent(provider, request, response);
    else void callback(request, response);
  };
  return {
    issuer,
    authorizationUrl: `${issuer}/auth`,
    tokenUrl: `${issuer}/token`,
    revocationUrl: `${issuer}/token/revocation`,
    jwksUrl: `${issuer}/jwks`,
    apiUrl,
    provider,
    hooks,
    calls,
    issued,
    get revokedGrants() {
      return revokedGrants;
    },
    get accessTokenSeconds() {
      return live.accessTokenSeconds;
    },
    set accessTokenSeconds(seconds) {
      live.accessTokenSeconds = seconds;
    },
    register: (client) => clients.set(client.clientId, metadataOf(client)),
    mintRefreshToken: async (clientId, { account = 'alice', scope = 'read' } = {}) => {
      const token = await mint(provider, clientId, { account, scope });
      issued.push(token);
      return token;
    },
    async close() {
      await Promise.all([end(server), end(api)]);
    },
  };
}

async function mint(
  provider: Provider,
  clientId: string,
  { account, scope }: { account: string; scope: string },
): Promise<string> {
  const client = await provider.Client.find(clientId);
  if (!client) throw new Error(`no client ${clientId}`);
  const grant = new provider.Grant({ accountId: account, clientId });
  grant.addOIDCScope(scope);
  const token = new provider.RefreshToken({
    accountId: account,
    client,
    grantId: await grant.save(),
    gty: 'authorization_code',
    scope,
    rotations: 0,
    iiat: Math.floor(Date.now() / 1000),
  } as never);
  return token.save();
}
