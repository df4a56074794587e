/**
 * Every option once: its flag, environment variable, unit, default and help. docs/options.md is generated from here.
 * A flag wins over the environment, the environment over the default; an empty variable counts as not set.
 */
import { Problem } from './domain/problem.ts';

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
    help: 'Folder of the SQLite file, root.key, admin-token and broker-key.pub; made with mode 0700.',
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
    help: 'Where people reach the control API; its host is allowed in the Host header.',
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
    name: 'permitEgress',
    flag: '--permit-egress',
    argument: 'cidr,…',
    env: 'KEYWARD_PERMIT_EGRESS',
    default: '',
    help: 'Private and special address ranges that the broker may connect to; all are denied otherwise.',
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

export interface Address {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

export interface Config {
  readonly data: string;
  readonly listen: Address;
  readonly brokerListen: Address;
  /** In lower case. */
  readonly brokerHostSuffix: string;
  readonly publicUrl?: string;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly role: 'all' | 'control' | 'broker';
  readonly database?: string;
  readonly rootKeyFile: string;
  readonly permitEgress: readonly string[];
  readonly staleLimitMs: number;
  readonly brokerUrl?: string;
  readonly brokerKey?: string;
  readonly logLevel: string;
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
    permitEgress: value('permitEgress')!
      .split(',')
      .filter((range) => range !== ''),
    staleLimitMs: seconds('staleLimit', value('staleLimit')!),
    logLevel: oneOf('logLevel', value('logLevel')!, LOG_LEVELS),
    ...given('publicUrl', httpUrl('publicUrl', value('publicUrl'))),
    ...given('database', value('database')),
    ...given('brokerUrl', httpUrl('brokerUrl', value('brokerUrl'))),
    ...given('brokerKey', value('brokerKey')),
  };
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

function invalid(name: Name, rule: string): Problem {
  return new Problem('config/invalid', { detail: `${options.find((option) => option.name === name)!.flag} ${rule}.` });
}

function parseAddress(name: Name, text: string): Address {
  const [, host, port] = /^([^:\s[\]]+|\[[0-9a-f:.%]+\]):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || Number(port) > 65_535) throw invalid(name, 'takes host:port');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function oneOf<T extends string>(name: Name, text: string, values: readonly T[]): T {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw invalid(name, `is one of ${values.join(', ')}`);
  return value;
}

function httpUrl(name: Name, text: string | undefined): string | undefined {
  if (text !== undefined && !/^https?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw invalid(name, 'takes an http:// or https:// URL');
  }
  return text;
}

/** A host name; its last label has a letter, so that no IP address lies below it. */
function hostSuffix(name: Name, text: string): string {
  const isName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text) && /[a-z][^.]*$/i.test(text);
  if (!isName) throw invalid(name, 'takes a host name such as broker.example.com');
  return text.toLowerCase();
}

function seconds(name: Name, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw invalid(name, 'takes whole seconds');
  return Number(text) * 1000;
}

function tlsOf(cert: string | undefined, key: string | undefined): Pick<Config, 'tls'> {
  if (cert === undefined && key === undefined) return {};
  if (cert === undefined || key === undefined) throw invalid('tlsCert', 'and --tls-key go together');
  return { tls: { cert, key } };
}
