/** What becomes of a connection on which something came that is no request, or nothing at all. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { answerProblem, refuseSocket } from './answer-problem.ts';
import type { Connections } from './connections.ts';

/** What came cannot be parsed: the body of the only request under way, or something behind whole ones, or nothing else. */
export function refuseUnparsed(connections: Connections, socket: Socket, problem: Problem): void {
  const responses = connections.unanswered(socket);
  const [only] = responses;
  const isInBody = only !== undefined && responses.length === 1 && !only.req.complete;
  if (isInBody && !only.headersSent) answerProblem(connections, only, problem, { requestId: newId('req') });
  else if (responses.length > 0 && responses.every(({ req }) => req.complete)) endAfter(connections, socket, responses);
  else refuseSocket(connections, socket, problem);
}

/** Whole requests are answered, whatever was sent behind them; nothing more is read. */
function endAfter(connections: Connections, socket: Socket, responses: readonly ServerResponse[]): void {
  if (connections.isClosing(socket)) return;
  connections.close(socket);
  socket.on('error', () => socket.destroy());
  socket.pause();
  const last = responses.at(-1)!;
  last.shouldKeepAlive = false;
  last.once('close', () => socket.destroySoon());
}

/** Nothing has moved on a connection: whose fault is it? */
export function endStalled(connections: Connections, socket: Socket): void {
  const [first] = connections.unanswered(socket);
  if (!first) return void socket.destroy();
  // A paused body waits for the upstream, which has time-outs of its own.
  const isSenderStalled = !first.req.complete && !first.req.isPaused();
  const isReaderStalled = first.writableLength > 0;
  if (isReaderStalled) socket.destroy();
  else if (isSenderStalled)
    answerProblem(connections, first, new Problem('request/timeout'), { requestId: newId('req') });
}
