/**
 * What a vendor's documents say about its OAuth, as data, and an authorisation server that keeps to it: it demands what the
 * vendor demands, answers in the vendor's words, and notes whatever it was sent that the vendor would not take. Nothing here is
 * read from the catalogue, so that a provider's file that is wrong does not get its token.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

export interface Vendor {
  /** In the catalogue. */
  readonly provider: string;
  /** The pages that say so. */
  readonly documents: readonly string[];
  /** What a user would fill in beside the client. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Absent: the vendor knows client credentials alone. */
  readonly authorize?: {
    readonly url: string;
    /** What the user asks for; by default what the catalogue asks for. */
    readonly scopes?: readonly string[];
    /** The parameter as the vendor wants to see it; `null`: it takes none. */
    readonly scope: string | null;
    /** What must be in the query beside the parameters of the protocol. */
    readonly query?: Readonly<Record<string, string>>;
    /** Whether the vendor checks PKCE, or passes over it. */
    readonly pkce: 'checked' | 'ignored';
  };
  readonly token: {
    readonly url: string;
    readonly client: 'basic' | 'post';
    readonly body?: 'json';
    /** Parts of request headers without which the answer would be another. */
    readonly headers?: Readonly<Record<string, string>>;
    /** Beside those of the grant. */
    readonly parameters?: Readonly<Record<string, string>>;
  };
  /** The answer to a code, or to client credentials. */
  readonly first: (tokens: Tokens) => unknown;
  /** The answer to a refresh token. */
  readonly renewed?: (tokens: Tokens) => unknown;
  /** Whether a refresh token is good for one use. */
  readonly rotates?: boolean;
  /** The answer to a refresh token that is not good any more, and what that is in the words of RFC 6749. */
  readonly dead?: Refusal & { readonly error: string };
  readonly revoke?: {
    readonly method: string;
    readonly url: string;
    readonly client: 'basic' | 'post' | 'bearer' | 'none';
    /** Absent: the token is the bearer. */
    readonly body?: 'form' | 'json';
    readonly parameter?: string;
    readonly takes: readonly ('refresh' | 'access')[];
    readonly status: number;
    /** Revokes a token that is not there any more: the answer. */
    readonly gone?: Refusal;
  };
  readonly identity?: {
    readonly method?: string;
    readonly url: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly answer: unknown;
    readonly label?: string;
  };
  /** Seconds that the access token lives, by the answer or the documents. */
  readonly life: number | undefined;
  /** Present: who asks for `openid` gets an ID token. */
  readonly openId?: { readonly issuer: string; readonly jwksUrl: string };
  /** The scopes of the answer, separated by blanks. */
  readonly granted?: string;
}

export interface VendorRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface VendorAnswer {
  readonly status: number;
  readonly body: unknown;
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const JWKS = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] };

function signed(claims: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

const CODE_PARAMETERS = ['grant_type', 'code', 'redirect_uri', 'code_verifier'];
const CLIENT_PARAMETERS = ['client_id', 'client_secret'];
const PROTOCOL_QUERY = ['response_type', 'client_id', 'redirect_uri', 'state', 'scope', 'nonce'];

interface Grant {
  readonly code: string;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly nonce: string | null;
}

/** One vendor at work for one client. */
export class VendorServer {
  readonly vendor: Vendor;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the vendor would not have taken, and was sent all the same. */
  readonly complaints: string[] = [];
  readonly revoked: string[] = [];
  live: Tokens | undefined;
  #count = 0;
  readonly #canary: string;
  #grant: Grant | undefined;

  /** @param canary - Stands in each secret. */
  constructor(vendor: Vendor, canary: string) {
    this.vendor = vendor;
    this.#canary = canary;
    this.clientId = `client-${vendor.provider}`;
    this.clientSecret = `secret-${canary}`;
  }

  /** The owner of the account consents: where the browser is sent back to. */
  consent(authorizationUrl: string): string {
    const { authorize } = this.vendor;
    const url = new URL(authorizationUrl);
    const query = Object.fromEntries(url.searchParams);
    const expected = { ...authorize?.query };
    this.#expect('authorisation URL', url.origin + url.pathname, authorize?.url);
    this.#expect('response_type', query.response_type, 'code');
    this.#expect('client_id', query.client_id, this.clientId);
    this.#expect('scope', query.scope ?? null, authorize?.scope);
    this.#expect('code_challenge_method', query.code_challenge_method, 'S256');
    for (const [name, value] of Object.entries(expected)) this.#expect(`query ${name}`, query[name], value);
    const known = [...PROTOCOL_QUERY, ...Object.keys(expected), 'code_challenge', 'code_challenge_method'];
    const strange = Object.keys(query).filter((name) => !known.includes(name));
    this.#expect('parameters of the authorisation URL', strange.join(), '');
    const code = `code-${randomBytes(8).toString('hex')}`;
    this.#grant = {
      code,
      redirectUri: query.redirect_uri!,
      challenge: query.code_challenge ?? null,
      nonce: query.nonce ?? null,
    };
    const back = new URL(query.redirect_uri!);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.state!);
    return back.href;
  }

  answer(request: VendorRequest): VendorAnswer {
    const { token, revoke, identity, openId } = this.vendor;
    if (openId && request.url === openId.jwksUrl) return { status: 200, body: JWKS };
    const isRevocation = revoke?.url === request.url && revoke.method === request.method;
    if (isRevocation) return this.#revocation(request);
    if (request.url === token.url) return this.#token(request);
    if (identity && request.url === identity.url) return this.#identity(request);
    return this.#complain(`${request.method} ${request.url} is no page of the vendor`);
  }

  #token(request: VendorRequest): VendorAnswer {
    const { token, authorize } = this.vendor;
    const isJson = token.body === 'json';
    const parameters = this.#parametersOf(request, isJson ? 'json' : 'form');
    this.#expect('method', request.method, 'POST');
    for (const [name, part] of Object.entries(token.headers ?? {})) {
      if (!String(request.headers[name] ?? '').includes(part)) this.complaints.push(`header ${name} lacks ${part}`);
    }
    this.#client(request, parameters, token.client);
    for (const [name, value] of Object.entries(token.parameters ?? {})) this.#expect(name, parameters[name], value);
    const own = [...Object.keys(token.parameters ?? {}), ...(token.client === 'post' ? CLIENT_PARAMETERS : [])];
    if (parameters.grant_type === 'refresh_token') return this.#refresh(parameters, own);
    if (authorize === undefined) {
      this.#expect('grant_type', parameters.grant_type, 'client_credentials');
      this.#known(parameters, [...own, 'grant_type', 'scope']);
    }
    const idToken = authorize && this.#code(parameters, own);
    this.#mint();
    return {
      status: 200,
      body: { ...(this.vendor.first(this.live!) as object), ...(idToken && { id_token: idToken }) },
    };
  }

  #code(parameters: Readonly<Record<string, string>>, own: readonly string[]): string | undefined {
    const grant = this.#grant;
    this.#grant = undefined;
    this.#expect('grant_type', parameters.grant_type, 'authorization_code');
    this.#expect('code', parameters.code, grant?.code);
    this.#expect('redirect_uri', parameters.redirect_uri, grant?.redirectUri);
    if (this.vendor.authorize?.pkce === 'checked') {
      const challenge = createHash('sha256')
        .update(parameters.code_verifier ?? '')
        .digest('base64url');
      this.#expect('code_verifier', challenge, grant?.challenge);
    }
    this.#known(parameters, [...own, ...CODE_PARAMETERS]);
    const { openId } = this.vendor;
    if (!openId || !this.vendor.authorize?.scope?.split(' ').includes('openid')) return undefined;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: openId.issuer, aud: this.clientId, sub: '117', iat: now, exp: now + 3600 };
    return signed({ ...claims, ...(grant?.nonce && { nonce: grant.nonce }) });
  }

  /** The access token ends before its time, as when somebody signs out everywhere. */
  expire(): void {
    if (this.live) this.live = { ...this.live, access: 'at-that-has-ended' };
  }

  #refresh(parameters: Readonly<Record<string, string>>, own: readonly string[]): VendorAnswer {
    this.#known(parameters, [...own, 'grant_type', 'refresh_token']);
    const { dead, renewed, rotates = false } = this.vendor;
    if (parameters.refresh_token !== this.live?.refresh) {
      return dead ?? this.#complain('a refresh token that the vendor never gave');
    }
    this.#mint(rotates ? undefined : this.live?.refresh);
    return { status: 200, body: renewed!(this.live!) };
  }

  #mint(refresh?: string): void {
    const name = `${this.vendor.provider}-${++this.#count}-${this.#canary}`;
    this.live = { access: `at-${name}`, refresh: refresh ?? `rt-${name}` };
  }

  #revocation(request: VendorRequest): VendorAnswer {
    const { client, body, parameter = 'token', takes, status, gone } = this.vendor.revoke!;
    const parameters = body ? this.#parametersOf(request, body) : {};
    this.#client(request, parameters, client);
    if (body === undefined) this.#expect('body', request.body, '');
    const bearer = String(request.headers.authorization ?? '').replace(/^Bearer /, '');
    const token = body ? parameters[parameter] : bearer;
    const kind = (['refresh', 'access'] as const).find((one) => this.live?.[one] === token);
    if (kind === undefined && gone) return gone;
    if (kind === undefined || !takes.includes(kind))
      return this.#complain(`revocation of ${kind ?? 'no token of ours'}`);
    this.revoked.push(kind);
    if (gone) this.live = undefined;
    return { status, body: status === 204 ? undefined : {} };
  }

  #identity(request: VendorRequest): VendorAnswer {
    const { method = 'GET', body = '', headers = {}, answer } = this.vendor.identity!;
    this.#expect('method', request.method, method);
    this.#expect('body', request.body, body);
    for (const [name, part] of Object.entries(headers)) {
      if (!String(request.headers[name] ?? '').includes(part)) this.complaints.push(`header ${name} lacks ${part}`);
    }
    const isOwner = request.headers.authorization === `Bearer ${this.live?.access}`;
    return isOwner ? { status: 200, body: answer } : { status: 401, body: { message: 'who are you' } };
  }

  #parametersOf({ headers, body }: VendorRequest, as: 'form' | 'json'): Readonly<Record<string, string>> {
    const type = String(headers['content-type'] ?? '').split(';')[0];
    this.#expect('content type', type, as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded');
    try {
      return as === 'json' ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
    } catch {
      return {};
    }
  }

  #client({ headers }: VendorRequest, parameters: Readonly<Record<string, string>>, how: string): void {
    const authorization = String(headers.authorization ?? '');
    const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
    if (how === 'basic') this.#expect('client by basic', pair, `${this.clientId}:${this.clientSecret}`);
    if (how === 'bearer') this.#expect('bearer', authorization, `Bearer ${this.live?.access}`);
    if (how !== 'post') return;
    this.#expect('client_id', parameters.client_id, this.clientId);
    this.#expect('client_secret', parameters.client_secret, this.clientSecret);
  }

  #known(parameters: Readonly<Record<string, string>>, names: readonly string[]): void {
    const strange = Object.keys(parameters).filter((name) => !names.includes(name));
    this.#expect('parameters of the token request', strange.join(), '');
  }

  #expect(what: string, got: unknown, expected: unknown): void {
    if (got !== expected) this.complaints.push(`${what}: ${String(got)}, and not ${String(expected)}`);
  }

  #complain(text: string): VendorAnswer {
    this.complaints.push(text);
    return { status: 400, body: { error: 'invalid_request' } };
  }
}
