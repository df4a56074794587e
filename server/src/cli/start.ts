/**
 * Puts the planes of this process together and starts them. With `keyward serve`, the only one that imports this file, it
 * is the only place that imports both; in one process the boundary between them is one of code, not of memory.
 */
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bootstrapped } from '../broker/bootstrap.ts';
import { type Broker, createBroker } from '../broker/broker.ts';
import { connectBroker } from '../broker/rpc/client.ts';
import type { ProviderDirectory } from '../catalogue/provider.ts';
import type { Config } from '../config.ts';
import { createControlServer } from '../control/server.ts';
import { brokerOriginFor, type ConsoleSite, consoleOrigins } from '../domain/console-site.ts';
import type { Clock } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { publicUrlOf } from '../domain/public-url.ts';
import { parseBrokerPublicKey } from '../envelope/sealing-key.ts';
import { startSweeper } from '../expiry/sweeper.ts';
import { createLogger, type Logger } from '../log/logger.ts';
import { addProcessMetrics, createRegistry, type Registry } from '../metrics/registry.ts';
import { createStoreErrors, exposeChangeFeed } from '../metrics/store-metrics.ts';
import { startDatabaseClock } from '../store/database-clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { brokerKeyFile } from './data-folder.ts';
import { readEgress } from './egress-options.ts';
import { keepBrokerKey, keepFirstSecrets } from './first-start-files.ts';
import { assertUnrevealed } from './keep-memory.ts';
import { closeWithGrace, listen } from './listening.ts';
import { readProviders } from './read-providers.ts';
import { assertNoRootKey, findRootKeys } from './root-keys.ts';
import type { Running } from './running.ts';

/**
 * Starts the planes that the configuration names.
 *
 * @throws Problem `config/invalid`, `keys/root-key-invalid`, `store/unavailable`
 */
export async function startPlanesOf(config: Config, environment: NodeJS.ProcessEnv): Promise<Running> {
  const logger = createLogger(config.logLevel);
  await mkdir(config.data, { recursive: true, mode: 0o700 });
  if (config.role === 'control') await assertNoRootKey(config.rootKeyFile, environment);
  else assertUnrevealed(process.execArgv, environment.NODE_OPTIONS);
  await using starting = new AsyncDisposableStack();
  const metrics = createRegistry();
  addProcessMetrics(metrics);
  const errors = createStoreErrors(metrics);
  const opened = await openStore({
    url: config.database ?? `sqlite:${join(config.data, 'keyward.sqlite')}`,
    onError: (error) => {
      errors.inBackground();
      logger.warn({ err: error }, 'the store failed in the background');
    },
  });
  starting.defer(() => opened.close());
  const store = errors.counted(opened);
  const time = await startDatabaseClock(store, {
    onError: (error) => logger.warn({ err: error }, 'the time of the database is not known'),
  });
  starting.defer(() => time.stop());
  exposeChangeFeed(metrics, store, time.now);
  const tls = config.tls && { cert: await readPem(config.tls.cert), key: await readPem(config.tls.key) };
  const providers = await commonProviders(config.providers, logger);
  const parts = { config, store, clock: time.now, providers, logger, metrics, tls, ports: {} };
  const running = await startPlanes(parts, environment, starting);
  const started = starting.move();
  return { ...running, close: () => started.disposeAsync() };
}

/** What is not sound is left out, and said so. */
function commonProviders(folder: string | undefined, logger: Logger): Promise<ProviderDirectory> {
  return readProviders(folder, (violation) => logger.error(violation, 'a provider is left out: its file is not sound'));
}

interface Parts {
  readonly config: Config;
  readonly store: Store;
  /** Database time. */
  readonly clock: Clock;
  readonly providers: ProviderDirectory;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Where the planes listen, once they do. */
  readonly ports: { control?: number; broker?: number };
}

/** Starts what the role names; each thing started is closed by the stack, the last one first. */
async function startPlanes(
  parts: Parts,
  environment: NodeJS.ProcessEnv,
  starting: AsyncDisposableStack,
): Promise<Omit<Running, 'close'>> {
  const { config, store, clock, logger, tls } = parts;
  const onError = (error: unknown): void => logger.error({ err: error }, 'expired credentials could not be ended');
  const sweeper = startSweeper({ store, clock, onError });
  starting.defer(() => sweeper.close());
  const broker = config.role === 'control' ? undefined : await makeBroker(parts, environment);
  if (broker) starting.defer(() => closeWithGrace(broker.server, () => broker.close()));
  const first = broker && (await firstStart(parts, broker));
  const brokerUrl = broker && (await listen(broker.server, config.brokerListen, tls !== undefined));
  if (brokerUrl !== undefined) parts.ports.broker = portOf(brokerUrl);
  const controlUrl = config.role === 'broker' ? undefined : await startControl(parts, { broker, first, starting });
  return {
    ...(controlUrl && { controlUrl }),
    ...(brokerUrl && { brokerUrl }),
    ...(first?.ownerToken && { ownerToken: first.ownerToken }),
    ...(first?.setUpLink && { setUpLink: first.setUpLink }),
  };
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

function consoleSiteOf({ config: { publicUrl, brokerPublicUrl }, tls, ports }: Parts): ConsoleSite {
  return {
    ...{ publicUrl, brokerPublicUrl, hasTls: tls !== undefined },
    controlPort: () => ports.control,
    brokerPort: () => ports.broker,
  };
}

async function makeBroker(parts: Parts, environment: NodeJS.ProcessEnv): Promise<Broker> {
  const { config, store, clock, providers, logger, metrics, tls } = parts;
  const site = consoleSiteOf(parts);
  return createBroker({
    store,
    rootKeys: await findRootKeys(store, config.rootKeyFile, environment, logger),
    hostSuffix: config.brokerHostSuffix,
    consoleOrigins: () => consoleOrigins(site),
    egress: await readEgress(config, environment),
    limits: config.callerLimits,
    staleLimitMs: config.staleLimitMs,
    leaseTermMs: config.refreshLeaseMs,
    bodyLimitBytes: config.bodyLimitBytes,
    defaultLimits: config,
    useRetentionMs: config.useRetentionMs,
    requestLogRetentionMs: config.requestLogRetentionMs,
    eventRetentionMs: config.eventRetentionMs,
    clock,
    providers,
    logger,
    metrics,
    ...(tls && { tls }),
  });
}

/** Without its root key the broker starts all the same: what needs no key works, and the rest says what is missing. */
async function firstStart({ config, logger }: Parts, broker: Broker): Promise<Partial<Bootstrapped>> {
  try {
    const first = await broker.bootstrap((secrets) => keepFirstSecrets(config.data, secrets));
    await keepBrokerKey(config.data, first.brokerPublicKey);
    return first;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'keys/root-key-missing') throw error;
    logger.error({ code: error.code }, 'the root key of this database is missing; run keyward doctor');
    return {};
  }
}

interface ControlNeeds {
  readonly broker: Broker | undefined;
  readonly first: Partial<Bootstrapped> | undefined;
  readonly starting: AsyncDisposableStack;
}

async function startControl(parts: Parts, { broker, first, starting }: ControlNeeds): Promise<string> {
  const { config, store, clock, providers, logger, metrics, tls, ports } = parts;
  const site = consoleSiteOf(parts);
  let listening = '';
  const app = createControlServer({
    publicUrl: () => publicUrlOf(config.publicUrl, listening),
    brokerOriginFor: (host) => brokerOriginFor(site, host),
    store,
    broker: broker?.rpc ?? connectBroker(brokerUrlOf(config)),
    brokerPublicKey: first?.brokerPublicKey ?? (await pinnedKey(config)),
    clock,
    providers,
    logger,
    metrics,
    allowedHosts: allowedHostsOf(config),
    ...(tls && { tls }),
  });
  starting.defer(() => closeWithGrace(app.server, () => app.close()));
  await app.ready();
  listening = await listen(app.server, config.listen, tls !== undefined);
  ports.control = portOf(listening);
  return listening;
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
