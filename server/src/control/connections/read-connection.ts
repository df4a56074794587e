/** Takes the body of a new connection apart: which client, by which grant, on which provider, with which values. */
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import { knownType } from '../../catalogue/types/index.ts';
import type { ConnectionGrant } from '../../domain/connection.ts';
import type { OAuthConfiguration, OAuthDefinition } from '../../domain/oauth-configuration.ts';
import { readOAuthDefinition } from '../../domain/oauth-configuration.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { findOAuthConfiguration } from '../../store/oauth-configurations.ts';
import { type GivenValues, readValues } from '../credentials/given-values.ts';
import { onProvider } from '../credentials/on-provider.ts';
import type { ClientBody } from '../oauth-configurations/client-body.ts';
import type { Call } from '../route.ts';
import type { ConnectionBody } from './connection-body.ts';
import type { ConnectionDraft, ConnectionType } from './plan-connection.ts';

/** A client of the organisation's, as it is now. */
export interface NamedClient {
  readonly configuration: OAuthConfiguration;
  readonly definition: OAuthDefinition;
}

/** What a body comes to. */
export interface ReadConnection {
  readonly draft: ConnectionDraft;
  readonly grant: ConnectionGrant;
  /** One of the two. */
  readonly named?: NamedClient;
  readonly client?: ClientBody;
  /** Of a connection that it is brought into. */
  readonly refreshToken?: Secret<Buffer>;
}

type Values = Readonly<Record<string, string>>;

function invalid(path: string, message: string): Problem {
  return new Problem('request/invalid', { errors: [{ path, message }] });
}

function typeOf({ configuration, client, type }: ConnectionBody): ConnectionType {
  const given = [configuration, client, type].filter((member) => member !== undefined);
  if (given.length !== 1)
    throw invalid('/configuration', 'is given, or `client`, or the type `OAuth2Refresh`: one of them');
  if (configuration !== undefined) return 'OAuthAlias';
  return client ? 'OAuth2' : 'OAuth2Refresh';
}

/** V3 writes the names as Go does; the other spelling means the same. */
const SPELLINGS: Readonly<Record<string, string>> = { clientId: 'clientID', tokenUrl: 'tokenURL' };

function respelled(values: Values | undefined): Values | undefined {
  return values && Object.fromEntries(Object.entries(values).map(([name, value]) => [SPELLINGS[name] ?? name, value]));
}

/** @throws Problem `oauth-configuration/not-found` */
async function requireNamed({ services, organisation }: Call, reference: string): Promise<NamedClient> {
  const configuration = await findOAuthConfiguration(services.store.read, organisation.id, reference);
  const definition = configuration && readOAuthDefinition(configuration.document);
  if (!configuration || !definition) throw new Problem('oauth-configuration/not-found');
  return { configuration, definition };
}

/** The provider of the body, else that of the client, unless the body brings origins of its own. */
function providerOf(body: ConnectionBody, named: NamedClient | undefined): string | undefined {
  if (body.provider !== undefined) return body.provider;
  const bringsOrigins = body.baseUrl !== undefined || body.allowedOrigins !== undefined;
  return bringsOrigins ? undefined : (named?.definition.provider ?? body.client?.provider);
}

/** A client that brings its endpoints takes none of the provider's. */
function takesProvider({ issuer, tokenUrl, authorizationUrl }: ClientBody): boolean {
  return [issuer, tokenUrl, authorizationUrl].every((url) => url === undefined);
}

const NONE: GivenValues = {
  fields: new Map(),
  binary: new Map(),
  empty: new Set(),
  secrets: new Map(),
  sealed: new Map(),
};

/** Plain values that a provider asks for; a connection without one has none to give. */
function readPlain(body: ConnectionBody, fields: readonly FieldSpec[], type: ConnectionType): GivenValues {
  const asked = fields.filter(({ secret }) => !secret);
  const { data, fields: plain } = body;
  return data || plain ? readValues({ ...knownType(type), fields: asked }, { data, fields: plain }) : NONE;
}

function plainOnly(given: GivenValues): GivenValues {
  return { ...NONE, fields: given.fields };
}

interface BroughtIn {
  readonly given: GivenValues;
  readonly client: ClientBody;
  readonly refreshToken: Secret<Buffer>;
}

function readBroughtIn(body: ConnectionBody): BroughtIn {
  const values = { data: respelled(body.data), fields: respelled(body.fields) };
  const type = knownType('OAuth2Refresh');
  const asked = type.fields.filter(({ name }) => name !== 'accessToken' && name !== 'scope');
  const given = readValues({ ...type, fields: asked }, values);
  const refreshToken = given.secrets.get('refreshToken');
  const missing = [...(refreshToken ? [] : ['refreshToken']), ...missingOf(given, ['clientID', 'tokenURL'])];
  if (missing.length > 0) {
    const errors = missing.map((name) => ({ path: `/fields/${name}`, message: 'is required' }));
    throw new Problem('request/invalid', { errors });
  }
  const secret = given.secrets.get('clientSecret')?.reveal().toString('utf8');
  const authentication = given.fields.get('authStyle') ?? (secret === undefined ? 'none' : 'basic');
  const client = {
    clientId: given.fields.get('clientID')!,
    tokenUrl: given.fields.get('tokenURL')!,
    clientAuthentication: authentication as 'basic' | 'post' | 'none',
    ...(secret !== undefined && { fields: { clientSecret: secret } }),
  };
  const fields = new Map([...given.fields, ['authStyle', authentication] as const]);
  return { given: { ...NONE, fields }, client, refreshToken: refreshToken! };
}

function missingOf(given: GivenValues, names: readonly string[]): string[] {
  return names.filter((name) => !given.fields.get(name));
}

/**
 * @throws Problem `request/invalid`, `oauth-configuration/not-found`, `credential/provider-unknown`, and those of `readValues`
 */
export async function readConnection(call: Call, body: ConnectionBody): Promise<ReadConnection> {
  const type = typeOf(body);
  const { configuration, client, type: _, grant: asked = 'authorization_code', data, fields, scopes, ...rest } = body;
  const { returnUrl: __, expiresIn: ___, ...described } = rest;
  const named = configuration === undefined ? undefined : await requireNamed(call, configuration);
  const provider = providerOf(body, named);
  // A client of the organisation's is used by the provider's one method, as one of its own is.
  const method = type === 'OAuth2Refresh' ? type : 'OAuth2';
  const provided = await onProvider(call, { ...described, type: method, ...(provider !== undefined && { provider }) });
  const { on } = provided;
  if (type === 'OAuth2Refresh') {
    if (body.grant !== undefined) throw invalid('/grant', 'is not taken with a refresh token that is brought in');
    const { given, ...brought } = readBroughtIn(body);
    return { draft: { type, on, body: described, given }, grant: 'refresh_token', ...brought };
  }
  const given = plainOnly(readPlain(body, on?.method.fields ?? [], type));
  const key = named?.configuration.key;
  const withKey = key === undefined ? given : { ...given, fields: new Map([...given.fields, ['configuration', key]]) };
  const draft = { type, on, body: described, given: withKey };
  const own = client && { client: { ...(takesProvider(client) && provider !== undefined && { provider }), ...client } };
  return { draft, grant: asked, ...(named && { named }), ...own };
}
