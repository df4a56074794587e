/**
 * Dials the upstream and streams both ways. Backpressure is passed on in each direction; whichever side goes away, the
 * other is let go at once. What comes back is scrubbed on its way.
 */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Dispatcher } from 'undici';
import { Problem } from '../../domain/problem.ts';
import type { Scrubber } from '../scrub/scrubber.ts';
import { Measure } from './measure.ts';
import type { Outcome } from './outcome.ts';
import { createResponseBody, type ResponseBody } from './response-body.ts';
import { buildResponseHeaders } from './response-headers.ts';
import type { LinkContext } from './rewrite-links.ts';
import { toUpstreamProblem } from './upstream-problem.ts';

export interface Outgoing {
  readonly upstream: Dispatcher;
  readonly method: string;
  /** Path and query, as checked. */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** Sent in the place of the caller's, which has been read; undefined where that is streamed. */
  readonly body?: Buffer | undefined;
  /** Undefined where the policy turned scrubbing off. */
  readonly scrubber: Scrubber | undefined;
  readonly setCookie: 'dropped' | 'permitted';
  /** How the caller can follow what the answer refers to. */
  readonly links: () => LinkContext;
}

/** Whether the caller announced a body. @see RFC 9112, section 6.3 */
function bodyOf(request: IncomingMessage): IncomingMessage | null {
  const hasLength = (request.headers['content-length'] ?? '0') !== '0';
  return hasLength || request.headers['transfer-encoding'] !== undefined ? request : null;
}

/**
 * Sends the request and answers the caller with what comes back.
 *
 * @returns once the answer is complete, or was cut; status 0 where the caller went before there was one
 * @throws Problem `upstream/…` or `egress/denied`, as long as nothing of the answer was sent; later failures cut the answer
 */
export function forward(request: IncomingMessage, response: ServerResponse, outgoing: Outgoing): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const measured = new Measure();
  let body: ResponseBody | undefined;
  let controller: Dispatcher.DispatchController | undefined;

  // Gone while the use was being recorded: its "close" is over.
  if (response.destroyed) return Promise.resolve(measured.outcome(true));
  response.once('close', () => {
    const isCut = !response.writableFinished;
    if (isCut) controller?.abort(new Error('the caller has gone'));
    resolve(measured.outcome(isCut));
  });

  const fail = (error: unknown): void => {
    // Its "close" resolves.
    if (response.headersSent) response.destroy();
    else if (!response.destroyed) reject(toUpstreamProblem(error));
  };

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      if (response.destroyed) started.abort(new Error('the caller has gone'));
    },
    onBodySent(chunk) {
      measured.sent(chunk.length);
    },
    onResponseStart(started, status) {
      if (status < 200) return;
      measured.answered(status);
      const raw = rawHeadersOf(started);
      body = createResponseBody({ status, raw, response, scrubber: outgoing.scrubber, upstream: started, fail });
      const { scrubber, setCookie, links } = outgoing;
      const headers = buildResponseHeaders(raw, { scrubber, setCookie, links, isDecoded: body.isDecoded });
      // Never the upstream's own reason phrase: Node refuses some of what upstreams send.
      response.writeHead(status, STATUS_CODES[status] ?? '', headers);
    },
    onResponseData(_started, chunk) {
      measured.received(chunk.length);
      body?.write(chunk);
    },
    onResponseEnd() {
      body?.end();
    },
    onResponseError(_started, error) {
      fail(error);
    },
  };

  try {
    const { method, path, headers } = outgoing;
    outgoing.upstream.dispatch(
      {
        method: method as Dispatcher.HttpMethod,
        path,
        headers: headers as string[],
        body: outgoing.body ?? bodyOf(request),
      },
      handler,
    );
  } catch (error) {
    // undici quotes the header value in its message: nothing of it may go on.
    reject(new Problem('request/header-refused', { cause: error }));
  }
  return promise;
}

function rawHeadersOf(controller: Dispatcher.DispatchController): string[] {
  const raw = controller.rawHeaders as (Buffer | string)[] | null;
  return (raw ?? []).map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
}
