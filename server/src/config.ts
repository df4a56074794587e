/**
 * Every option once: its flag, environment variable, unit, default and help. docs/options.md is generated from here.
 * A flag wins over the environment, the environment over the default; an empty variable counts as not set.
 */
import { MOST_AT_ONCE } from './domain/limits.ts';
import {
  type Address,
  days,
  hostSuffix,
  hours,
  httpUrl,
  invalid,
  list,
  oneOf,
  parseAddress,
  seconds,
  wholeNumber,
} from './domain/option-value.ts';

export interface OptionSpec {
  readonly name: string;
  /** `--data`; its argument's name behind it in help texts. */
  readonly flag: string;
  readonly argument: string;
  readonly env: string;
  /** As text; absent: not set. */
  readonly default?: string;
  readonly help: string;
}

export const options = [
  {
    name: 'data',
    flag: '--data',
    argument: 'folder',
    env: 'KEYWARD_DATA',
    default: './keyward-data',
    help: 'Folder of the SQLite file, root.key, admin-token, set-up-link and broker-key.pub; made with mode 0700.',
  },
  {
    name: 'listen',
    flag: '--listen',
    argument: 'host:port',
    env: 'KEYWARD_LISTEN',
    default: '127.0.0.1:7420',
    help: 'Control API and console.',
  },
  {
    name: 'brokerListen',
    flag: '--broker-listen',
    argument: 'host:port',
    env: 'KEYWARD_BROKER_LISTEN',
    default: '127.0.0.1:7421',
    help: 'Broker: the address that functions and flows call.',
  },
  {
    name: 'brokerHostSuffix',
    flag: '--broker-host-suffix',
    argument: 'host',
    env: 'KEYWARD_BROKER_HOST_SUFFIX',
    default: 'localhost',
    help: 'Below it a host names a credential: finnhub.localhost:7421. Everything below it is proxied, nothing there is Keyward’s own.',
  },
  {
    name: 'publicUrl',
    flag: '--public-url',
    argument: 'url',
    env: 'KEYWARD_PUBLIC_URL',
    help: 'Where people reach the control API; its host is allowed in the Host header, its origin for people who are signed in.',
  },
  {
    name: 'brokerPublicUrl',
    flag: '--broker-public-url',
    argument: 'url',
    env: 'KEYWARD_BROKER_PUBLIC_URL',
    help: 'Where browsers reach the broker: the console invokes functions there. Without it and without --public-url it is the host of the page and the broker’s own port.',
  },
  {
    name: 'tlsCert',
    flag: '--tls-cert',
    argument: 'file',
    env: 'KEYWARD_TLS_CERT',
    help: 'PEM certificate chain for both listeners.',
  },
  { name: 'tlsKey', flag: '--tls-key', argument: 'file', env: 'KEYWARD_TLS_KEY', help: 'PEM key of the certificate.' },
  {
    name: 'role',
    flag: '--role',
    argument: 'all|control|broker',
    env: 'KEYWARD_ROLE',
    default: 'all',
    help: 'Which planes run in this process. A control plane refuses to start where a root key is configured.',
  },
  {
    name: 'database',
    flag: '--database',
    argument: 'url',
    env: 'KEYWARD_DATABASE',
    help: 'postgres://… (version 15 or later); by default SQLite in the data folder.',
  },
  {
    name: 'rootKey',
    flag: '--root-key',
    argument: 'file',
    env: 'KEYWARD_ROOT_KEY_FILE',
    help: 'Root key file; by default root.key in the data folder. KEYWARD_ROOT_KEY holds keys themselves instead.',
  },
  {
    name: 'providers',
    flag: '--providers',
    argument: 'folder',
    env: 'KEYWARD_PROVIDERS',
    help: 'Folder of further providers, one YAML file each, for all organisations; read at the start.',
  },
  {
    name: 'permitEgress',
    flag: '--permit-egress',
    argument: 'cidr,…',
    env: 'KEYWARD_PERMIT_EGRESS',
    default: '',
    help: 'Private and special address ranges that the broker may connect to; all are denied otherwise. `loopback` is 127.0.0.0/8 and ::1.',
  },
  {
    name: 'upstreamCa',
    flag: '--upstream-ca',
    argument: 'file',
    env: 'KEYWARD_UPSTREAM_CA',
    help: 'PEM certificates of further authorities to trust for upstreams, beside those of Node.js and of the system.',
  },
  {
    name: 'upstreamHttp2',
    flag: '--upstream-http2',
    argument: 'on|off',
    env: 'KEYWARD_UPSTREAM_HTTP2',
    default: 'off',
    help: 'Whether HTTP/2 is spoken to `https` upstreams that offer it. See ADR 0019 for why it is off.',
  },
  {
    name: 'upstreamConnectTimeout',
    flag: '--upstream-connect-timeout',
    argument: 'seconds',
    env: 'KEYWARD_UPSTREAM_CONNECT_TIMEOUT',
    default: '10',
    help: 'For DNS, all addresses, the proxy and the TLS handshake together.',
  },
  {
    name: 'upstreamHeadersTimeout',
    flag: '--upstream-headers-timeout',
    argument: 'seconds',
    env: 'KEYWARD_UPSTREAM_HEADERS_TIMEOUT',
    default: '300',
    help: 'From the end of the request to the headers of the answer; 0: no limit.',
  },
  {
    name: 'upstreamBodyTimeout',
    flag: '--upstream-body-timeout',
    argument: 'seconds',
    env: 'KEYWARD_UPSTREAM_BODY_TIMEOUT',
    default: '0',
    help: 'Between two parts of the answer; 0: no limit, so that event streams may be silent.',
  },
  {
    name: 'upstreamSockets',
    flag: '--upstream-sockets',
    argument: 'number',
    env: 'KEYWARD_UPSTREAM_SOCKETS',
    default: '128',
    help: 'Requests in flight, and so sockets at most, to one origin for one organisation; further ones wait.',
  },
  {
    name: 'upstreamQueueTimeout',
    flag: '--upstream-queue-timeout',
    argument: 'seconds',
    env: 'KEYWARD_UPSTREAM_QUEUE_TIMEOUT',
    default: '10',
    help: 'How long a request waits for another to end before it is answered 503 `upstream/busy`.',
  },
  {
    name: 'upstreamMaxHeaderBytes',
    flag: '--upstream-max-header-bytes',
    argument: 'bytes',
    env: 'KEYWARD_UPSTREAM_MAX_HEADER_BYTES',
    default: '32768',
    help: 'Header fields of an answer together.',
  },
  {
    name: 'egressProxy',
    flag: '--egress-proxy',
    argument: 'url',
    env: 'KEYWARD_EGRESS_PROXY',
    help: 'http://host:port, by which all upstreams are reached with CONNECT. KEYWARD_EGRESS_PROXY_CREDENTIALS holds its user:password.',
  },
  {
    name: 'egressNoProxy',
    flag: '--egress-no-proxy',
    argument: 'host or cidr,…',
    env: 'KEYWARD_EGRESS_NO_PROXY',
    default: '',
    help: 'Hosts (`.example` for all below it) and address ranges that are dialled directly nevertheless.',
  },
  {
    name: 'headerTimeout',
    flag: '--header-timeout',
    argument: 'seconds',
    env: 'KEYWARD_HEADER_TIMEOUT',
    default: '20',
    help: 'Broker: how long the header section of a request may take; 0 = no limit.',
  },
  {
    name: 'idleTimeout',
    flag: '--idle-timeout',
    argument: 'seconds',
    env: 'KEYWARD_IDLE_TIMEOUT',
    default: '120',
    help: 'Broker: how long a caller may stop sending a body or reading an answer, or a WebSocket connection stand still; 0 = no limit. Waiting for the upstream does not count.',
  },
  {
    name: 'keepAliveTimeout',
    flag: '--keep-alive-timeout',
    argument: 'seconds',
    env: 'KEYWARD_KEEP_ALIVE_TIMEOUT',
    default: '65',
    help: 'Broker: how long a connection is kept for the next request.',
  },
  {
    name: 'maxHeaderBytes',
    flag: '--max-header-bytes',
    argument: 'bytes',
    env: 'KEYWARD_MAX_HEADER_BYTES',
    default: '32768',
    help: 'Broker: the header section of a request.',
  },
  {
    name: 'maxBody',
    flag: '--max-body',
    argument: 'bytes',
    env: 'KEYWARD_MAX_BODY',
    default: '0',
    help: 'Broker: the body of a request; 0 = no limit, as bodies stream through.',
  },
  {
    name: 'maxConnections',
    flag: '--max-connections',
    argument: 'number',
    env: 'KEYWARD_MAX_CONNECTIONS',
    default: '10000',
    help: 'Broker: connections of callers at a time, further ones are closed at once; 0 = no limit.',
  },
  {
    name: 'staleLimit',
    flag: '--stale-limit',
    argument: 'seconds',
    env: 'KEYWARD_STALE_LIMIT',
    default: '10',
    help: 'How long warm credentials are served while the store is silent; 0 fails closed.',
  },
  {
    name: 'refreshLease',
    flag: '--refresh-lease',
    argument: 'seconds',
    env: 'KEYWARD_REFRESH_LEASE',
    default: '15',
    help: 'Broker: how long a node that renews an OAuth token keeps others from it; it says so again while it waits for the answer.',
  },
  {
    name: 'bodyLimit',
    flag: '--body-limit',
    argument: 'bytes',
    env: 'KEYWARD_BODY_LIMIT',
    default: '1048576',
    help: 'The longest request body that a credential is put into; other bodies are streamed, however long.',
  },
  {
    name: 'useRetention',
    flag: '--use-retention',
    argument: 'days',
    env: 'KEYWARD_USE_RETENTION',
    default: '90',
    help: 'How long statistics of use are kept.',
  },
  {
    name: 'requestLogRetention',
    flag: '--request-log-retention',
    argument: 'hours',
    env: 'KEYWARD_REQUEST_LOG_RETENTION',
    default: '72',
    help: 'How long the metadata of requests through the broker is kept; 0 logs none and removes what was logged.',
  },
  {
    name: 'eventRetention',
    flag: '--event-retention',
    argument: 'days',
    env: 'KEYWARD_EVENT_RETENTION',
    default: '30',
    help: 'How long events and the deliveries of webhooks are kept; what was not delivered by then never is.',
  },
  {
    name: 'tokenConcurrency',
    flag: '--token-concurrency',
    argument: 'number',
    env: 'KEYWARD_TOKEN_CONCURRENCY',
    default: '0',
    help: 'Requests in flight of each access token that has no `limits.concurrency` of its own; 0: no limit. Further ones are answered 429 `limit/concurrency`.',
  },
  {
    name: 'credentialConcurrency',
    flag: '--credential-concurrency',
    argument: 'number',
    env: 'KEYWARD_CREDENTIAL_CONCURRENCY',
    default: '0',
    help: 'The same of each credential.',
  },
  {
    name: 'brokerUrl',
    flag: '--broker-url',
    argument: 'url',
    env: 'KEYWARD_BROKER_URL',
    help: 'With --role control: where the broker is.',
  },
  {
    name: 'brokerKey',
    flag: '--broker-key',
    argument: 'text or file',
    env: 'KEYWARD_BROKER_KEY',
    help: 'The broker public key to pin, `keyward-broker-1:…`; by default broker-key.pub in the data folder.',
  },
  {
    name: 'logLevel',
    flag: '--log-level',
    argument: 'level',
    env: 'KEYWARD_LOG_LEVEL',
    default: 'info',
    help: 'trace, debug, info, warn, error, fatal or silent. JSON lines on standard error.',
  },
] as const satisfies readonly OptionSpec[];

type Name = (typeof options)[number]['name'];

/** Values as given, before they are read. */
export type RawOptions = Readonly<Partial<Record<Name, string>>>;

/** What the broker grants its callers; 0 = no limit. */
export interface CallerLimits {
  /** From the first byte of a request to the end of its header section. */
  readonly headerTimeoutMs: number;
  /** A body that stops coming, an answer that is not read, a WebSocket on which nothing moves. Waiting for the upstream does not count. */
  readonly idleTimeoutMs: number;
  /** Between two requests of a connection. */
  readonly keepAliveTimeoutMs: number;
  readonly maxHeaderBytes: number;
  /** Of the body alone, the framing of its chunks not counted. */
  readonly maxBodyBytes: number;
  /** At a time; further ones are closed at once. */
  readonly maxConnections: number;
}

export interface Config {
  readonly data: string;
  readonly listen: Address;
  readonly brokerListen: Address;
  /** In lower case. */
  readonly brokerHostSuffix: string;
  readonly publicUrl?: string;
  readonly brokerPublicUrl?: string;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly role: 'all' | 'control' | 'broker';
  readonly database?: string;
  readonly rootKeyFile: string;
  /** Folder of further providers. */
  readonly providers?: string;
  readonly permitEgress: readonly string[];
  readonly upstream: UpstreamConfig;
  readonly egressProxy?: string;
  readonly egressNoProxy: readonly string[];
  /** Of the broker's side towards its callers. */
  readonly callerLimits: CallerLimits;
  readonly staleLimitMs: number;
  readonly refreshLeaseMs: number;
  readonly bodyLimitBytes: number;
  /** 0: no limit; so the next. */
  readonly tokenConcurrency: number;
  readonly credentialConcurrency: number;
  readonly useRetentionMs: number;
  readonly requestLogRetentionMs: number;
  readonly eventRetentionMs: number;
  readonly brokerUrl?: string;
  readonly brokerKey?: string;
  readonly logLevel: string;
}

/** Connections to upstreams. */
export interface UpstreamConfig {
  readonly ca?: string;
  readonly http2: boolean;
  readonly connectTimeoutMs: number;
  /** 0: no limit; so the next. */
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly maxSockets: number;
  readonly queueTimeoutMs: number;
  readonly maxHeaderBytes: number;
}

/**
 * @param flags - What the command line gave.
 * @throws Problem `config/invalid`, naming the option
 */
export function readConfig(flags: RawOptions, environment: Readonly<Record<string, string | undefined>>): Config {
  const value = (name: Name): string | undefined => {
    const spec: OptionSpec = options.find((option) => option.name === name)!;
    return flags[name] ?? (environment[spec.env] || spec.default);
  };
  const given = <K extends string>(name: K, text: string | undefined) =>
    (text === undefined ? {} : { [name]: text }) as Partial<Record<K, string>>;
  const data = value('data')!;
  return {
    data,
    listen: parseAddress('listen', value('listen')!),
    brokerListen: parseAddress('brokerListen', value('brokerListen')!),
    brokerHostSuffix: hostSuffix('brokerHostSuffix', value('brokerHostSuffix')!),
    ...tlsOf(value('tlsCert'), value('tlsKey')),
    role: oneOf('role', value('role')!, ['all', 'control', 'broker'] as const),
    rootKeyFile: value('rootKey') ?? `${data}/root.key`,
    permitEgress: list(value('permitEgress')!),
    upstream: upstreamOf(value),
    egressNoProxy: list(value('egressNoProxy')!),
    ...given('egressProxy', value('egressProxy')),
    callerLimits: callerLimitsOf(value),
    staleLimitMs: seconds('staleLimit', value('staleLimit')!),
    refreshLeaseMs: seconds('refreshLease', value('refreshLease')!, 1),
    bodyLimitBytes: bytes('bodyLimit', value('bodyLimit')!),
    tokenConcurrency: wholeNumber('tokenConcurrency', value('tokenConcurrency')!, AT_ONCE),
    credentialConcurrency: wholeNumber('credentialConcurrency', value('credentialConcurrency')!, AT_ONCE),
    useRetentionMs: days('useRetention', value('useRetention')!),
    eventRetentionMs: days('eventRetention', value('eventRetention')!),
    requestLogRetentionMs: hours('requestLogRetention', value('requestLogRetention')!),
    logLevel: oneOf('logLevel', value('logLevel')!, LOG_LEVELS),
    ...given('publicUrl', httpUrl('publicUrl', value('publicUrl'))),
    ...given('brokerPublicUrl', httpUrl('brokerPublicUrl', value('brokerPublicUrl'))),
    ...given('providers', value('providers')),
    ...given('database', value('database')),
    ...given('brokerUrl', httpUrl('brokerUrl', value('brokerUrl'))),
    ...given('brokerKey', value('brokerKey')),
  };
}

const AT_ONCE = { from: 0, to: MOST_AT_ONCE };

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

function upstreamOf(value: (name: Name) => string | undefined): UpstreamConfig {
  const ca = value('upstreamCa');
  const duration = (name: Name, least = 0) => seconds(name, value(name)!, least);
  return {
    http2: oneOf('upstreamHttp2', value('upstreamHttp2')!, ['on', 'off'] as const) === 'on',
    connectTimeoutMs: duration('upstreamConnectTimeout', 1),
    headersTimeoutMs: duration('upstreamHeadersTimeout'),
    bodyTimeoutMs: duration('upstreamBodyTimeout'),
    maxSockets: wholeNumber('upstreamSockets', value('upstreamSockets')!, { from: 1, to: 65_535 }),
    queueTimeoutMs: duration('upstreamQueueTimeout'),
    maxHeaderBytes: wholeNumber('upstreamMaxHeaderBytes', value('upstreamMaxHeaderBytes')!, {
      from: 1024,
      to: 1_048_576,
    }),
    ...(ca !== undefined && { ca }),
  };
}

/** At most 1 GiB: it is held in memory. */
function bytes(name: Name, text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) > 2 ** 30) throw invalid(name, 'takes whole bytes, at most 1073741824');
  return Number(text);
}

function callerLimitsOf(value: (name: Name) => string | undefined): CallerLimits {
  const duration = (name: Name) => seconds(name, value(name)!);
  const number = (name: Name, from: number, to: number) => wholeNumber(name, value(name)!, { from, to });
  return {
    headerTimeoutMs: duration('headerTimeout'),
    idleTimeoutMs: duration('idleTimeout'),
    keepAliveTimeoutMs: duration('keepAliveTimeout'),
    maxHeaderBytes: number('maxHeaderBytes', 1024, 1_048_576),
    maxBodyBytes: number('maxBody', 0, Number.MAX_SAFE_INTEGER),
    maxConnections: number('maxConnections', 0, 1_000_000),
  };
}

function tlsOf(cert: string | undefined, key: string | undefined): Pick<Config, 'tls'> {
  if (cert === undefined && key === undefined) return {};
  if (cert === undefined || key === undefined) throw invalid('tlsCert', 'and --tls-key go together');
  return { tls: { cert, key } };
}
