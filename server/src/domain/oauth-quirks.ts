/**
 * Ways of a vendor that are not those of the RFCs, as data. A provider's file says them, an OAuth configuration takes them
 * into its definition, and whoever makes a request or reads an answer asks here and nowhere else. They say how things are
 * called and where they stand; none of them says where anything is sent.
 */

/** Members of the token answer (RFC 6749, section 5.1; OpenID Connect Core, section 3.1.3.3) and `expiresAt` of some vendors. */
export const answerMembers = [
  'accessToken',
  'refreshToken',
  'idToken',
  'tokenType',
  'expiresIn',
  'expiresAt',
  'scope',
  'error',
] as const;

export type AnswerMember = (typeof answerMembers)[number];

/** What a failure of the token endpoint may be called (RFC 6749, section 5.2; RFC 8707, section 2). */
export const tokenErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
] as const;

export type TokenErrorCode = (typeof tokenErrors)[number];

/** Parameters of the protocol: nobody sets their values but who makes the request. */
export const protocolParameters = [
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'code',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'grant_type',
  'nonce',
  'redirect_uri',
  'refresh_token',
  'resource',
  'response_type',
  'scope',
  'state',
] as const;

/** The vendor's names of parameters, by those of the RFCs. */
export type ParameterNames = Readonly<Record<string, string>>;

export interface TokenRequestQuirks {
  /** A form by default (RFC 6749, section 4.1.3). */
  readonly body?: 'form' | 'json';
  /** Whether id and secret are form-encoded before they are joined, as RFC 6749, section 2.3.1 demands. Default `encoded`. */
  readonly basic?: 'encoded' | 'raw';
  /** Whom a signed assertion of the client is for: the issuer where one is known (default), or the token URL. */
  readonly assertionAudience?: 'issuer' | 'token-url';
  readonly names?: ParameterNames;
  /** Sent with each token request beside those of the protocol. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Asked for with client credentials where no others are chosen; default: the configuration's own. */
  readonly clientCredentialsScopes?: readonly string[];
}

export interface TokenResponseQuirks extends Readonly<Partial<Record<AnswerMember, string>>> {
  /** `form`: an answer in `application/x-www-form-urlencoded` is read too. Default `json`. */
  readonly format?: 'json' | 'form';
  /** Types of token that are used as bearer tokens beside `Bearer`. */
  readonly tokenTypes?: readonly string[];
  /** Between the scopes that were granted. Default: as they are asked for. */
  readonly scopeSeparator?: string;
  /** What the vendor documents where the answer names no life of the access token. In seconds. */
  readonly lifeSeconds?: number;
  /** By the vendor's own code of an error: that of the RFCs. */
  readonly errors?: Readonly<Record<string, TokenErrorCode>>;
}

export type TokenKind = 'refresh' | 'access';

/** How a token is revoked, where that is not as RFC 7009 has it. */
export interface RevocationQuirks {
  /** `POST` by default. */
  readonly method?: 'POST' | 'DELETE' | 'GET';
  /**
   * Where the token stands: in a `form` (default) or a `json` body, in the `query`, as the last segment of the `path`, or only as the
   * `bearer` of the request.
   */
  readonly token?: 'form' | 'json' | 'query' | 'path' | 'bearer';
  /** Name of the parameter; `token` by default. */
  readonly parameter?: string;
  /** Who asks: the client as at the token URL (default), the client by `basic` or `post`, the access token, or nobody. */
  readonly authentication?: 'client' | 'basic' | 'post' | 'bearer' | 'none';
  /** Those that the vendor takes, in the order in which they are sent. Default: refresh, then access. */
  readonly tokens?: readonly TokenKind[];
}

/** What of the token answer becomes a plain field of the connection. */
export interface CaptureRule {
  /** JSON pointer (RFC 6901) into the token answer. */
  readonly from: string;
  /**
   * An origin or a suffix origin. The value is then a URL whose origin has to lie within, and that origin becomes the base of the
   * connection's base URL; without it the value is text.
   */
  readonly within?: string;
}

export interface OAuthQuirks {
  /** The vendor's names in the authorisation request. */
  readonly authorizationRequest?: { readonly names?: ParameterNames };
  readonly tokenRequest?: TokenRequestQuirks;
  readonly tokenResponse?: TokenResponseQuirks;
  readonly revocation?: RevocationQuirks;
  /** By the plain field that is to hold it. */
  readonly captures?: Readonly<Record<string, CaptureRule>>;
  /** A refresh token that is not used for longer dies: it is used at least so often. In seconds. */
  readonly keepAliveSeconds?: number;
}
