/**
 * Dials the upstream and streams both ways. Backpressure is passed on in each direction; whichever side goes away, the
 * other is let go at once. What comes back is scrubbed on its way.
 */
import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Problem } from '../../domain/problem.ts';
import type { Scrubber } from '../scrub/scrubber.ts';
import { createFrameScrubber } from '../scrub/web-socket-frames.ts';
import { changed, Superseded } from './begin-anew.ts';
import type { CallerUpgrade } from './caller-upgrade.ts';
import type { Held } from './in-flight.ts';
import { lingerUntilRead } from './linger.ts';
import { doesNoHarm, mayRepeat } from './may-repeat.ts';
import { Measure } from './measure.ts';
import type { Outcome } from './outcome.ts';
import { createResponseBody, type ResponseBody } from './response-body.ts';
import { buildResponseHeaders } from './response-headers.ts';
import type { LinkContext } from './rewrite-links.ts';
import { buildTrailers, takesTrailers } from './trailers.ts';
import { Tunnel } from './tunnel.ts';
import { assertLength, hasBody, Upload, type UploadLimits } from './upload.ts';
import { toUpstreamProblem } from './upstream-problem.ts';
import { assertAccepted } from './web-socket-handshake.ts';

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
  /**
   * Asked when the upstream answers 401: whether there may be a better token than the one that was sent.
   *
   * @param isRepeatable - Whether the caller's request can be sent once more: nothing of its body was read.
   * @returns what the exchange ends with, to begin anew; undefined: the answer goes to the caller
   */
  readonly onTokenRefused?: ((isRepeatable: boolean) => Superseded | undefined) | undefined;
  /** Gets the status and header section of the final answer: names and values in turn. */
  readonly onAnswer: (status: number, rawHeaders: readonly string[]) => void;
  /** How the caller can follow what the answer refers to. */
  readonly links: () => LinkContext;
  readonly limits: UploadLimits;
  /** The caller's side of a WebSocket that it asks for. */
  readonly upgrade?: CallerUpgrade | undefined;
  /** Ends the exchange before its time when its rights end. */
  readonly held: Held;
}

/**
 * Sends the request and answers the caller with what comes back.
 *
 * @returns once the answer is complete, or was cut; status 0 where the caller went before there was one
 * @throws Problem `request/too-large`, `upstream/…` or `egress/denied`, as long as nothing of the answer was sent; later
 *   failures cut the answer
 * @throws Superseded where it was cut with that, and a second request does no harm
 */
export function forward(request: IncomingMessage, response: ServerResponse, outgoing: Outgoing): Promise<Outcome> {
  assertLength(request, outgoing.limits);
  const relay = new Relay(request, response, outgoing);
  // Gone while the use was being recorded: its "close" is over.
  if (response.destroyed) return Promise.resolve(relay.outcome());
  // Only now: who may not do this is refused before the body is sent (RFC 9110, section 10.1.1).
  const isAwaited = request.headers.expect !== undefined && request.httpVersion !== '1.0';
  if (isAwaited && outgoing.body === undefined) response.writeContinue();
  return relay.run();
}

const WEB_SOCKET = { upgrade: 'websocket' };

class Relay implements Dispatcher.DispatchHandler {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #outgoing: Outgoing;
  readonly #measure = new Measure();
  readonly #end = Promise.withResolvers<Outcome>();
  #controller: Dispatcher.DispatchController | undefined;
  #upload: Upload | undefined;
  #body: ResponseBody | undefined;
  #tunnel: Tunnel | undefined;
  #isAnswered = false;
  /** Whether the upstream's answer came to its end. */
  #isWhole = false;
  #isRepeated = false;
  #hasData = false;
  #cutBy: Problem | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, outgoing: Outgoing) {
    this.#request = request;
    this.#response = response;
    this.#outgoing = outgoing;
  }

  run(): Promise<Outcome> {
    this.#response.once('close', () => {
      if (this.#isCut) this.#controller?.abort(new Error('the caller has gone'));
      this.#end.resolve(this.outcome());
    });
    this.#outgoing.held.onCut((problem) => this.#cut(problem));
    this.#dispatch();
    return this.#end.promise;
  }

  outcome(): Outcome {
    return this.#measure.outcome(this.#isCut);
  }

  get #isCut(): boolean {
    return this.#tunnel ? this.#tunnel.isCut : !this.#isWhole || !this.#response.writableFinished;
  }

  #dispatch(): void {
    const { upstream, method, path, headers, body, limits, upgrade } = this.#outgoing;
    this.#upload = body === undefined && hasBody(this.#request) ? new Upload(this.#request, limits) : undefined;
    const options = { method: method as Dispatcher.HttpMethod, path, headers: headers as string[] };
    try {
      upstream.dispatch({ ...options, body: body ?? this.#upload ?? null, ...(upgrade && WEB_SOCKET) }, this);
    } catch (error) {
      // undici quotes the header value in its message: nothing of it may go on.
      this.#end.reject(new Problem('request/header-refused', { cause: error }));
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#cutBy) controller.abort(this.#cutBy);
    else if (this.#response.destroyed) controller.abort(new Error('the caller has gone'));
  }

  onBodySent(chunk: Buffer): void {
    this.#measure.sent(chunk.length);
  }

  onResponseStarted(): void {
    this.#isAnswered = true;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // Interim answers end here: 100 was given already, 103 is a hint that a program has no use for.
    if (status < 200) return;
    this.#isAnswered = true;
    const anew = status === 401 ? this.#outgoing.onTokenRefused?.(this.#isUnread) : undefined;
    if (anew) {
      this.#abandon(anew);
      return;
    }
    this.#measure.answered(status);
    const { scrubber, setCookie, links, onAnswer } = this.#outgoing;
    const raw = latin1Of(controller.rawHeaders);
    onAnswer(status, raw);
    const fail = this.#fail.bind(this);
    const response = this.#response;
    this.#body = createResponseBody({ status, raw, response, scrubber, upstream: controller, fail });
    const isForOwnOrigin = response.hasHeader('access-control-allow-origin');
    const { isDecoded } = this.#body;
    const headers = buildResponseHeaders(raw, { scrubber, setCookie, links, isDecoded, isForOwnOrigin });
    // More or less than announced would be read as the next answer on the caller's connection.
    response.strictContentLength = true;
    // Never the upstream's own reason phrase: Node refuses some of what upstreams send.
    response.writeHead(status, STATUS_CODES[status] ?? '', status === 204 ? withoutLength(headers) : headers);
    // With the first of the body where that is there, else without it: a stream may be silent for long.
    process.nextTick(() => this.#hasData || response.flushHeaders());
  }

  onRequestUpgrade(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: IncomingHttpHeaders,
    upstream: Duplex,
  ): void {
    this.#isAnswered = true;
    this.#measure.answered(status);
    try {
      this.#upgrade(latin1Of(controller.rawHeaders), upstream);
    } catch (error) {
      upstream.on('error', () => undefined).destroy();
      this.#fail(error);
    }
  }

  /** @throws Problem `upstream/broken` */
  #upgrade(raw: readonly string[], upstream: Duplex): void {
    const { upgrade, scrubber, setCookie, links } = this.#outgoing;
    const response = this.#response;
    if (response.destroyed || this.#cutBy) throw new Error('nobody waits for it any more');
    assertAccepted(raw, this.#request.headers['sec-websocket-key']!);
    const headers = withoutLength(buildResponseHeaders(raw, { scrubber, setCookie, links, isDecoded: false }));
    response.writeHead(101, STATUS_CODES[101], [...headers, 'Connection', 'Upgrade', 'Upgrade', 'websocket']);
    response.flushHeaders();
    const frames = scrubber && createFrameScrubber(scrubber);
    this.#tunnel = new Tunnel({ caller: upgrade!.take(), upstream, frames, measure: this.#measure });
    this.#tunnel.done.then(() => this.#end.resolve(this.outcome()));
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#hasData = true;
    this.#measure.received(chunk.length);
    this.#body?.write(chunk);
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    this.#isWhole = true;
    this.#hasData = true;
    const trailers = latin1Of(controller.rawTrailers);
    if (trailers.length > 0 && takesTrailers(this.#request)) {
      this.#response.addTrailers(buildTrailers(trailers, this.#outgoing.scrubber));
    }
    this.#body?.end();
    if (!this.#request.complete) lingerUntilRead(this.#request);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  /** Whether nothing of the caller's body was read. What was refused was not done, whatever its method. */
  get #isUnread(): boolean {
    return this.#upload?.isBegun !== true;
  }

  /** The caller does not see this answer: it gets that to another attempt. */
  #abandon(anew: Superseded): void {
    if (this.#cutBy) return;
    this.#cutBy = anew;
    this.#end.reject(anew);
    this.#controller?.abort(anew);
  }

  #cut(problem: Problem): void {
    this.#cutBy = problem;
    if (this.#tunnel) return void this.#tunnel.cut();
    if (this.#response.headersSent) this.#response.destroy();
    else this.#end.reject(problem instanceof Superseded && !this.#mayBeginAnew ? changed() : problem);
    this.#controller?.abort(problem);
  }

  /** What is not on a connection yet was not sent; undici drops it when its turn comes. */
  get #mayBeginAnew(): boolean {
    const isBodyTouched = this.#upload?.isBegun ?? false;
    const isUnsent = this.#controller === undefined && !isBodyTouched;
    return isUnsent || doesNoHarm({ method: this.#outgoing.method, isAnswered: this.#isAnswered, isBodyTouched });
  }

  #fail(error: unknown): void {
    // The response is not this attempt's any more.
    if (this.#cutBy) return;
    this.#isWhole = false;
    // Its "close" resolves.
    if (this.#response.headersSent) this.#response.destroy();
    else if (this.#repeats(error)) this.#dispatch();
    else if (!this.#response.destroyed) this.#end.reject(toUpstreamProblem(error));
  }

  #repeats(error: unknown): boolean {
    const { method } = this.#outgoing;
    const isBodyTouched = this.#upload !== undefined && !this.#upload.isUntouched;
    const isFirst = !this.#isRepeated && !this.#response.destroyed && !this.#cutBy;
    this.#isRepeated = true;
    return isFirst && mayRepeat({ method, isAnswered: this.#isAnswered, isBodyTouched }, error);
  }
}

function latin1Of(raw: Dispatcher.DispatchController['rawHeaders']): string[] {
  const parts = (raw ?? []) as (Buffer | string)[];
  return parts.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
}

/** @see RFC 9110, section 8.6 */
function withoutLength(headers: readonly string[]): string[] {
  return headers.filter((_, index) => headers[index - (index % 2)]!.toLowerCase() !== 'content-length');
}
