/**
 * The broker's listener: plain node:http, strict parsing, `/rpc/` to the verbs and everything else through the hot path;
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
import { newId } from '../domain/id.ts';
import { Problem, toProblem } from '../domain/problem.ts';
import type { Logger } from '../log/logger.ts';
import { assertFraming } from './assert-framing.ts';
import type { Exchange } from './proxy/exchange.ts';
import type { KeyOfHost } from './proxy/host-label.ts';
import type { BrokerRpc } from './rpc/protocol.ts';
import { serveRpc } from './rpc/serve.ts';

export interface TlsFiles {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface BrokerListenerParts {
  readonly hotPath: { run(exchange: Exchange): Promise<unknown> };
  readonly keyOfHost: KeyOfHost;
  readonly rpc: BrokerRpc;
  readonly logger: Logger;
  readonly tls?: TlsFiles;
}

const SERVER_OPTIONS = {
  maxHeaderSize: 32_768,
  headersTimeout: 20_000,
  // A slow upload is legitimate; a stalled one ends with the socket's own time-out.
  requestTimeout: 0,
  keepAliveTimeout: 65_000,
  insecureHTTPParser: false,
  requireHostHeader: true,
};
const IDLE_SOCKET_MS = 330_000;
const DRAIN_MS = 2_000;

/** A server that is not yet listening. */
export function createBrokerListener(parts: BrokerListenerParts): Server {
  const answer: RequestListener = (request, response) => void handle(parts, request, response);
  const server = parts.tls
    ? createTlsServer({ ...SERVER_OPTIONS, ...parts.tls }, answer)
    : createServer(SERVER_OPTIONS, answer);
  server.timeout = IDLE_SOCKET_MS;
  server.on('upgrade', (_request, socket) => refuseSocket(socket as Socket, new Problem('request/upgrade-refused')));
  server.on('connect', (_request, socket) => refuseSocket(socket as Socket, new Problem('request/upgrade-refused')));
  server.on('clientError', (_error, socket) => refuseSocket(socket as Socket, new Problem('request/header-refused')));
  return server;
}

async function handle(parts: BrokerListenerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = newId('req');
  occupy(response);
  try {
    assertFraming(request);
    const isOwnHost = parts.keyOfHost(request.headers.host) === undefined;
    if (isOwnHost && request.url?.startsWith('/rpc/')) return await serveRpc(parts.rpc, request, response);
    if (isOwnHost && request.url === '/health') return void response.writeHead(204).end();
    await parts.hotPath.run({ request, response, requestId, address: request.socket.remoteAddress });
  } catch (error) {
    const problem = toProblem(error);
    const level = problem.code === 'internal/unexpected' ? 'error' : 'debug';
    parts.logger[level]({ requestId, code: problem.code, err: error }, 'the broker refused a request');
    try {
      answerProblem(response, problem, requestId);
    } catch {
      response.destroy();
    }
  }
}

function answerProblem(response: ServerResponse, problem: Problem, requestId: string): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const body = JSON.stringify(problem.toBody(requestId));
  const isUnread = !response.req.complete;
  response.writeHead(problem.status, STATUS_CODES[problem.status], {
    ...headersOf(problem, body),
    ...(isUnread && { connection: 'close' }),
  });
  response.end(body);
  if (isUnread) drain(response.req);
}

/** A caller that is still sending reads the answer only if its connection is not reset: it may send on for a while. */
function drain(request: IncomingMessage): void {
  request.resume();
  setTimeout(() => request.socket?.destroy(), DRAIN_MS).unref();
}

function headersOf(problem: Problem, body: string): Record<string, string> {
  return {
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'keyward-error': problem.code,
    'cache-control': 'no-store',
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  };
}

/** How many requests of a socket are not yet answered. */
const unanswered = new WeakMap<Socket, number>();

function occupy(response: ServerResponse): void {
  const socket = response.req.socket;
  unanswered.set(socket, (unanswered.get(socket) ?? 0) + 1);
  response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
}

/** Answers on a socket that Node's HTTP has let go of; only where no other answer is under way on it. */
function refuseSocket(socket: Socket, problem: Problem): void {
  // Node has removed its own listener: without one, a reset would end the process.
  socket.on('error', () => socket.destroy());
  if (!socket.writable || (unanswered.get(socket) ?? 0) > 0) return void socket.destroy();
  const body = JSON.stringify(problem.toBody());
  const headers = Object.entries({ ...headersOf(problem, body), connection: 'close' });
  const head = [`HTTP/1.1 ${problem.status} Refused`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
