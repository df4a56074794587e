/**
 * Nango: connections as its API answers them, alone, as a list or in `connections`, each with `credentials`. OAuth
 * connections are not taken: two holders of one refresh token would put each other out.
 */
import type { NewCredential } from '@keyward/sdk';
import { pointer, type Reading, toldApart } from '../found-values.ts';
import type { ImportFormat, ReadOptions } from '../import-format.ts';
import { isObject, type JsonObject, jsonOrNothing, readStrictJson, textOf } from '../strict-json.ts';

const noOrigin = 'is on an integration that is no provider of Keyward: give its base URL or provider in the mapping';

function connectionsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value) && Array.isArray(value.connections)) return value.connections;
  return [value];
}

function credentialOf(credentials: JsonObject): NewCredential | string {
  const kind = textOf(credentials, 'type');
  if (kind === 'API_KEY') {
    const apiKey = textOf(credentials, 'apiKey') ?? textOf(credentials, 'api_key');
    return apiKey === undefined ? 'has no key' : { type: 'ApiKey', secrets: { apiKey } };
  }
  if (kind === 'BASIC') {
    const username = textOf(credentials, 'username');
    const secrets = { password: textOf(credentials, 'password') ?? '' };
    return username === undefined ? 'has no user name' : { type: 'BasicAuth', fields: { username }, secrets };
  }
  if (kind?.startsWith('OAUTH') || kind === 'APP') return 'is OAuth: connect it again';
  return 'is a kind of credential that Keyward has nothing like';
}

function onProvider(
  found: NewCredential,
  name: string | undefined,
  { providers }: ReadOptions,
): NewCredential | undefined {
  const isThere = name !== undefined && (providers.get(name)?.includes(found.type ?? '') ?? false);
  return isThere ? { ...found, provider: name } : undefined;
}

function readingOf(item: unknown, place: string, options: ReadOptions): Reading {
  if (!isObject(item)) return { place, kind: 'bad', reason: 'is no object' };
  const integration = textOf(item, 'provider_config_key');
  const id = textOf(item, 'connection_id');
  if (integration === undefined || id === undefined) return { place, kind: 'bad', reason: 'is no connection' };
  const origin = { place, source: `${integration}-${id}` };
  const { credentials } = item;
  if (!isObject(credentials)) return { ...origin, kind: 'unmapped', reason: 'comes without its credentials' };
  const found = credentialOf(credentials);
  if (typeof found === 'string') return { ...origin, kind: 'unmapped', reason: found };
  const provided = onProvider(found, textOf(item, 'provider') ?? integration, options);
  return { ...origin, ...(provided ? { credential: provided } : { credential: found, lacks: noOrigin }) };
}

export const nango: ImportFormat = {
  name: 'nango',
  help: 'connections of the API of Nango, with their credentials',
  fits: (text) => {
    const [first] = connectionsIn(jsonOrNothing(text));
    return isObject(first) && typeof first.provider_config_key === 'string';
  },
  read: (text, options) => {
    const value = readStrictJson(text);
    const isOne = isObject(value) && !Array.isArray(value.connections);
    const at = isObject(value) && !isOne ? ['connections'] : [];
    const readings = connectionsIn(value).map((item, index) =>
      readingOf(item, isOne ? '/' : pointer(...at, index), options),
    );
    return toldApart(readings);
  },
};
