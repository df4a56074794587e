/**
 * The broker put together: keys, caches, hot path and RPC over one store. Holds the private keys; alone dials upstreams.
 */
import { createPublicKey } from 'node:crypto';
import type { Server } from 'node:http';
import { createRefusalLog } from '../audit/refusal-log.ts';
import type { ProviderDirectory } from '../catalogue/provider.ts';
import type { CallerLimits } from '../config.ts';
import type { Clock } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { SESSION_IDLE_MS } from '../domain/session.ts';
import { SIGN_ON_MS } from '../domain/sign-on.ts';
import type { RootKey } from '../keys/root-key.ts';
import type { Logger } from '../log/logger.ts';
import { exposeBrokerState } from '../metrics/broker-state.ts';
import { createProxyMetrics } from '../metrics/proxy-metrics.ts';
import { createRefreshMetrics } from '../metrics/refresh-metrics.ts';
import type { Registry } from '../metrics/registry.ts';
import { createWebhookMetrics } from '../metrics/webhook-metrics.ts';
import { ownDirectory } from '../providers/own-directory.ts';
import { reporterOfForged } from '../providers/report-forged.ts';
import { deleteStagedFunctions } from '../store/functions.ts';
import { deleteExpiredInvitations } from '../store/invitations.ts';
import { deleteStaleStaged } from '../store/material.ts';
import { deleteOrphanedConfigurations, deleteStagedOAuthConfigurations } from '../store/oauth-configurations.ts';
import { deleteStagedFlows } from '../store/oauth-flows.ts';
import { deleteStagedProviders } from '../store/own-providers.ts';
import { deleteOldAttempts } from '../store/people.ts';
import { deleteEndedSessions } from '../store/sessions.ts';
import { deleteOldSignOnFlows } from '../store/sign-ons.ts';
import type { Store } from '../store/store.ts';
import { type Bootstrapped, bootstrap, type KeepFirstSecrets } from './bootstrap.ts';
import { createBrokerKeys } from './broker-keys.ts';
import { createDialer } from './egress/dialer.ts';
import { Upstreams, type UpstreamsOptions } from './egress/upstreams.ts';
import { createForwardAuth } from './forward-auth/forward-auth.ts';
import { withConsoleAccess } from './functions/console-access.ts';
import { createInvoke } from './functions/invoke.ts';
import { createUseOpener } from './functions/open-uses.ts';
import { createLimiter, type LimiterOptions } from './limits/limiter.ts';
import { Pauses } from './limits/pauses.ts';
import { startPauseWriter } from './limits/write-pauses.ts';
import { createBrokerListener, type TlsFiles } from './listener/listener.ts';
import { createServeMetrics } from './listener/serve-metrics.ts';
import { createTryConnected } from './oauth/connect/try-connected.ts';
import { createKeeper } from './oauth/refresh/create-keeper.ts';
import { startKeepAlive } from './oauth/refresh/keep-alive.ts';
import { createReleaseToken } from './oauth/release/release-token.ts';
import { createOrganisationDirectory } from './organisations/organisation-directory.ts';
import { renewSealingKeys } from './organisations/sealing-keys.ts';
import { type BrokerParts, freshnessOf } from './parts.ts';
import { oldestAttempt } from './people/attempts.ts';
import { createKeyOfHost } from './proxy/host-label.ts';
import { createHotPath } from './proxy/hot-path.ts';
import { InFlight } from './proxy/in-flight.ts';
import { createAuthenticator } from './resolve/authenticate.ts';
import { createCredentialResolver } from './resolve/resolve-credential.ts';
import { createSolutionDirectory } from './resolve/solution-directory.ts';
import type { BrokerRpc } from './rpc/protocol.ts';
import { createBrokerRpc } from './rpc/verbs.ts';
import { startPruning } from './use/prune-uses.ts';
import { createUseRecorder } from './use/use-recorder.ts';
import { startSchedule } from './verify/schedule.ts';
import { createVerifier } from './verify/verifier.ts';
import { startWebhookSender } from './webhooks/webhook-sender.ts';

const MAINTENANCE_INTERVAL_MS = 3_600_000;
/** A write stages, admits and commits within seconds: what is older was given up by a process that died. */
const STAGED_TERM_MS = 3_600_000;
/** How long what is in flight may go on once the broker is told to stop. */
const GRACE_MS = 4_000;
/** A refresh token that was sent and whose answer nobody hears is lost: longer than a token endpoint is given. */
const TOKEN_GRACE_MS = 12_000;

export interface BrokerOptions {
  readonly store: Store;
  /** The first wraps, all unwrap; empty: everything that needs a key answers `keys/root-key-missing`. */
  readonly rootKeys: readonly RootKey[];
  readonly egress: UpstreamsOptions;
  /** Below which a Host names a credential, in lower case. */
  readonly hostSuffix: string;
  /** Of the console's pages, which may read what invocations answer. */
  readonly consoleOrigins: () => readonly string[];
  readonly limits: CallerLimits;
  /** What holds for tokens and credentials that have no limit of their own. */
  readonly defaultLimits: LimiterOptions;
  readonly staleLimitMs: number;
  /** The longest request body that a credential is put into. */
  readonly bodyLimitBytes: number;
  /** How long statistics of use are kept. */
  readonly useRetentionMs: number;
  /** How long requests are kept in the log; 0: none is logged. */
  readonly requestLogRetentionMs: number;
  /** How long events are kept. */
  readonly eventRetentionMs: number;
  /** For how long a node keeps the right to renew a token without saying that it still does. */
  readonly leaseTermMs: number;
  /** Database time. */
  readonly clock: Clock;
  readonly providers: ProviderDirectory;
  readonly logger: Logger;
  /** Of this process. */
  readonly metrics: Registry;
  readonly tls?: TlsFiles;
}

export interface Broker {
  readonly rpc: BrokerRpc;
  /** Not yet listening. */
  readonly server: Server;
  /** First-start work. @throws Problem `keys/root-key-missing` */
  bootstrap(keepFirstSecrets?: KeepFirstSecrets): Promise<Bootstrapped>;
  /** Ends what is in flight and writes what is gathered. */
  close(): Promise<void>;
}

export function createBroker(options: BrokerOptions): Broker {
  const { store, clock, logger } = options;
  const keys = createBrokerKeys(store, options.rootKeys, clock);
  const upstreams = new Upstreams(options.egress);
  const dialer = createDialer(options.egress);
  const assertFresh = freshnessOf(store, clock, options.staleLimitMs);
  const onError = (error: unknown): void => logger.error({ err: error }, 'refusals could not be recorded');
  const refusals = createRefusalLog({ store, clock, onError });
  const providers = ownDirectory({
    common: options.providers,
    store,
    brokerPublicKey: async () => createPublicKey(await keys.signingKey()),
    onForged: reporterOfForged({ logger, refusals }),
  });
  const parts: BrokerParts = { store, keys, upstreams, dialer, clock, providers, logger, refusals, assertFresh };
  const uses = createUseRecorder(parts, { isLogging: options.requestLogRetentionMs > 0 });
  const authenticator = createAuthenticator(parts, uses);
  const organisations = createOrganisationDirectory(parts);
  const solutions = createSolutionDirectory(parts);
  const resolver = createCredentialResolver(parts, organisations);
  // What it forgets is made after it.
  const forget = (credentialId: string): void => {
    resolver.forget(credentialId);
    useOpener.forget(credentialId);
  };
  const refreshMetrics = createRefreshMetrics(options.metrics);
  const tokens = createKeeper(parts, { leaseTermMs: options.leaseTermMs, metrics: refreshMetrics, forget });
  const { keeper } = tokens;
  const { hostSuffix } = options;
  const keyOfHost = createKeyOfHost(hostSuffix);
  const inFlight = new InFlight(parts);
  const pauseWriter = startPauseWriter(parts);
  const pauses = new Pauses({ clock, onPause: pauseWriter.add });
  const { limits } = options;
  const limiter = createLimiter(options.defaultLimits);
  const metrics = createProxyMetrics(options.metrics);
  const reaching = {
    ...parts,
    authenticator,
    organisations,
    solutions,
    resolver,
    keeper,
    uses,
    limiter,
    pauses,
    metrics,
  };
  const caches = { token: authenticator, credential: resolver };
  exposeBrokerState(options.metrics, { inFlight, uses: uses.buffered, caches });
  const hotPath = createHotPath({
    ...reaching,
    keyOfHost,
    bodyLimitBytes: options.bodyLimitBytes,
    hostSuffix,
    inFlight,
    limits,
  });
  const useOpener = createUseOpener(parts, { organisations, keeper });
  const invoke = createInvoke({
    ...{ ...reaching, useOpener, inFlight, hostSuffix, limits },
    bodyLimitBytes: options.bodyLimitBytes,
  });
  const rpc = createBrokerRpc(parts, authenticator, organisations, {
    verifier: createVerifier({ ...parts, keeper }, uses),
    tryConnected: createTryConnected({ ...parts, keeper }, uses),
  });
  const server = createBrokerListener({
    hotPath,
    forwardAuth: createForwardAuth(reaching),
    releaseToken: createReleaseToken(reaching),
    invoke: withConsoleAccess(invoke, options.consoleOrigins),
    keyOfHost,
    rpc,
    logger,
    limits,
    metrics,
    serveMetrics: createServeMetrics(parts, authenticator, options.metrics),
    ...(options.tls && { tls: options.tls }),
  });
  const maintenance = setInterval(() => {
    maintain(parts).catch((error: unknown) => logger.error({ err: error }, 'maintenance failed'));
  }, MAINTENANCE_INTERVAL_MS).unref();

  const pruning = startPruning(parts, options);
  const schedule = startSchedule({ ...parts, uses, keeper });
  const onAttempt = createWebhookMetrics(options.metrics);
  const keepAlive = startKeepAlive({ ...parts, keeper, random: Math.random });
  const webhooks = startWebhookSender({ ...parts, random: Math.random, onAttempt });

  return {
    rpc,
    server,
    bootstrap: (keepFirstSecrets) => bootstrap(parts, keepFirstSecrets),
    async close() {
      clearInterval(maintenance);
      // Upgraded connections are no longer the server's: nobody else would cut them.
      const cut = setTimeout(() => inFlight.close(new Problem('broker/stopping')), GRACE_MS);
      if (server.listening) await new Promise((resolve) => server.close(resolve));
      clearTimeout(cut);
      inFlight.close(new Problem('broker/stopping'));
      resolver.close();
      await keepAlive.close();
      await tokens.close(TOKEN_GRACE_MS);
      await schedule.close();
      useOpener.close();
      await uses.close();
      await pauseWriter.close();
      await pruning.close();
      await webhooks.close();
      await upstreams.close();
      await refusals.close().catch(onError);
    },
  };
}

/** Keeps sealing keys ahead of their expiry; removes what was staged and never committed, and sessions and links that are over. */
async function maintain(parts: BrokerParts): Promise<void> {
  await renewSealingKeys(parts);
  const olderThan = parts.clock() - STAGED_TERM_MS;
  await parts.store.transaction((transaction) => deleteStaleStaged(transaction, olderThan));
  await parts.store.transaction((transaction) => deleteStagedProviders(transaction, olderThan));
  await parts.store.transaction((transaction) => deleteStagedFunctions(transaction, olderThan));
  await parts.store.transaction((transaction) => deleteStagedOAuthConfigurations(transaction, olderThan));
  await parts.store.transaction((transaction) => deleteOrphanedConfigurations(transaction, olderThan));
  const now = parts.clock();
  await parts.store.transaction(async (transaction) => {
    await deleteEndedSessions(transaction, { now, idleMs: SESSION_IDLE_MS });
    await deleteExpiredInvitations(transaction, now);
    await deleteOldAttempts(transaction, oldestAttempt(now));
    await deleteOldSignOnFlows(transaction, now - SIGN_ON_MS);
  });
  await parts.store.transaction((transaction) => deleteStagedFlows(transaction, olderThan));
}
