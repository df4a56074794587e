/**
 * Connections as Airflow writes them, and URIs of databases, turned into credentials. Airflow's URI is
 * `type://login:password@host:port/schema?extra`, its parts percent-encoded; the same as JSON has members of these names.
 */
import type { NewCredential } from '@keyward/sdk';
import { type JsonObject, textOf } from './strict-json.ts';

/** The parts of a connection; what is empty is left out. */
export interface Connection {
  readonly type: string;
  readonly login?: string | undefined;
  readonly password?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly schema?: string | undefined;
  readonly extra: JsonObject;
}

/** The credential, or why there is none. */
export type Mapped =
  | { readonly credential: NewCredential; readonly notes?: readonly string[] }
  | { readonly unmapped: string };

const URI = /^([A-Za-z][A-Za-z0-9+._-]*):\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?(?:#.*)?$/s;
const HOST = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/;

function decoded(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : decodeURIComponent(text);
}

function extraOf(query: string | undefined): JsonObject {
  const entries = [...new URLSearchParams(query ?? '')];
  return Object.fromEntries(entries);
}

/** @returns undefined for what is no URI, or has an escape that is none */
export function readConnectionUri(uri: string): Connection | undefined {
  const match = URI.exec(uri);
  if (!match) return undefined;
  const [, type, authority = '', schema, query] = match;
  const at = authority.lastIndexOf('@');
  const [login, password] = at === -1 ? [] : cutAt(authority.slice(0, at), ':');
  const place = HOST.exec(authority.slice(at + 1));
  if (!place) return undefined;
  try {
    return {
      type: type!.toLowerCase().replaceAll('-', '_'),
      login: decoded(login),
      password: decoded(password),
      host: decoded(place[1]),
      port: place[2],
      schema: decoded(schema),
      extra: extraOf(query),
    };
  } catch {
    return undefined;
  }
}

function cutAt(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const databases: ReadonlyMap<string, readonly [scheme: string, port: string]> = new Map([
  ['postgres', ['postgres', '5432']],
  ['postgresql', ['postgres', '5432']],
  ['mysql', ['mysql', '3306']],
  ['mariadb', ['mariadb', '3306']],
  ['mssql', ['sqlserver', '1433']],
  ['sqlserver', ['sqlserver', '1433']],
  ['oracle', ['oracle', '1521']],
  ['mongo', ['mongodb', '27017']],
  ['mongodb', ['mongodb', '27017']],
  ['redis', ['redis', '6379']],
  ['rediss', ['redis', '6379']],
]);

/** Whether a URI of this kind is that of a database. */
export function isDatabaseUri(text: string): boolean {
  const match = /^([a-z]+):\/\//i.exec(text);
  return match !== null && databases.has(match[1]!.toLowerCase());
}

/** The members that have a value. */
export function present(members: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

function databaseOf({ type, login, password, host, port, schema, extra }: Connection): Mapped {
  const [scheme, custom] = databases.get(type)!;
  if (host === undefined) return { unmapped: 'names no host' };
  if (/[,\s]/.test(host)) return { unmapped: 'names several hosts' };
  const isPlain = textOf(extra, 'sslmode') === 'disable';
  const database = textOf(extra, 'dbname') ?? textOf(extra, 'service_name') ?? schema;
  const place = { scheme, host: host.toLowerCase(), port: port ?? custom, database, username: login };
  const note = isPlain ? 'TLS is off, as it was' : 'TLS verifies certificate and name';
  return {
    credential: {
      type: 'Database',
      fields: present({ ...place, tls: isPlain ? 'disable' : 'verify-full' }),
      secrets: present({ password }),
    },
    notes: [note],
  };
}

function baseUrlOf({ host, port, schema }: Connection): string | undefined {
  if (host === undefined) return undefined;
  const base = /^https?:\/\//i.test(host) ? host : `${schema ?? 'http'}://${host}`;
  const isPortSaid = /:\d+(?:\/|$)/.test(base.replace(/^\w+:\/\//, ''));
  return port === undefined || isPortSaid ? base : `${base.replace(/\/$/, '')}:${port}`;
}

/** Settings of Airflow's HTTP hook in `extra` that are no header. */
const HTTP_SETTINGS = new Set(['timeout', 'allow_redirects', 'proxies', 'verify', 'stream', 'cert', 'max_redirects']);

function httpOf(connection: Connection): Mapped {
  const { login, password, extra } = connection;
  const baseUrl = baseUrlOf(connection);
  if (baseUrl === undefined) return { unmapped: 'names no host' };
  const { headers: nested, ...flat } = extra;
  if (nested !== undefined) return { unmapped: 'has headers in its extra that are not plain' };
  const headers = Object.keys(flat).filter((name) => !HTTP_SETTINGS.has(name));
  if (login !== undefined && headers.length === 0) {
    const fields = { username: login };
    return { credential: { type: 'BasicAuth', baseUrl, fields, secrets: { password: password ?? '' } } };
  }
  const value = headers.length === 1 ? textOf(flat, headers[0]!) : undefined;
  if (login === undefined && password === undefined && value !== undefined) {
    const fields = { in: 'header', name: headers[0]!, prefix: '' };
    return { credential: { type: 'ApiKey', baseUrl, fields, secrets: { apiKey: value } } };
  }
  if (headers.length > 0) return { unmapped: 'has several secrets: a login and headers, or several headers' };
  return { unmapped: 'has no login that a request could carry' };
}

function awsOf({ login, password, extra }: Connection): Mapped {
  if (textOf(extra, 'role_arn')) return { unmapped: 'takes on a role' };
  const accessKeyId = login ?? textOf(extra, 'aws_access_key_id');
  const secretAccessKey = password ?? textOf(extra, 'aws_secret_access_key');
  if (accessKeyId === undefined || secretAccessKey === undefined) return { unmapped: 'has no access key of its own' };
  return {
    credential: {
      type: 'AwsSigV4',
      fields: present({ accessKeyId, region: textOf(extra, 'region_name') }),
      secrets: present({ secretAccessKey, sessionToken: textOf(extra, 'aws_session_token') }),
    },
    notes: ['say its service, region and base URL: as it is, it is incomplete'],
  };
}

function isTrue(extra: JsonObject, name: string): boolean {
  return /^true$/i.test(String(Object.hasOwn(extra, name) ? extra[name] : false));
}

function smtpOf({ login, password, host, port, extra }: Connection): Mapped {
  if (host === undefined) return { unmapped: 'names no host' };
  const withoutTls = isTrue(extra, 'disable_tls') ? 'disable' : 'starttls';
  const security = isTrue(extra, 'disable_ssl') ? withoutTls : 'tls';
  const place = { host: host.toLowerCase(), port, security };
  return {
    credential: {
      type: 'Smtp',
      fields: present({ ...place, username: login, from: textOf(extra, 'from_email') }),
      secrets: present({ password }),
    },
  };
}

function slackOf({ password }: Connection): Mapped {
  if (password === undefined) return { unmapped: 'has no token' };
  return { credential: { type: 'ApiKey', provider: 'slack', secrets: { apiKey: password } } };
}

const others: ReadonlyMap<string, (connection: Connection) => Mapped> = new Map([
  ['http', httpOf],
  ['https', (connection) => httpOf({ ...connection, schema: 'https' })],
  ['aws', awsOf],
  ['smtp', smtpOf],
  ['slack', slackOf],
]);

/** The credential of a connection. */
export function credentialOf(connection: Connection): Mapped {
  if (databases.has(connection.type)) return databaseOf(connection);
  const map = others.get(connection.type);
  return map ? map(connection) : { unmapped: 'is a type of connection that Keyward has nothing like' };
}
