/**
 * Where the endpoints of a client come from: its provider's method, what the issuer tells the broker, or what the caller
 * gives one by one. Resolved once, when the configuration is written; nothing asks again.
 */
import { brokenRule } from '../../catalogue/broken-rule.ts';
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import { CLIENT_ID, definitionOf } from '../../catalogue/oauth-definition.ts';
import { methodOf, type ProviderMethod, type ProviderOAuth } from '../../catalogue/provider.ts';
import { fieldsOfUrl, parseUrlTemplate } from '../../catalogue/url-template.ts';
import { parseEndpoint } from '../../domain/check-oauth-definition.ts';
import { newId } from '../../domain/id.ts';
import type { OAuthDefinition } from '../../domain/oauth-configuration.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import { stageOAuthConfiguration, unstageOAuthConfiguration } from '../../store/oauth-configurations.ts';
import type { Call } from '../route.ts';
import type { ConfigurationPatch } from './client-body.ts';

/** How a provider's connections are made. */
export type OAuthMethod = ProviderMethod & { readonly oauth: ProviderOAuth };

/** What endpoints follow from, beside what is asked for. */
export interface EndpointContext {
  /** Of the provider that is asked for. */
  readonly method: OAuthMethod | undefined;
  /** Plain values, for the provider's templates. */
  readonly plain: ReadonlyMap<string, string | null>;
  readonly clientId: string;
  /** Of the connection that the client is private to. */
  readonly credentialId?: string | undefined;
}

/** Members of a definition that follow from the server, with its own defaults for what a client may choose. */
export type ServerMembers = Pick<OAuthDefinition, 'tokenUrl'> & Partial<OAuthDefinition>;

/** What is asked for: members of a body, whichever. */
export type EndpointsAsked = Pick<
  ConfigurationPatch,
  'provider' | 'issuer' | 'authorizationUrl' | 'tokenUrl' | 'revocationUrl' | 'jwksUrl'
>;

const NO_URL = 'is no URL with these fields';
const ENDPOINTS = ['authorizationUrl', 'tokenUrl', 'revocationUrl', 'jwksUrl'] as const;

export function refuse(errors: readonly Violation[]): void {
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
}

/** The method by which a provider's connections are made. @throws Problem `credential/provider-unknown`, `request/invalid` */
export async function oauthMethodOf({ services, organisation }: Call, name: string): Promise<OAuthMethod> {
  const provider = await services.providers.find(organisation.id, name);
  if (!provider) throw new Problem('credential/provider-unknown');
  const method = methodOf(provider, 'OAuth2');
  if (!method?.oauth)
    throw new Problem('request/invalid', { errors: [{ path: '/provider', message: 'has no OAuth' }] });
  return { ...method, oauth: method.oauth };
}

function templatesOf({ authorizationUrl, tokenUrl, revocationUrl, jwksUrl, issuer }: ProviderOAuth): string[] {
  return [authorizationUrl, tokenUrl, revocationUrl, jwksUrl, issuer].filter((url) => url !== undefined);
}

/** The plain fields on which a provider's endpoints depend, the client's id among them in some. */
function namesIn(oauth: ProviderOAuth): string[] {
  return templatesOf(oauth).flatMap((url) => {
    const { host, path } = fieldsOfUrl(parseUrlTemplate(url));
    return [...host, ...path];
  });
}

/** Whether another id of the client gives other endpoints. */
export function dependsOnClientId({ oauth }: OAuthMethod): boolean {
  return namesIn(oauth).includes(CLIENT_ID);
}

/** The plain fields of a provider on which its endpoints depend. */
export function endpointFieldsOf({ oauth, fields }: OAuthMethod): FieldSpec[] {
  const named = namesIn(oauth);
  return fields.filter(({ name }) => named.includes(name));
}

function fromProvider(
  name: string,
  method: OAuthMethod,
  { plain, clientId }: Pick<EndpointContext, 'plain' | 'clientId'>,
): ServerMembers {
  const specs = endpointFieldsOf(method);
  const chosenFor = (spec: FieldSpec) => plain.get(spec.name) ?? spec.default;
  refuse(
    specs.flatMap((spec) => {
      const value = chosenFor(spec);
      const fault = value === undefined ? 'is required by the provider' : brokenRule(spec, value);
      return fault === undefined ? [] : [{ path: `/fields/${spec.name}`, message: fault }];
    }),
  );
  const values = new Map(specs.map((spec) => [spec.name, chosenFor(spec)!]));
  const definition = definitionOf(method, (field) => values.get(field), clientId);
  if (!definition) throw new Problem('request/invalid', { errors: [{ path: '/tokenUrl', message: NO_URL }] });
  const urls = ENDPOINTS.flatMap((member) => {
    const url = definition[member];
    return url === undefined ? [] : [[member, parseEndpoint(url)] as const];
  });
  const wrong = urls.filter(([, url]) => url === undefined);
  refuse(wrong.map(([member]) => ({ path: `/${member}`, message: NO_URL })));
  return { ...definition, ...(Object.fromEntries(urls) as Pick<OAuthDefinition, 'tokenUrl'>), provider: name };
}

/**
 * Has the broker ask the issuer: it takes the id of a row, which is staged for this and removed again. A row that is edited
 * meanwhile names another issuer, and that shows.
 */
async function fromIssuer(call: Call, issuer: string, credentialId: string | undefined): Promise<ServerMembers> {
  const { store, broker, clock } = call.services;
  const organisationId = call.organisation.id;
  const id = newId('oac');
  const by = call.principal.tokenId;
  const at = clock();
  const row = {
    ...{ organisationId, id, document: JSON.stringify({ issuer }), secretVersion: 0, version: 1 },
    ...(credentialId !== undefined && { credentialId }),
    ...{ createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
  };
  await store.transaction((transaction) => stageOAuthConfiguration(transaction, row));
  try {
    const asked = { token: call.token.reveal(), organisationId, configurationId: id };
    const { clientAuthentications, ...server } = await broker.discoverOAuthIssuer(asked);
    if (server.issuer !== issuer) throw new Problem('oauth-configuration/discovery-failed');
    return { ...server, clientAuthentication: clientAuthentications[0]! };
  } finally {
    await store
      .transaction((transaction) => unstageOAuthConfiguration(transaction, { organisationId, id }))
      .catch(() => undefined);
  }
}

function fromBody(asked: EndpointsAsked): ServerMembers {
  const given = ENDPOINTS.filter((name) => asked[name] !== undefined).map((name) => [name, asked[name]!] as const);
  const parsed = given.map(([name, url]) => [name, parseEndpoint(url)] as const);
  const wrong = parsed.filter(([, url]) => url === undefined).map(([name]) => name);
  refuse(
    wrong.map((name) => ({
      path: `/${name}`,
      message: 'is not an https URL without user, query and fragment (http is for loopback alone)',
    })),
  );
  const urls = Object.fromEntries(parsed) as Pick<OAuthDefinition, 'tokenUrl'>;
  return { ...urls, ...(asked.issuer !== undefined && { issuer: asked.issuer }) };
}

/**
 * The endpoints that a body asks for.
 *
 * @throws Problem `request/invalid`, `oauth-configuration/discovery-failed`, `egress/denied`, `upstream/…`
 */
export async function resolveEndpoints(
  call: Call,
  asked: EndpointsAsked,
  context: EndpointContext,
): Promise<ServerMembers> {
  const { provider, issuer, tokenUrl } = asked;
  const urls = ENDPOINTS.filter((name) => asked[name] !== undefined);
  if (provider !== undefined && context.method) {
    const own = issuer === undefined ? urls : ['issuer', ...urls];
    refuse(own.map((name) => ({ path: `/${name}`, message: 'follows from the provider, and stands not beside it' })));
    return fromProvider(provider, context.method, context);
  }
  if (tokenUrl !== undefined) return fromBody(asked);
  if (issuer === undefined) refuse([{ path: '/tokenUrl', message: 'is required, or `issuer` or `provider`' }]);
  refuse(urls.map((name) => ({ path: `/${name}`, message: 'stands beside `tokenUrl`; the issuer tells its own' })));
  return fromIssuer(call, issuer!, context.credentialId);
}
