/** An OAuth client that is being written, its secret apart; what of it was changed, and the bodies that the API takes. */
import type { NewOAuthConfiguration, OAuthConfigurationChange } from '@keyward/sdk';
import type { Configuration } from './queries.ts';

/** How its endpoints are known. */
export type Source = 'provider' | 'issuer' | 'endpoints';

/** All that is plain; a text that is empty stands for nothing. */
export interface ClientInput {
  readonly source: Source;
  readonly name: string;
  readonly key: string;
  readonly provider: string;
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly jwksUrl: string;
  readonly clientId: string;
  /** Empty: the provider's or the server's own way. */
  readonly clientAuthentication: string;
  readonly keyId: string;
  /** Of `private_key_jwt`. Empty: RS256. */
  readonly assertionAlgorithm: string;
  readonly redirectUrl: string;
  readonly scopes: readonly string[];
  readonly allowedDomains: readonly string[];
  /** Plain fields that the provider's endpoints follow from. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Nothing is given yet. */
export function emptyClient(provider?: string): ClientInput {
  const texts = ['name', 'key', 'issuer', 'authorizationUrl', 'tokenUrl', 'revocationUrl', 'jwksUrl'] as const;
  const blank = Object.fromEntries(texts.map((text) => [text, ''])) as Record<(typeof texts)[number], string>;
  return {
    ...blank,
    ...{
      source: 'provider',
      provider: provider ?? '',
      clientId: '',
      clientAuthentication: '',
      keyId: '',
      assertionAlgorithm: '',
    },
    ...{ redirectUrl: '', scopes: [], allowedDomains: [], fields: {} },
  };
}

function sourceOf({ provider, issuer }: Configuration): Source {
  if (provider !== undefined) return 'provider';
  return issuer === undefined ? 'endpoints' : 'issuer';
}

/** One that is stored, to begin with. */
export function inputOf(stored: Configuration): ClientInput {
  const { key, scopes, allowedDomains, clientId, clientAuthentication } = stored;
  const textsOf = ['name', 'provider', 'issuer', 'authorizationUrl', 'tokenUrl', 'revocationUrl', 'jwksUrl'] as const;
  const texts = Object.fromEntries(textsOf.map((name) => [name, stored[name] ?? ''])) as Record<
    (typeof textsOf)[number],
    string
  >;
  return {
    ...texts,
    ...{ source: sourceOf(stored), key, clientId, clientAuthentication, scopes, allowedDomains, fields: {} },
    ...{ keyId: stored.keyId ?? '', redirectUrl: stored.redirectUrl ?? '' },
    assertionAlgorithm: stored.assertionAlgorithm ?? '',
  };
}

const endpointsOf: Readonly<Record<Source, readonly (keyof ClientInput)[]>> = {
  provider: ['provider'],
  issuer: ['issuer'],
  endpoints: ['authorizationUrl', 'tokenUrl', 'revocationUrl', 'jwksUrl'],
};

const common = [
  'name',
  'clientId',
  'clientAuthentication',
  'keyId',
  'assertionAlgorithm',
  'redirectUrl',
  'scopes',
  'allowedDomains',
] as const;

function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' ? Object.keys(value ?? {}).length > 0 : value !== '';
}

/** The body of a new one, without the secret. */
export function newClient(input: ClientInput): NewOAuthConfiguration {
  const names = ['key', 'fields', ...common, ...endpointsOf[input.source]] as const;
  const given = names.filter((name) => isGiven(input[name as keyof ClientInput]));
  const body = Object.fromEntries(given.map((name) => [name, input[name as keyof ClientInput]]));
  return body as unknown as NewOAuthConfiguration;
}

const removable: ReadonlySet<string> = new Set(['name', 'keyId', 'redirectUrl']);

/** Members that differ. */
export function differentMembers(before: ClientInput, after: ClientInput): (keyof ClientInput)[] {
  const names = Object.keys(before) as (keyof ClientInput)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** The body of a change; null takes away what may be taken away. */
export function changeOfClient(before: ClientInput, after: ClientInput): OAuthConfigurationChange {
  const names = new Set<string>([...common, ...endpointsOf[after.source], 'fields']);
  const different = differentMembers(before, after).filter((name) => names.has(name));
  const sent = different.filter((name) => isGiven(after[name]) || removable.has(name) || Array.isArray(after[name]));
  const entries = sent.map((name) => [name, isGiven(after[name]) || Array.isArray(after[name]) ? after[name] : null]);
  return Object.fromEntries(entries) as OAuthConfigurationChange;
}

/** What was changed in it stays, all else is as it is now. */
export function rebasedInput(before: ClientInput, after: ClientInput, now: ClientInput): ClientInput {
  const mine = differentMembers(before, after).map((name) => [name, after[name]]);
  return { ...now, ...Object.fromEntries(mine) };
}

/** Which secret this way of showing the client takes. */
export function secretKindOf(clientAuthentication: string): 'clientSecret' | 'privateKey' | undefined {
  if (clientAuthentication === 'none') return undefined;
  return clientAuthentication === 'private_key_jwt' ? 'privateKey' : 'clientSecret';
}
