/** What the credential types of n8n become: a row each. The rest is listed as what cannot be mapped. */
import { credentialOf, type Mapped, present } from './connection.ts';
import { isObject, type JsonObject, textOf } from './strict-json.ts';

type Map = (data: JsonObject) => Mapped;

const noOrigin = 'names no API: give its base URL or provider in the mapping';

function apiKey(place: 'header' | 'query', name: string, value: string | undefined, prefix = ''): Mapped {
  if (value === undefined) return { unmapped: 'has no value' };
  return { credential: { type: 'ApiKey', fields: { in: place, name, prefix }, secrets: { apiKey: value } } };
}

/** @param isHere - Whether the data is that of the vendor's own service. */
function onProvider(provider: string, secret: string, isHere: (data: JsonObject) => boolean = () => true): Map {
  return (data) => {
    const value = textOf(data, secret);
    if (!isHere(data)) return { unmapped: 'is for a server of its own' };
    if (value === undefined) return { unmapped: 'has no value' };
    return { credential: { type: 'ApiKey', provider, secrets: { apiKey: value } } };
  };
}

/** The member is not there, empty or the host that is the vendor's. */
function at(member: string, host: string): (data: JsonObject) => boolean {
  return (data) => {
    const text = textOf(data, member);
    return text === undefined || text.replace(/^https:\/\//, '').split('/', 1)[0] === host;
  };
}

function database(type: string, user = 'user'): Map {
  return (data) => {
    const isPlain = data.ssl === 'disable';
    const part = (name: string) => textOf(data, name);
    const login = { login: part(user), password: part('password') };
    const place = { host: part('host') ?? part('server'), port: part('port'), schema: part('database') };
    if (part('connectionString')) return { unmapped: 'is a connection string' };
    if (data.sshTunnel === true) return { unmapped: 'goes through an SSH tunnel' };
    return credentialOf({ type, ...login, ...place, extra: isPlain ? { sslmode: 'disable' } : {} });
  };
}

function basic(data: JsonObject): Mapped {
  const username = textOf(data, 'user');
  if (username === undefined) return { unmapped: 'has no user' };
  const secrets = { password: textOf(data, 'password') ?? '' };
  return { credential: { type: 'BasicAuth', fields: { username }, secrets } };
}

function smtp(data: JsonObject): Mapped {
  const extra = { disable_ssl: data.secure === false, disable_tls: data.disableStartTls === true };
  const part = (name: string) => textOf(data, name);
  const login = { login: part('user'), password: part('password') };
  return credentialOf({ type: 'smtp', ...login, host: part('host'), port: part('port'), extra });
}

function aws(data: JsonObject): Mapped {
  const login = { login: textOf(data, 'accessKeyId'), password: textOf(data, 'secretAccessKey') };
  const extra = present({ region_name: textOf(data, 'region'), aws_session_token: textOf(data, 'sessionToken') });
  return credentialOf({ type: 'aws', ...login, extra });
}

function twilio(data: JsonObject): Mapped {
  const [username, password] = [textOf(data, 'accountSid'), textOf(data, 'authToken')];
  if (!username || !password) return { unmapped: 'has no auth token' };
  return { credential: { type: 'BasicAuth', provider: 'twilio', fields: { username }, secrets: { password } } };
}

function mailgun(data: JsonObject): Mapped {
  const value = textOf(data, 'apiKey');
  if (value === undefined) return { unmapped: 'has no value' };
  const region = textOf(data, 'apiDomain') === 'api.eu.mailgun.net' ? 'eu' : 'us';
  return { credential: { type: 'ApiKey', provider: 'mailgun', fields: { region }, secrets: { apiKey: value } } };
}

const types: ReadonlyMap<string, Map> = new Map<string, Map>([
  ['httpBasicAuth', basic],
  ['httpHeaderAuth', (data) => apiKey('header', textOf(data, 'name') ?? 'Authorization', textOf(data, 'value'))],
  ['httpQueryAuth', (data) => apiKey('query', textOf(data, 'name') ?? 'key', textOf(data, 'value'))],
  ['httpBearerAuth', (data) => apiKey('header', 'Authorization', textOf(data, 'token'), 'Bearer ')],
  ['postgres', database('postgres')],
  ['mySql', database('mysql')],
  ['microsoftSql', database('mssql')],
  ['mongoDb', database('mongodb')],
  ['redis', database('redis')],
  ['smtp', smtp],
  ['aws', aws],
  ['slackApi', onProvider('slack', 'accessToken')],
  ['githubApi', onProvider('github', 'accessToken', at('server', 'api.github.com'))],
  ['gitlabApi', onProvider('gitlab', 'accessToken', at('server', 'gitlab.com'))],
  ['openAiApi', onProvider('openai', 'apiKey', at('url', 'api.openai.com'))],
  ['stripeApi', onProvider('stripe', 'secretKey')],
  ['notionApi', onProvider('notion', 'apiKey')],
  ['airtableTokenApi', onProvider('airtable', 'accessToken')],
  ['hubspotAppToken', onProvider('hubspot', 'appToken')],
  ['telegramApi', onProvider('telegram', 'accessToken', at('baseUrl', 'api.telegram.org'))],
  ['linearApi', onProvider('linear', 'apiKey')],
  ['twilioApi', twilio],
  ['mailgunApi', mailgun],
]);

/** Types whose credential says nothing about where it belongs. */
const withoutOrigin = new Set(['httpBasicAuth', 'httpHeaderAuth', 'httpQueryAuth', 'httpBearerAuth']);

/** What one becomes; `lacks` where its API has to be said. */
export function fromN8n(type: string, data: unknown): Mapped & { readonly lacks?: string } {
  if (typeof data === 'string') return { unmapped: 'is encrypted: export it with `--decrypted`' };
  if (/oauth/i.test(type)) return { unmapped: 'is OAuth: connect it again' };
  const map = types.get(type);
  if (!map) return { unmapped: 'is a type that Keyward has nothing like' };
  if (!isObject(data)) return { unmapped: 'has no data' };
  return { ...map(data), ...(withoutOrigin.has(type) && { lacks: noOrigin }) };
}
