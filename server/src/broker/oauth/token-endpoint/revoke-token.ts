/**
 * Revokes the tokens of a connection at its provider, in the way that the provider takes. It is asked for while the tokens are
 * still open; that it fails makes nothing of ours worse.
 *
 * @see RFC 7009
 */
import { allowInsecureRequests, customFetch, revocationRequest } from 'oauth4webapi';
import { revocationAuthentication } from '../../../domain/oauth-configuration.ts';
import type { RevocationQuirks, TokenKind } from '../../../domain/oauth-quirks.ts';
import { encodeSegment } from '../../../domain/path-segment.ts';
import type { Secret } from '../../../domain/secret.ts';
import { assertClientPermitted } from '../open-client.ts';
import { writeParameters } from './ask-for-token.ts';
import { clientAuthentication, libraryClient } from './client-authentication.ts';
import { assertRevoked } from './read-token-answer.ts';
import { type OutgoingRequest, sendRequest } from './send-request.ts';
import type { TokenClient, TokenParts } from './token-client.ts';
import { TokenError } from './token-failure.ts';

export interface TokensToRevoke {
  readonly refreshToken?: Secret<string>;
  readonly accessToken?: Secret<string>;
}

/**
 * Sends those that the provider takes, the refresh token first.
 *
 * @returns those that are revoked now; none where the provider has no way to revoke
 * @throws TokenError where the provider refuses the first, or does not answer
 * @throws Problem as `askForToken`
 */
export async function revokeToken(
  parts: TokenParts,
  client: TokenClient,
  tokens: TokensToRevoke,
): Promise<readonly TokenKind[]> {
  const { revocationUrl, quirks } = client.definition;
  if (revocationUrl === undefined) return [];
  const { tokens: taken = ['refresh', 'access'] } = quirks.revocation ?? {};
  const revoked: TokenKind[] = [];
  for (const kind of taken) {
    const token = kind === 'refresh' ? tokens.refreshToken : tokens.accessToken;
    if (token === undefined) continue;
    const one = { url: revocationUrl, kind, token, bearer: tokens.accessToken };
    try {
      await revokeOne(parts, client, one);
    } catch (error) {
      // With the refresh token most servers revoke the whole grant, and then know the access token no more.
      if (revoked.length > 0 && error instanceof TokenError && error.failure.kind !== 'transient') break;
      throw error;
    }
    revoked.push(kind);
  }
  return revoked;
}

interface OneToken {
  readonly url: string;
  readonly kind: TokenKind;
  readonly token: Secret<string>;
  readonly bearer: Secret<string> | undefined;
}

async function revokeOne(parts: TokenParts, client: TokenClient, one: OneToken): Promise<void> {
  const { definition, configuration } = client;
  const { authentication: asked = 'client' } = definition.quirks.revocation ?? {};
  const isClient = asked !== 'bearer' && asked !== 'none';
  const method = revocationAuthentication(definition.clientAuthentication, definition.quirks);
  assertClientPermitted(client, one.url, method);
  const authentication = isClient ? await clientAuthentication(client, method) : () => undefined;
  const server = { issuer: definition.issuer ?? definition.tokenUrl, revocation_endpoint: one.url };
  await revocationRequest(server, libraryClient(definition), authentication, one.token.reveal(), {
    [allowInsecureRequests]: true,
    [customFetch]: async (_url, { body, headers }) => {
      const request = writeRevocation(one, { definition, headers, parameters: body });
      assertRevoked(definition, await sendRequest(parts, configuration.organisationId, request), parts.clock());
      return new Response(null);
    },
    additionalParameters: asked === 'client' ? { token_type_hint: `${one.kind}_token` } : {},
  });
}

interface Unwritten {
  readonly definition: TokenClient['definition'];
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: URLSearchParams;
}

function writeRevocation(one: OneToken, { definition, headers, parameters }: Unwritten): OutgoingRequest {
  const quirks: RevocationQuirks = definition.quirks.revocation ?? {};
  const { method = 'POST', token: place = 'form', parameter = 'token', authentication } = quirks;
  const bearer = authentication === 'bearer' || place === 'bearer' ? (one.bearer ?? one.token) : undefined;
  const shown = bearer ? { ...headers, authorization: `Bearer ${bearer.reveal()}` } : headers;
  const names = { ...definition.quirks.tokenRequest?.names, token: parameter };
  if (place === 'form' || place === 'json') {
    return { method, url: one.url, ...writeParameters(parameters, { headers: shown, as: place, names }) };
  }
  const fields = Object.entries(shown).filter(([name]) => name !== 'content-type');
  const unnamed = { ...Object.fromEntries(fields), 'user-agent': 'keyward' };
  return { method, url: urlWith(one, place, parameter), headers: unnamed };
}

function urlWith({ url, token }: OneToken, place: 'query' | 'path' | 'bearer', parameter: string): string {
  if (place === 'bearer') return url;
  if (place === 'query') return `${url}?${new URLSearchParams([[parameter, token.reveal()]])}`;
  return `${url.replace(/\/$/, '')}/${encodeSegment(token.reveal())}`;
}
