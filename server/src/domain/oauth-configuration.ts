/**
 * OAuth configurations: a client at an authorisation server. The definition holds everything that an authorisation request
 * or a token request needs, endpoints resolved, so that no provider is read at run time; the broker's witness covers it.
 * The client's secret is no part of it: it lies sealed in `material`, under the configuration's id.
 *
 * @see RFC 6749, section 2 (clients); docs/oauth.md; docs/adr/0037-one-configuration-a-connection.md
 */
import canonicalize from 'canonicalize';
import { encodeInteger, encodeList, sha256 } from './encoding.ts';
import type { SignInRules } from './identity-provider.ts';
import type { Placement } from './injection-rule.ts';
import type { Instant } from './instant.ts';
import type { OAuthQuirks } from './oauth-quirks.ts';
import type { Policy } from './policy.ts';

/** How a client shows itself at the token URL (RFC 6749, section 2.3; RFC 7523, section 2.2); `none`: a public client. */
export const clientAuthentications = ['basic', 'post', 'private_key_jwt', 'none'] as const;

export type ClientAuthentication = (typeof clientAuthentications)[number];

/** By which a client may sign its assertion (RFC 7518, section 3.1; RFC 9864 for Ed25519). */
export const assertionAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

export type AssertionAlgorithm = (typeof assertionAlgorithms)[number];

const quirkNames = Object.keys({
  authorizationRequest: true,
  tokenRequest: true,
  tokenResponse: true,
  revocation: true,
  captures: true,
  keepAliveSeconds: true,
} satisfies Record<keyof OAuthQuirks, true>);

/** The quirks alone, of whatever holds them beside others: a provider's OAuth data has them under the same names. */
export function quirksOf(holder: OAuthQuirks): OAuthQuirks {
  const named = Object.entries(holder).filter(([name]) => quirkNames.includes(name));
  return Object.fromEntries(named) as OAuthQuirks;
}

/** What the witness covers, beside whose it is. Absent members are left out, never null. */
export interface OAuthDefinition {
  /** Name of the provider that it was taken from; nothing reads it at run time. */
  readonly provider?: string;
  readonly clientId: string;
  readonly clientAuthentication: ClientAuthentication;
  /** `kid` of the client's key at the authorisation server; with `private_key_jwt` alone. */
  readonly keyId?: string;
  /** With `private_key_jwt` alone. */
  readonly assertionAlgorithm?: AssertionAlgorithm;
  /** To the letter as the server names itself: compared with `iss` (RFC 9207; OpenID Connect Core, section 3.1.3.7). */
  readonly issuer?: string;
  /** Whether the server promises `iss` in each authorisation response (RFC 9207, section 3). */
  readonly sendsIssuer: boolean;
  /** Absent: no grant that sends people anywhere. */
  readonly authorizationUrl?: string;
  readonly tokenUrl: string;
  readonly revocationUrl?: string;
  /** Where the keys of ID tokens are. */
  readonly jwksUrl?: string;
  /** Where more is told of who has signed in; of identity providers alone. */
  readonly userinfoUrl?: string;
  /** `none` only where the provider is known to refuse it. */
  readonly pkce: 'S256' | 'none';
  /** Whether a nonce is sent, and demanded back in the ID token. */
  readonly nonce: boolean;
  /** Asked for where a connection asks for no others. */
  readonly scopes: readonly string[];
  readonly scopeSeparator: string;
  /** Further ones of the authorisation request; never one of the protocol's own. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Resource indicators, absolute URIs (RFC 8707); none by default. */
  readonly resources: readonly string[];
  /** Origins and suffix origins within which all API origins of its connections have to lie; empty: no limit. */
  readonly allowedDomains: readonly string[];
  /** Whether a refresh token may be good for one use only. */
  readonly rotatesRefreshToken: boolean;
  /** Exact; absent: Keyward's own callback below its public URL. */
  readonly redirectUrl?: string;
  readonly quirks: OAuthQuirks;
  /** Makes it an identity provider, by which people sign in and no connection is made. */
  readonly signIn?: SignInRules;
}

/** A configuration as it is stored. */
export interface OAuthConfiguration {
  readonly organisationId: string;
  /** `oac_…` */
  readonly id: string;
  /** Of a named one; unique in the organisation, fixed. */
  readonly key?: string;
  /** Of a private one: the connection that it belongs to, and goes with. */
  readonly credentialId?: string;
  /** For people; not witnessed. */
  readonly name?: string;
  /** The text of the definition, RFC 8785 JSON, as it is witnessed. */
  readonly document: string;
  /** The live material version of the client's secret; 0: it has none. */
  readonly secretVersion: number;
  /** The broker's HMAC; absent while staged. */
  readonly witness?: Uint8Array;
  /** Rises with each change; a flow that was begun under another one is not completed. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

/** Type under which the client's secret is sealed; no credential has it. */
export const CLIENT_TYPE = 'OAuthClient';

/** The field that holds the client's secret; undefined where it has none. */
export function clientSecretField(authentication: ClientAuthentication): 'clientSecret' | 'privateKey' | undefined {
  if (authentication === 'none') return undefined;
  return authentication === 'private_key_jwt' ? 'privateKey' : 'clientSecret';
}

/** How the client's secret may be sent: another way, the public half of it included, asks for the secret again. */
export function clientPlacement(authentication: ClientAuthentication): Placement {
  return `client:${authentication}`;
}

/** How the client shows itself where tokens are revoked: as at the token URL, unless the vendor has it otherwise. */
export function revocationAuthentication(
  usual: ClientAuthentication,
  { revocation }: OAuthQuirks,
): ClientAuthentication {
  const { authentication = 'client' } = revocation ?? {};
  // What takes a client secret takes it in another place; a public client and a key have no other way.
  const isOther =
    clientSecretField(usual) === 'clientSecret' && (authentication === 'basic' || authentication === 'post');
  return isOther ? authentication : usual;
}

/** The URLs that the client's secret may be sent to, whole and exact, sorted. */
function clientUrls({ tokenUrl, revocationUrl }: Pick<OAuthDefinition, 'tokenUrl' | 'revocationUrl'>): string[] {
  return [...new Set([tokenUrl, ...(revocationUrl === undefined ? [] : [revocationUrl])])].sort();
}

/** The policy that the client's secret is sealed under: for token requests at these URLs, in this one way. */
export function clientPolicy(definition: OAuthDefinition): Policy {
  const { provider, clientAuthentication, quirks } = definition;
  const field = clientSecretField(clientAuthentication);
  const placements = [clientAuthentication, revocationAuthentication(clientAuthentication, quirks)].map(
    clientPlacement,
  );
  return {
    version: 1,
    ...(provider !== undefined && { provider }),
    fields: field === undefined ? {} : { [field]: ['token'] },
    roles: { token: { origins: clientUrls(definition), placements: [...new Set(placements)].sort() } },
    plainHttp: 'loopback',
    release: [],
    setCookie: 'dropped',
    scrub: 'on',
  };
}

/** The text that is stored and witnessed. */
export function writeOAuthDefinition(definition: OAuthDefinition): string {
  return canonicalize(definition)!;
}

/**
 * Reads a definition. Whoever uses one has checked its witness before, or checks the definition itself.
 *
 * @returns undefined for a text that is none, which somebody must have written past Keyward
 */
export function readOAuthDefinition(text: string): OAuthDefinition | undefined {
  try {
    const value = JSON.parse(text) as OAuthDefinition;
    const isWhole = [value.clientId, value.tokenUrl, value.scopeSeparator].every((part) => typeof part === 'string');
    const isKnown = clientAuthentications.includes(value.clientAuthentication);
    const hasLists = [value.scopes, value.resources, value.allowedDomains].every(Array.isArray);
    return isWhole && isKnown && hasLists && writeOAuthDefinition(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256 of the definition's text. */
export function definitionDigest(document: string): Buffer {
  return sha256(Buffer.from(document, 'utf8'));
}

/**
 * What the control plane passes with its request, so that the broker vouches for nothing that was edited since: SHA-256 over
 * everything that the witness covers.
 */
export function stagedDigest({
  id,
  key = '',
  credentialId = '',
  secretVersion,
  document,
}: Pick<OAuthConfiguration, 'id' | 'key' | 'credentialId' | 'secretVersion' | 'document'>): Buffer {
  return sha256(encodeList([id, key, credentialId, encodeInteger(secretVersion), definitionDigest(document)]));
}
