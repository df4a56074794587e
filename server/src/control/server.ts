/**
 * The control API's HTTP server: limits, headers, parsing and errors, the same for every route. It seals and never opens;
 * what needs a private key is asked of the broker.
 */
import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { createRefusalLog } from '../audit/refusal-log.ts';
import { newId } from '../domain/id.ts';
import { Problem } from '../domain/problem.ts';
import type { Registry } from '../metrics/registry.ts';
import { ownDirectory } from '../providers/own-directory.ts';
import { reporterOfForged } from '../providers/report-forged.ts';
import { serveConnect } from './connect/serve-connect.ts';
import { serveConsole } from './console/serve-console.ts';
import { recordRefusal } from './http/admit-caller.ts';
import { assertAllowedHost } from './http/allowed-host.ts';
import { answerProblem, problemOf } from './http/answer-problem.ts';
import { answerUnparsable } from './http/answer-unparsable.ts';
import { parseJsonBody } from './http/json-body.ts';
import { serveMetrics } from './http/serve-metrics.ts';
import { siteOf } from './http/site.ts';
import { readTextBody } from './http/text-body.ts';
import { validatorCompiler } from './http/validator.ts';
import { serveOAuth } from './oauth/serve-oauth.ts';
import { buildDocument } from './openapi/document.ts';
import { createImporter } from './providers/import/importer.ts';
import { serveReference } from './reference/serve-reference.ts';
import type { ControlServices } from './route.ts';
import { entrances, probes, routes } from './routes/index.ts';
import { serveSignOn } from './sign-on/serve-sign-on.ts';

const BODY_LIMIT_BYTES = 1_048_576;
const REQUEST_TIMEOUT_MS = 30_000;
const LONGEST_PARAMETER = 256;

/** What the control server is made of. */
export interface ControlServerOptions extends Omit<ControlServices, 'refusals' | 'importer' | 'site'> {
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Hosts that it answers to, lower case: `localhost` and `[::1]` with any port, `keyward.example:7420` with that one. */
  readonly allowedHosts: readonly string[];
  /** PEM certificate chain and key; plain HTTP without. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

function addHeaders(app: FastifyInstance): void {
  app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('keyward-request-id', request.id).header('cache-control', 'no-store');
  });
}

function addLog(app: FastifyInstance): void {
  // The route's pattern, not the URL: what is pasted into a path or query by mistake may be a secret.
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, milliseconds }, 'request');
  });
}

function addErrors(app: FastifyInstance, services: ControlServices): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    await recordRefusal(request, services, problem).catch((failure: unknown) => {
      // The refusal stands all the same: it is the safe answer.
      request.log.error({ err: failure, code: problem.code }, 'refusal not recorded');
    });
    return answerProblem(problem, request, reply);
  });
  app.setNotFoundHandler((request, reply) => answerProblem(new Problem('route/not-found'), request, reply));
}

function answerBadUrl(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('keyward-request-id', request.id);
  answerProblem(problemOf(error), request, reply);
}

/**
 * The control API as a Fastify instance, not yet listening.
 *
 * Each answer carries `Keyward-Request-Id`; each error is `application/problem+json`. Bodies are limited to 1 MiB,
 * requests to 30 seconds.
 */
export function createControlServer(options: ControlServerOptions): FastifyInstance {
  const { store, broker, brokerPublicKey, clock, publicUrl, brokerOriginFor, logger, metrics, allowedHosts, tls } =
    options;
  const site = siteOf(publicUrl, tls !== undefined);
  const onError = (error: unknown): void => logger.error({ err: error }, 'refusals could not be recorded');
  const refusals = createRefusalLog({ store, clock, onError });
  const providers = ownDirectory({
    common: options.providers,
    store,
    brokerPublicKey: async () => brokerPublicKey,
    onForged: reporterOfForged({ logger, refusals }),
  });
  const importer = createImporter();
  const common = { store, broker, brokerPublicKey, clock, publicUrl, brokerOriginFor };
  const services: ControlServices = { ...common, refusals, providers, importer, site };
  const app = Fastify({
    loggerInstance: logger,
    ...(tls && { https: tls }),
    https: tls ?? null,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    genReqId: () => newId('req'),
    frameworkErrors: answerBadUrl,
    clientErrorHandler: answerUnparsable,
  }) as unknown as FastifyInstance;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/yaml'],
    { parseAs: 'buffer' },
    async ({ routeOptions, headers }: FastifyRequest, body: Buffer) => {
      if (routeOptions.config.takesText) return readTextBody(body);
      if (headers['content-type']?.startsWith('application/yaml')) throw new Problem('request/media-type');
      return parseJsonBody(body);
    },
  );
  app.setValidatorCompiler(validatorCompiler);
  addHeaders(app);
  app.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config.isProbe) assertAllowedHost(request.headers.host, allowedHosts);
  });
  addLog(app);
  addErrors(app, services);
  serveMetrics(app, services, metrics);
  app.addHook('onClose', () => refusals.close().catch(onError));
  for (const probe of probes) probe.mount(app, services);
  for (const entrance of entrances) entrance.mount(app, services);
  for (const route of routes) route.mount(app, services);
  serveConnect(app, services);
  serveOAuth(app, services);
  serveSignOn(app, services);
  serveConsole(app, services);
  serveReference(app, () => buildDocument(routes, probes, entrances));
  return app;
}
