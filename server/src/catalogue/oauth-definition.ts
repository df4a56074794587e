/**
 * What a provider gives to an OAuth configuration: its endpoints with the values of plain fields in them, and its own ways.
 * It is taken once, when a configuration is written; no token request ever asks a provider.
 */
import { type OAuthDefinition, quirksOf } from '../domain/oauth-configuration.ts';
import { isSegment } from '../domain/path-segment.ts';
import type { Lookup } from '../domain/template.ts';
import type { ProviderMethod } from './provider.ts';
import { parseUrlTemplate, renderUrl } from './url-template.ts';

/** In a revocation URL: the id of the client; no field has this name. */
export const CLIENT_ID = 'clientId';

/** The parts of a definition that a provider knows. */
export type ProviderDefinition = Pick<
  OAuthDefinition,
  | 'clientAuthentication'
  | 'issuer'
  | 'authorizationUrl'
  | 'tokenUrl'
  | 'revocationUrl'
  | 'jwksUrl'
  | 'pkce'
  | 'scopes'
  | 'scopeSeparator'
  | 'parameters'
  | 'rotatesRefreshToken'
  | 'quirks'
>;

/**
 * @param fields - Values of the method's plain fields, those that are not asked for included.
 * @returns undefined where the method has no OAuth data, or a field of its token URL has no value
 */
export function definitionOf(
  { oauth, values }: Pick<ProviderMethod, 'oauth' | 'values'>,
  fields: Lookup,
  clientId: string,
): ProviderDefinition | undefined {
  if (!oauth) return undefined;
  const plainValue = (name: string) => fields(name) ?? values[name];
  const render = (url: string | undefined, lookup: Lookup = plainValue) =>
    url === undefined ? undefined : renderUrl(parseUrlTemplate(url), lookup);
  const tokenUrl = render(oauth.tokenUrl);
  if (tokenUrl === undefined) return undefined;
  // Without one that can stand in a path there is no way to revoke, and nothing worse.
  const segment = isSegment(clientId) ? clientId : undefined;
  const urls = {
    authorizationUrl: render(oauth.authorizationUrl),
    revocationUrl: render(oauth.revocationUrl, (name) => (name === CLIENT_ID ? segment : plainValue(name))),
    jwksUrl: render(oauth.jwksUrl),
    issuer: render(oauth.issuer),
  };
  const { clientAuthentication, pkce, defaultScopes, scopeSeparator, parameters, rotatesRefreshToken } = oauth;
  return {
    tokenUrl,
    ...Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined)),
    clientAuthentication,
    pkce,
    scopes: defaultScopes,
    scopeSeparator,
    parameters,
    rotatesRefreshToken,
    quirks: quirksOf(oauth),
  };
}
