/**
 * The broker's listener: plain node:http, strict parsing, each request to what answers its path. What Keyward itself
 * answers carries `Keyward-Error`.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { CallerLimits } from '../../config.ts';
import { newId } from '../../domain/id.ts';
import { Problem, type ProblemCode, toProblem } from '../../domain/problem.ts';
import type { Logger } from '../../log/logger.ts';
import type { ProxyMetrics } from '../../metrics/proxy-metrics.ts';
import { CallerUpgrade } from '../proxy/caller-upgrade.ts';
import { isHandshake } from '../proxy/web-socket-handshake.ts';
import { answerProblem, refuseSocket } from './answer-problem.ts';
import { assertFraming } from './assert-framing.ts';
import { Connections } from './connections.ts';
import { endStalled, refuseUnparsed } from './end-connection.ts';
import { createPathOf, type Path, type PathOf, type PathParts } from './own-paths.ts';

export interface TlsFiles {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface BrokerListenerParts extends PathParts {
  readonly logger: Logger;
  readonly limits: CallerLimits;
  readonly metrics: Pick<ProxyMetrics, 'refused'>;
  readonly tls?: TlsFiles;
}

/** Node looks for requests that are over their time this often. */
const CHECK_INTERVAL_MS = 1_000;

function serverOptions({ maxHeaderBytes, headerTimeoutMs, keepAliveTimeoutMs }: CallerLimits) {
  return {
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: headerTimeoutMs,
    // A slow upload is legitimate; a stalled one ends with the time-out of the connection.
    requestTimeout: 0,
    keepAliveTimeout: keepAliveTimeoutMs,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    insecureHTTPParser: false,
    // Judged with the rest of the framing, so that the answer is a problem like any other.
    requireHostHeader: false,
  };
}

function makeServer({ limits, tls }: BrokerListenerParts, answer: RequestListener): Server {
  const options = serverOptions(limits);
  const server = tls ? createTlsServer({ ...options, ...tls }, answer) : createServer(options, answer);
  server.timeout = limits.idleTimeoutMs;
  // Node would drop the fields above its number, unseen; their size together is limited.
  server.maxHeadersCount = 0;
  if (limits.maxConnections > 0) server.maxConnections = limits.maxConnections;
  return server;
}

/** A server that is not yet listening. */
export function createBrokerListener(parts: BrokerListenerParts): Server {
  const connections = new Connections();
  const serving = { ...parts, connections, pathOf: createPathOf(parts) };
  const answer: RequestListener = (request, response) => void handle(serving, request, response);
  const server = makeServer(parts, answer);
  const counted = (code: ProblemCode): Problem => {
    const problem = new Problem(code);
    parts.metrics.refused(problem);
    return problem;
  };
  const refuseUpgrade = (_request: IncomingMessage, socket: unknown): void =>
    refuseSocket(connections, socket as Socket, counted('request/upgrade-refused'));
  server.on('timeout', (socket) => endStalled(connections, socket));
  // Without this Node says "100 Continue" to whoever asks, before anybody has judged the request.
  server.on('checkContinue', answer);
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) =>
    answerProblem(connections, response, counted('request/expectation-refused'), { requestId: newId('req') }),
  );
  // Node has let go of the connection. A handshake is answered as every request is, where none is under way before it.
  server.on('upgrade', (request, duplex, head) => {
    const socket = duplex as Socket;
    if (!connections.isFree(socket) || !isHandshake(request)) return void refuseUpgrade(request, socket);
    const caller = new CallerUpgrade(request, socket, head);
    void handle(serving, request, caller.response, caller);
  });
  server.on('connect', refuseUpgrade);
  server.on('clientError', (error, duplex) => {
    const socket = duplex as Socket;
    // A request that is under way counts where it ends; a connection that was reset made none.
    const isRequest = socket.writable && connections.unanswered(socket).length === 0;
    refuseUnparsed(connections, socket, isRequest ? counted(codeOf(error)) : new Problem(codeOf(error)));
  });
  return server;
}

function codeOf(error: NodeJS.ErrnoException): ProblemCode {
  if (error.code === 'HPE_HEADER_OVERFLOW') return 'request/header-too-large';
  return error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request/timeout' : 'request/header-refused';
}

interface Serving extends BrokerListenerParts {
  readonly connections: Connections;
  readonly pathOf: PathOf;
}

async function handle(
  { connections, pathOf, hotPath, metrics, logger }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
  upgrade?: CallerUpgrade,
): Promise<void> {
  // Sent behind a request that was answered with `Connection: close`: nobody would read its answer.
  if (connections.isClosing(request.socket)) return;
  const requestId = newId('req');
  connections.occupy(response);
  let path: Path | undefined;
  try {
    assertFraming(request);
    path = pathOf(request);
    if (upgrade && path !== hotPath) throw new Problem('request/upgrade-refused');
    await path.run({ request, response, requestId, address: request.socket.remoteAddress, upgrade });
  } catch (error) {
    const problem = toProblem(error);
    if (!path?.isUncounted) metrics.refused(problem);
    const level = problem.code === 'internal/unexpected' ? 'error' : 'debug';
    logger[level]({ requestId, code: problem.code, err: error }, 'the broker refused a request');
    try {
      answerProblem(connections, response, problem, {
        requestId,
        status: path?.refusalStatus?.(request, problem.status),
      });
    } catch {
      response.destroy();
    }
  }
}
