/**
 * The authorisation request, as a URL that a browser is sent to. Everything in it is of the witnessed definition and flow, and
 * whatever a configuration adds never stands in the place of what the protocol needs.
 *
 * @see RFC 6749, section 4.1.1; RFC 7636, section 4.3; RFC 8707, section 2.1; OpenID Connect Core, section 3.1.2.1
 */
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Problem } from '../../../domain/problem.ts';

/** What belongs to this one request. */
export interface RequestSecrets {
  readonly state: string;
  /** S256; absent only where the definition says `pkce: none`. */
  readonly codeChallenge?: string | undefined;
}

/** @throws Problem `connection/no-consent` where the configuration has no authorisation endpoint */
export function authorizationUrl(
  definition: OAuthDefinition,
  flow: Pick<OAuthFlow, 'scopes' | 'redirectUrl' | 'nonce'>,
  { state, codeChallenge }: RequestSecrets,
): string {
  if (definition.authorizationUrl === undefined) throw new Problem('connection/no-consent');
  const url = new URL(definition.authorizationUrl);
  const own: readonly (readonly [string, string | undefined])[] = [
    ['response_type', 'code'],
    ['client_id', definition.clientId],
    ['redirect_uri', flow.redirectUrl],
    ['scope', flow.scopes.length === 0 ? undefined : flow.scopes.join(definition.scopeSeparator)],
    ['state', state],
    ['code_challenge', codeChallenge],
    ['code_challenge_method', codeChallenge === undefined ? undefined : 'S256'],
    ['nonce', flow.nonce],
  ];
  const names = definition.quirks.authorizationRequest?.names ?? {};
  const nameOf = (name: string) => (Object.hasOwn(names, name) ? names[name]! : name);
  for (const [name, value] of Object.entries(definition.parameters)) url.searchParams.set(name, value);
  for (const [name, value] of own) {
    url.searchParams.delete(nameOf(name));
    if (value !== undefined) url.searchParams.set(nameOf(name), value);
  }
  for (const resource of definition.resources) url.searchParams.append('resource', resource);
  return url.href;
}
