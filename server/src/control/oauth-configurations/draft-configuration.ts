/** From a body to a definition: values read, endpoints resolved, defaults filled in, every rule checked. */
import type { CredentialType, FieldSpec } from '../../catalogue/credential-type.ts';
import { faultsOfDefinition, parseAllowedDomain } from '../../domain/check-oauth-definition.ts';
import {
  CLIENT_TYPE,
  type ClientAuthentication,
  clientSecretField,
  type OAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { type GivenValues, readValues } from '../credentials/given-values.ts';
import type { Call } from '../route.ts';
import type { ConfigurationPatch } from './client-body.ts';
import {
  dependsOnClientId,
  endpointFieldsOf,
  oauthMethodOf,
  refuse,
  resolveEndpoints,
  type ServerMembers,
} from './resolve-endpoints.ts';

/** What a write comes to. */
export interface ConfigurationDraft {
  readonly definition: OAuthDefinition;
  readonly given: GivenValues;
}

const secretFields: readonly FieldSpec[] = [
  { name: 'clientSecret', title: 'Client secret', help: 'Of the client.', secret: true },
  { name: 'privateKey', title: 'Private key', help: 'Signs assertions; in PEM.', secret: true, multiline: true },
];

function clientType(fields: readonly FieldSpec[]): CredentialType {
  return { name: CLIENT_TYPE, title: 'Client', description: '', fields: [...fields, ...secretFields], injection: [] };
}

/** A secret of the wrong kind would be sealed and never used: it is refused before it is. */
function assertSecretFits({ secrets, sealed, empty }: GivenValues, authentication: ClientAuthentication): void {
  const wanted = clientSecretField(authentication);
  const given = [...secrets.keys(), ...sealed.keys(), ...empty];
  const message = wanted === undefined ? 'a public client has no secret' : `${authentication} takes ${wanted}`;
  refuse(given.filter((field) => field !== wanted).map((field) => ({ path: `/fields/${field}`, message })));
  refuse([...empty].map((field) => ({ path: `/fields/${field}`, message: 'is empty' })));
}

function domainsOf(domains: readonly string[]): string[] {
  const parsed = domains.map(parseAllowedDomain);
  const wrong = parsed.flatMap((domain, at) => (domain === undefined ? [at] : []));
  refuse(
    wrong.map((at) => ({
      path: `/allowedDomains/${at}`,
      message: 'is not a host or origin of your own or the vendor’s; a public suffix is nobody’s',
    })),
  );
  return [...new Set(parsed as string[])].sort();
}

function withoutAbsent<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null)) as T;
}

/** What the body chooses, else what was chosen before, else the server's own, else the default. */
function choose(body: ConfigurationPatch, former: Partial<OAuthDefinition>, server: ServerMembers): OAuthDefinition {
  const pick = <K extends keyof OAuthDefinition & keyof ConfigurationPatch>(name: K) =>
    (body[name] ?? former[name] ?? server[name]) as OAuthDefinition[K] | undefined;
  const clientAuthentication = pick('clientAuthentication') ?? 'basic';
  const scopes = pick('scopes') ?? [];
  const signs = clientAuthentication === 'private_key_jwt';
  const removed = (name: 'keyId' | 'redirectUrl') => (body[name] === null ? undefined : pick(name));
  return withoutAbsent<OAuthDefinition>({
    ...server,
    clientId: pick('clientId') ?? '',
    clientAuthentication,
    ...({
      keyId: signs ? removed('keyId') : (body.keyId ?? undefined),
      redirectUrl: removed('redirectUrl'),
    } as Partial<OAuthDefinition>),
    ...(signs && { assertionAlgorithm: pick('assertionAlgorithm') ?? 'RS256' }),
    ...(!signs && body.assertionAlgorithm && { assertionAlgorithm: body.assertionAlgorithm }),
    sendsIssuer: server.sendsIssuer ?? false,
    pkce: server.pkce ?? 'S256',
    nonce: pick('nonce') ?? scopes.includes('openid'),
    scopes,
    scopeSeparator: pick('scopeSeparator') ?? ' ',
    parameters: { ...server.parameters, ...(body.parameters ?? former.parameters) },
    resources: pick('resources') ?? [],
    allowedDomains: body.allowedDomains ? domainsOf(body.allowedDomains) : (former.allowedDomains ?? []),
    rotatesRefreshToken: pick('rotatesRefreshToken') ?? true,
    quirks: server.quirks ?? {},
  });
}

/** Members of a former definition that follow from its server. */
function serverOf(former: OAuthDefinition): ServerMembers {
  const { provider, issuer, sendsIssuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl, userinfoUrl } = former;
  const { pkce, quirks } = former;
  return {
    provider,
    issuer,
    sendsIssuer,
    authorizationUrl,
    tokenUrl,
    revocationUrl,
    jwksUrl,
    userinfoUrl,
    pkce,
    quirks,
  } as ServerMembers;
}

/** Of endpoints that are given one by one the others stay. */
function askedOf(body: ConfigurationPatch, former: OAuthDefinition | undefined) {
  const { provider, issuer, authorizationUrl, tokenUrl, revocationUrl, jwksUrl } = body;
  const urls = { authorizationUrl, tokenUrl, revocationUrl, jwksUrl };
  const isByHand = former && former.provider === undefined && provider === undefined;
  const isSome = Object.values(urls).some((url) => url !== undefined);
  if (!isByHand || !isSome) return withoutAbsent({ provider, issuer, ...urls });
  return withoutAbsent({ ...serverOf(former), ...withoutAbsent({ issuer, ...urls }) });
}

/** What a draft is made for. */
export interface DraftContext {
  /** The definition that is changed. */
  readonly former?: OAuthDefinition | undefined;
  /** Of the connection that the client is private to. */
  readonly credentialId?: string | undefined;
  /** Values of the connection's own plain fields, for its provider's endpoints; those of the body count before them. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** Whether people sign in by it, and no connection is made. */
  readonly isForSignIn?: boolean;
}

/**
 * @param body - Of a creation with all that it needs, or of a change.
 * @throws Problem `request/invalid`, `credential/provider-unknown`, `credential/field-unknown`, `credential/masked-value`,
 *   `credential/too-large`, `credential/base64-invalid`, `credential/seal-refused`, and those of `resolveEndpoints`
 */
export async function draftConfiguration(
  call: Call,
  body: ConfigurationPatch,
  { former, credentialId, fields = {}, isForSignIn = false }: DraftContext = {},
): Promise<ConfigurationDraft> {
  const provider = body.provider ?? former?.provider;
  const method = provider === undefined ? undefined : await oauthMethodOf(call, provider);
  const endpointFields = method ? endpointFieldsOf(method) : [];
  const given = readValues(clientType(endpointFields), body);
  const asked = askedOf(body, former);
  const isOtherClient = method !== undefined && body.clientId !== undefined && dependsOnClientId(method);
  const isRendered = isOtherClient || endpointFields.some(({ name }) => given.fields.has(name));
  const isMoved = former === undefined || Object.keys(asked).length > 0 || isRendered;
  const plain = new Map<string, string | null>([...Object.entries(fields), ...given.fields]);
  const context = { method, plain, clientId: body.clientId ?? former?.clientId ?? '', credentialId };
  const wanted = provider === undefined ? asked : { ...asked, provider };
  const resolved = isMoved ? await resolveEndpoints(call, wanted, context) : serverOf(former);
  // Those of the provider stay beside whatever is given anew.
  const server = method && body.parameters ? { ...resolved, parameters: method.oauth.parameters } : resolved;
  const { userinfoUrl: _, ...ofConnections } = server;
  const definition = choose(body, former ?? {}, isForSignIn ? server : ofConnections);
  assertSecretFits(given, definition.clientAuthentication);
  refuse(faultsOfDefinition(definition));
  return { definition, given };
}
