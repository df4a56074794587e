/**
 * `keyward serve`: puts the planes of this process together and starts them. The only file that imports both; in one
 * process the boundary between them is one of code, not of memory.
 */
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Bootstrapped } from '../../broker/bootstrap.ts';
import { type Broker, createBroker } from '../../broker/broker.ts';
import { parsePermittedRanges } from '../../broker/egress/classify-address.ts';
import { connectBroker } from '../../broker/rpc/client.ts';
import { type Address, type Config, type OptionSpec, options, type RawOptions, readConfig } from '../../config.ts';
import { createControlServer } from '../../control/server.ts';
import { systemClock } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { parseBrokerPublicKey } from '../../envelope/sealing-key.ts';
import { createLogger, type Logger } from '../../log/logger.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { brokerKeyFile, keepFirstStartFiles } from '../first-start-files.ts';
import { assertNoRootKey, findRootKeys } from '../root-keys.ts';

/** What runs, and where. */
export interface Running {
  /** Undefined where this process runs no such plane. */
  readonly controlUrl?: string;
  readonly brokerUrl?: string;
  /** Of a first start: shown once. */
  readonly ownerToken?: Secret<string>;
  close(): Promise<void>;
}

export function serve(parent: Command): void {
  const command = parent.command('serve').description('Start Keyward: control API, console and broker');
  for (const { flag, argument, help, env, ...rest } of options as readonly OptionSpec[]) {
    const preset = rest.default ? `; default ${rest.default}` : '';
    command.option(`${flag} <${argument}>`, `${help} (${env}${preset})`);
  }
  command.action(run);
}

async function run(flags: RawOptions): Promise<void> {
  const config = readConfig(flags, process.env);
  const running = await start(config);
  process.stdout.write(greeting(config, running));
  const stop = () => void running.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function greeting({ data }: Config, { controlUrl, brokerUrl, ownerToken }: Running): string {
  const lines = [
    ...(controlUrl ? [`Control API  ${controlUrl}`] : []),
    ...(brokerUrl ? [`Broker       ${brokerUrl}/proxy/{key}/{path}`] : []),
    ...(ownerToken
      ? [`Owner token  ${ownerToken.reveal()}`, `             shown once, and left in ${join(data, 'admin-token')}`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Starts the planes that the configuration names.
 *
 * @throws Problem `config/invalid`, `keys/root-key-invalid`, `store/unavailable`
 */
export async function start(config: Config, environment: NodeJS.ProcessEnv = process.env): Promise<Running> {
  const logger = createLogger(config.logLevel);
  await mkdir(config.data, { recursive: true, mode: 0o700 });
  if (config.role === 'control') await assertNoRootKey(config.rootKeyFile, environment);
  const store = await openStore({
    url: config.database ?? `sqlite:${join(config.data, 'keyward.sqlite')}`,
    onError: (error) => logger.warn({ err: error }, 'the store failed in the background'),
  });
  try {
    return await startPlanes(config, environment, store, logger);
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly logger: Logger;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
}

async function startPlanes(
  config: Config,
  environment: NodeJS.ProcessEnv,
  store: Store,
  logger: Logger,
): Promise<Running> {
  const tls = config.tls && { cert: await readPem(config.tls.cert), key: await readPem(config.tls.key) };
  const parts: Parts = { config, store, logger, tls };
  const broker = config.role === 'control' ? undefined : await makeBroker(parts, environment);
  const first = broker && (await firstStart(parts, broker));
  const brokerUrl = broker && (await listen(broker.server, config.brokerListen, tls));
  const control = config.role === 'broker' ? undefined : await startControl(parts, broker, first?.brokerPublicKey);
  return {
    ...(control && { controlUrl: control.url }),
    ...(brokerUrl && { brokerUrl }),
    ...(first?.ownerToken && { ownerToken: first.ownerToken }),
    async close() {
      await control?.close();
      await broker?.close();
      await store.close();
    },
  };
}

async function makeBroker({ config, store, logger, tls }: Parts, environment: NodeJS.ProcessEnv): Promise<Broker> {
  return createBroker({
    store,
    rootKeys: await findRootKeys(store, config.rootKeyFile, environment, logger),
    egress: { permitted: parsePermittedRanges(config.permitEgress) },
    staleLimitMs: config.staleLimitMs,
    clock: systemClock,
    logger,
    ...(tls && { tls }),
  });
}

/** Without its root key the broker starts all the same: what needs no key works, and the rest says what is missing. */
async function firstStart({ config, logger }: Parts, broker: Broker): Promise<Partial<Bootstrapped>> {
  try {
    const first = await broker.bootstrap();
    await keepFirstStartFiles(config.data, first);
    return first;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'keys/root-key-missing') throw error;
    logger.error({ code: error.code }, 'the root key of this database is missing; run keyward doctor');
    return {};
  }
}

async function startControl(
  { config, store, logger, tls }: Parts,
  broker: Broker | undefined,
  ownKey: KeyObject | undefined,
): Promise<{ url: string; close(): Promise<unknown> }> {
  const app = createControlServer({
    store,
    broker: broker?.rpc ?? connectBroker(brokerUrlOf(config)),
    brokerPublicKey: ownKey ?? (await pinnedKey(config)),
    clock: systemClock,
    logger,
    allowedHosts: allowedHostsOf(config),
    ...(tls && { tls }),
  });
  await app.ready();
  return { url: await listen(app.server, config.listen, tls), close: () => app.close() };
}

function brokerUrlOf({ brokerUrl }: Config): string {
  if (brokerUrl === undefined) throw new Problem('config/invalid', { detail: '--role control needs --broker-url.' });
  return brokerUrl;
}

/** The pin: given as text or as a file, else kept in the data folder by an earlier start. */
async function pinnedKey({ brokerKey, data }: Config): Promise<KeyObject> {
  const text = brokerKey?.startsWith('keyward-broker-') ? brokerKey : await readText(brokerKey ?? brokerKeyFile(data));
  if (text === undefined)
    throw new Problem('config/invalid', { detail: 'No broker key is pinned: give --broker-key.' });
  return parseBrokerPublicKey(text.trim());
}

function allowedHostsOf({ listen, publicUrl }: Config): string[] {
  const own = [listen.host, 'localhost', '127.0.0.1', '[::1]'];
  return publicUrl === undefined ? own : [...own, new URL(publicUrl).host, new URL(publicUrl).hostname];
}

async function readPem(path: string): Promise<string> {
  const text = await readText(path);
  if (text === undefined) throw new Problem('config/invalid', { detail: 'A TLS file cannot be read.' });
  return text;
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** @throws Problem `config/invalid` where the address is taken or not this machine's */
async function listen(server: Server, { host, port }: Address, tls: object | undefined): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Problem('config/invalid', { detail: `${host}:${port} cannot be listened on.`, cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${name}:${address.port}`;
}
