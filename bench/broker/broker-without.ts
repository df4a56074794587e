/**
 * Keyward's own broker, put together from its own parts with one of them replaced by nothing: what that part costs. It is
 * nothing that can be configured; only this measurement leaves parts out.
 *
 *     node bench/broker/broker-without.ts <data folder> <part>     prints its address
 */
import { join } from 'node:path';
import { createRefusalLog } from '../../server/src/audit/refusal-log.ts';
import { createBrokerKeys } from '../../server/src/broker/broker-keys.ts';
import { parsePermittedRanges } from '../../server/src/broker/egress/classify-address.ts';
import { createDialer } from '../../server/src/broker/egress/dialer.ts';
import { Upstreams } from '../../server/src/broker/egress/upstreams.ts';
import { createLimiter } from '../../server/src/broker/limits/limiter.ts';
import { Pauses } from '../../server/src/broker/limits/pauses.ts';
import { createBrokerListener } from '../../server/src/broker/listener/listener.ts';
import { createKeeper } from '../../server/src/broker/oauth/refresh/create-keeper.ts';
import { createOrganisationDirectory } from '../../server/src/broker/organisations/organisation-directory.ts';
import { freshnessOf } from '../../server/src/broker/parts.ts';
import { createKeyOfHost } from '../../server/src/broker/proxy/host-label.ts';
import { createHotPath, type HotPathParts } from '../../server/src/broker/proxy/hot-path.ts';
import { InFlight } from '../../server/src/broker/proxy/in-flight.ts';
import { createAuthenticator } from '../../server/src/broker/resolve/authenticate.ts';
import { createCredentialResolver } from '../../server/src/broker/resolve/resolve-credential.ts';
import { createSolutionDirectory } from '../../server/src/broker/resolve/solution-directory.ts';
import { createUseRecorder } from '../../server/src/broker/use/use-recorder.ts';
import { builtInDirectory } from '../../server/src/catalogue/built-in-directory.ts';
import { listen } from '../../server/src/cli/listening.ts';
import { findRootKeys } from '../../server/src/cli/root-keys.ts';
import { readConfig } from '../../server/src/config.ts';
import { createLogger } from '../../server/src/log/logger.ts';
import { createProxyMetrics } from '../../server/src/metrics/proxy-metrics.ts';
import { createRegistry } from '../../server/src/metrics/registry.ts';
import { startDatabaseClock } from '../../server/src/store/database-clock.ts';
import { openStore } from '../../server/src/store/open-store.ts';
import type { Without } from './parts.ts';

const [data, without] = process.argv.slice(2) as [string, Without | 'nothing'];
const config = readConfig({ data, permitEgress: '127.0.0.0/8' }, {});
const logger = createLogger('warn');
const fail = (error: unknown): never => {
  throw error;
};
const store = await openStore({ url: `sqlite:${join(data, 'keyward.sqlite')}`, onError: fail });
const time = await startDatabaseClock(store, { onError: fail });
const clock = time.now;
const keys = createBrokerKeys(store, await findRootKeys(store, config.rootKeyFile, {}, logger), clock);
const egress = { permitted: parsePermittedRanges(config.permitEgress) };
const upstreams = new Upstreams(egress);
const dialer = createDialer(egress);
const refusals = createRefusalLog({ store, clock, onError: fail });
const assertFresh = freshnessOf(store, clock, config.staleLimitMs);
const parts = {
  store,
  keys,
  upstreams,
  dialer,
  clock,
  providers: builtInDirectory(() => undefined),
  logger,
  refusals,
  assertFresh,
};
const uses = createUseRecorder(parts, { isLogging: without !== 'request log' });
const organisations = createOrganisationDirectory(parts);
const nothing = (): undefined => undefined;

/** Each part as it does nothing. */
const replaced: Readonly<Record<Without, object>> = {
  scrubbing: {},
  'request log': {},
  'counting of uses': { uses: { ...uses, admit: () => ({ complete: nothing, fail: nothing }), fail: nothing } },
  'cutting in flight': {
    inFlight: { hold: (_rights: unknown, run: (held: object) => unknown) => run({ onCut: nothing }) },
  },
  limits: {
    limiter: { enter: () => ({ leave: undefined }) },
    pauses: { assertNone: nothing, note: nothing },
  },
  metrics: { metrics: { answered: nothing, refused: nothing } },
};

const hotPath: HotPathParts = {
  ...parts,
  uses,
  organisations,
  authenticator: createAuthenticator(parts, uses),
  solutions: createSolutionDirectory(parts),
  resolver: createCredentialResolver(parts, organisations),
  keeper: createKeeper(parts, { metrics: { ended: nothing }, forget: nothing }).keeper,
  inFlight: new InFlight(parts),
  limiter: createLimiter(config),
  pauses: new Pauses({ clock, onPause: nothing }),
  metrics: createProxyMetrics(createRegistry()),
  limits: config.callerLimits,
  keyOfHost: createKeyOfHost(config.brokerHostSuffix),
  hostSuffix: config.brokerHostSuffix,
  bodyLimitBytes: config.bodyLimitBytes,
  ...(without === 'nothing' ? {} : replaced[without]),
};
const refuse = { run: () => Promise.reject(new Error('not measured')) };
const server = createBrokerListener({
  hotPath: createHotPath(hotPath),
  forwardAuth: refuse,
  invoke: refuse,
  releaseToken: refuse,
  keyOfHost: hotPath.keyOfHost,
  rpc: {} as never,
  logger,
  limits: config.callerLimits,
  metrics: hotPath.metrics,
  serveMetrics: refuse.run,
});
process.stdout.write(`${await listen(server, { host: '127.0.0.1', port: 0 }, false)}\n`);
process.once('SIGTERM', () => process.exit(0));
