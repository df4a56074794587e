/**
 * The broker's listener: plain node:http, strict parsing, everything under `/proxy/` through the hot path and `/rpc/` to
 * the verbs. What Keyward itself answers carries `Keyward-Error`.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { newId } from '../domain/id.ts';
import { Problem, toProblem } from '../domain/problem.ts';
import type { Logger } from '../log/logger.ts';
import type { Exchange } from './proxy/exchange.ts';
import type { BrokerRpc } from './rpc/protocol.ts';
import { serveRpc } from './rpc/serve.ts';

export interface TlsFiles {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface BrokerListenerParts {
  readonly hotPath: { run(exchange: Exchange): Promise<unknown> };
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
  try {
    if (request.url?.startsWith('/rpc/')) return await serveRpc(parts.rpc, request, response);
    if (request.url === '/health') return void response.writeHead(204).end();
    await parts.hotPath.run({ request, response, requestId, address: request.socket.remoteAddress });
  } catch (error) {
    const problem = toProblem(error);
    const level = problem.code === 'internal/unexpected' ? 'error' : 'debug';
    parts.logger[level]({ requestId, code: problem.code, err: error }, 'the broker refused a request');
    answerProblem(response, problem, requestId);
  }
}

function answerProblem(response: ServerResponse, problem: Problem, requestId: string): void {
  if (response.headersSent) return void response.destroy();
  const body = JSON.stringify(problem.toBody(requestId));
  // What is left of the request's body is not read: the connection ends with the answer.
  const isUnread = !response.req.complete;
  response.writeHead(problem.status, { ...headersOf(problem, body), ...(isUnread && { connection: 'close' }) });
  response.end(body);
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

function refuseSocket(socket: Socket, problem: Problem): void {
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify(problem.toBody());
  const headers = Object.entries({ ...headersOf(problem, body), connection: 'close' });
  const head = [`HTTP/1.1 ${problem.status} Refused`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
