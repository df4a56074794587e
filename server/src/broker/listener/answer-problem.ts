/** How the broker says what went wrong: `application/problem+json`, its code in `Keyward-Error` too. @see RFC 9457 */
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '../../domain/problem.ts';
import { lingerUntilClosed } from '../proxy/linger.ts';
import type { Connections } from './connections.ts';

export interface ProblemAnswer {
  readonly requestId: string;
  /** By default the problem's own. */
  readonly status?: number | undefined;
}

/** Answers, and closes the connection where the rest of the request is not read; cuts an answer that has begun. */
export function answerProblem(
  connections: Connections,
  response: ServerResponse,
  problem: Problem,
  { requestId, status = problem.status }: ProblemAnswer,
): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const body = JSON.stringify(problem.toBody(requestId));
  // Whoever frames a message in two ways may have meant another one: what follows it is not read.
  const isUnread = !response.req.complete || problem.code === 'request/header-refused';
  response.writeHead(status, STATUS_CODES[status], {
    ...fieldsOf(problem, body),
    ...(isUnread && { connection: 'close' }),
  });
  if (isUnread) {
    connections.close(response.req.socket);
    lingerUntilClosed(response.req);
  }
  response.end(body);
}

function fieldsOf(problem: Problem, body: string): Record<string, string> {
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

/** Answers on a socket that Node's HTTP has let go of; only where no other answer is under way on it. */
export function refuseSocket(connections: Connections, socket: Socket, problem: Problem): void {
  // Node has removed its own listener: without one, a reset would end the process.
  socket.on('error', () => socket.destroy());
  if (!socket.writable || connections.unanswered(socket).length > 0) return void socket.destroy();
  const body = JSON.stringify(problem.toBody());
  const fields = Object.entries({ ...fieldsOf(problem, body), connection: 'close' });
  const head = [`HTTP/1.1 ${problem.status} Refused`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
