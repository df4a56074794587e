/**
 * The broker's listener: plain node:http, strict parsing, `/rpc/` to the verbs, `/forward-auth/` to gateways, all else through the hot path;
 * all of it where the Host names a credential. What Keyward itself answers carries `Keyward-Error`.
 */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { CallerLimits } from '../config.ts';
import { newId } from '../domain/id.ts';
import { Problem, type ProblemCode, toProblem } from '../domain/problem.ts';
import type { Logger } from '../log/logger.ts';
import type { ProxyMetrics } from '../metrics/proxy-metrics.ts';
import { assertFraming } from './assert-framing.ts';
import { CallerUpgrade } from './proxy/caller-upgrade.ts';
import type { Exchange } from './proxy/exchange.ts';
import type { KeyOfHost } from './proxy/host-label.ts';
import { lingerUntilClosed } from './proxy/linger.ts';
import { isHandshake } from './proxy/web-socket-handshake.ts';
import type { BrokerRpc } from './rpc/protocol.ts';
import { serveRpc } from './rpc/serve.ts';
import type { ServeMetrics } from './serve-metrics.ts';

export interface TlsFiles {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

/** A pipeline, as the listener runs it. */
interface Path {
  run(exchange: Exchange): Promise<unknown>;
  /** The status to refuse with, for callers that understand only some. */
  refusalStatus?(request: IncomingMessage, status: number): number;
}

export interface BrokerListenerParts {
  readonly hotPath: Path;
  readonly forwardAuth: Path;
  readonly keyOfHost: KeyOfHost;
  readonly rpc: BrokerRpc;
  readonly logger: Logger;
  readonly limits: CallerLimits;
  readonly metrics: Pick<ProxyMetrics, 'refused'>;
  readonly serveMetrics: ServeMetrics;
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

/** A server that is not yet listening. */
export function createBrokerListener(parts: BrokerListenerParts): Server {
  const { limits, metrics, tls } = parts;
  const answer: RequestListener = (request, response) => void handle(parts, request, response);
  const counted = (code: ProblemCode): Problem => {
    const problem = new Problem(code);
    metrics.refused(problem);
    return problem;
  };
  const refuseUpgrade = (_request: IncomingMessage, socket: unknown): void =>
    refuseSocket(socket as Socket, counted('request/upgrade-refused'));
  const server = tls
    ? createTlsServer({ ...serverOptions(limits), ...tls }, answer)
    : createServer(serverOptions(limits), answer);
  server.timeout = limits.idleTimeoutMs;
  // Node would drop the fields above its number, unseen; their size together is limited.
  server.maxHeadersCount = 0;
  if (limits.maxConnections > 0) server.maxConnections = limits.maxConnections;
  server.on('timeout', endStalled);
  // Without this Node says "100 Continue" to whoever asks, before anybody has judged the request.
  server.on('checkContinue', answer);
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) =>
    answerProblem(response, counted('request/expectation-refused'), newId('req')),
  );
  // Node has let go of the connection. A handshake is answered as every request is, where none is under way before it.
  server.on('upgrade', (request, duplex, head) => {
    const socket = duplex as Socket;
    if (!isFree(socket) || isOwn(parts, request) || !isHandshake(request)) return void refuseUpgrade(request, socket);
    const caller = new CallerUpgrade(request, socket, head);
    void handle(parts, request, caller.response, caller);
  });
  server.on('connect', refuseUpgrade);
  server.on('clientError', (error, duplex) => {
    const socket = duplex as Socket;
    // A request that is under way counts where it ends; a connection that was reset made none.
    const isRequest = socket.writable && (unanswered.get(socket)?.size ?? 0) === 0;
    refuseUnparsed(socket, isRequest ? counted(codeOf(error)) : new Problem(codeOf(error)));
  });
  return server;
}

function codeOf(error: NodeJS.ErrnoException): ProblemCode {
  if (error.code === 'HPE_HEADER_OVERFLOW') return 'request/header-too-large';
  return error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request/timeout' : 'request/header-refused';
}

/** What came cannot be parsed: the body of the only request under way, or something that is no request. */
function refuseUnparsed(socket: Socket, problem: Problem): void {
  const responses = [...(unanswered.get(socket) ?? [])];
  const [only] = responses;
  const isInBody = only !== undefined && responses.length === 1 && !only.req.complete;
  if (isInBody && !only.headersSent) answerProblem(only, problem, newId('req'));
  else if (responses.length > 0 && responses.every(({ req }) => req.complete)) endAfter(socket, responses);
  else refuseSocket(socket, problem);
}

/** Whole requests are answered, whatever was sent behind them; nothing more is read. */
function endAfter(socket: Socket, responses: readonly ServerResponse[]): void {
  if (closing.has(socket)) return;
  closing.add(socket);
  socket.on('error', () => socket.destroy());
  socket.pause();
  const last = responses.at(-1)!;
  last.shouldKeepAlive = false;
  last.once('close', () => socket.destroySoon());
}

/** Nothing has moved on a connection: whose fault is it? */
function endStalled(socket: Socket): void {
  const responses = unanswered.get(socket);
  const [first] = responses ?? [];
  if (!first) return void socket.destroy();
  // A paused body waits for the upstream, which has time-outs of its own.
  const isSenderStalled = !first.req.complete && !first.req.isPaused();
  const isReaderStalled = first.writableLength > 0;
  if (isReaderStalled) socket.destroy();
  else if (isSenderStalled) answerProblem(first, new Problem('request/timeout'), newId('req'));
}

function isFree(socket: Socket): boolean {
  return !closing.has(socket) && (unanswered.get(socket)?.size ?? 0) === 0;
}

/** Whether the request is for Keyward itself and for no credential. */
function isOwn({ keyOfHost }: BrokerListenerParts, { url = '', headers }: IncomingMessage): boolean {
  return keyOfHost(headers.host) === undefined && !url.startsWith('/proxy/');
}

async function handle(
  parts: BrokerListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
  caller?: CallerUpgrade,
): Promise<void> {
  const requestId = newId('req');
  // Sent behind a request that was answered with `Connection: close`: nobody would read its answer.
  if (closing.has(request.socket)) return;
  occupy(response);
  let path: Path = parts.hotPath;
  let isCounted = true;
  try {
    assertFraming(request);
    const isOwnHost = parts.keyOfHost(request.headers.host) === undefined;
    const isRpc = isOwnHost && request.url?.startsWith('/rpc/') === true;
    const isMetrics = isOwnHost && request.url === '/metrics' && request.method === 'GET';
    isCounted = !isRpc && !isMetrics;
    if (isRpc) return await serveRpc(parts.rpc, request, response);
    if (isOwnHost && request.url === '/health') return void response.writeHead(204).end();
    if (isMetrics) return await parts.serveMetrics(request, response, requestId);
    if (isOwnHost && request.url?.startsWith('/forward-auth/')) path = parts.forwardAuth;
    await path.run({ request, response, requestId, address: request.socket.remoteAddress, upgrade: caller });
  } catch (error) {
    const problem = toProblem(error);
    if (isCounted) parts.metrics.refused(problem);
    const level = problem.code === 'internal/unexpected' ? 'error' : 'debug';
    parts.logger[level]({ requestId, code: problem.code, err: error }, 'the broker refused a request');
    try {
      answerProblem(response, problem, requestId, path.refusalStatus?.(request, problem.status));
    } catch {
      response.destroy();
    }
  }
}

function answerProblem(response: ServerResponse, problem: Problem, requestId: string, status = problem.status): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const body = JSON.stringify(problem.toBody(requestId));
  // Whoever frames a message in two ways may have meant another one: what follows it is not read.
  const isUnread = !response.req.complete || problem.code === 'request/header-refused';
  response.writeHead(status, STATUS_CODES[status], {
    ...headersOf(problem, body),
    ...(isUnread && { connection: 'close' }),
  });
  if (isUnread) {
    closing.add(response.req.socket);
    lingerUntilClosed(response.req);
  }
  response.end(body);
}

function headersOf(problem: Problem, body: string): Record<string, string> {
  return {
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'keyward-error': problem.code,
    ...problem.toHeaders(),
    'cache-control': 'no-store',
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  };
}

/** Sockets whose last answer is given, though the caller may still be sending. */
const closing = new WeakSet<Socket>();

/** The requests of a socket that are not yet answered, in their order. */
const unanswered = new WeakMap<Socket, Set<ServerResponse>>();

function occupy(response: ServerResponse): void {
  const { socket } = response.req;
  const responses = unanswered.get(socket) ?? new Set();
  unanswered.set(socket, responses.add(response));
  response.once('close', () => responses.delete(response));
}

/** Answers on a socket that Node's HTTP has let go of; only where no other answer is under way on it. */
function refuseSocket(socket: Socket, problem: Problem): void {
  // Node has removed its own listener: without one, a reset would end the process.
  socket.on('error', () => socket.destroy());
  if (!socket.writable || (unanswered.get(socket)?.size ?? 0) > 0) return void socket.destroy();
  const body = JSON.stringify(problem.toBody());
  const headers = Object.entries({ ...headersOf(problem, body), connection: 'close' });
  const head = [`HTTP/1.1 ${problem.status} Refused`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
