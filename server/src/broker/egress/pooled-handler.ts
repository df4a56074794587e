/**
 * Stands between undici and whoever dispatched a request: gives the slot back when the request has ended, and makes
 * HTTP/2 answers look like those of HTTP/1.1, so that nobody behind it has to know which one the upstream speaks.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Problem } from '../../domain/problem.ts';

type Controller = Dispatcher.DispatchController;
type Upgraded = Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestUpgrade']>>[3];

export interface PooledHandlerOptions {
  readonly body: unknown;
  /** undici does not hold HTTP/2 to its own limit. */
  readonly maxHeaderBytes: number;
  /** Whether the pool's connections speak HTTP/2; known once there is one. */
  readonly isHttp2: () => boolean;
  /** Gives the slot back; called once at most. */
  readonly release: () => void;
}

/** Passes everything on. */
export class PooledHandler implements Dispatcher.DispatchHandler {
  readonly #inner: Dispatcher.DispatchHandler;
  readonly #options: PooledHandlerOptions;
  #isReleased = false;
  #isStarted = false;

  constructor(inner: Dispatcher.DispatchHandler, options: PooledHandlerOptions) {
    this.#inner = inner;
    this.#options = options;
  }

  /** Whether undici refused the request without ever beginning it: for a header field that cannot be sent, say. */
  get isRefused(): boolean {
    return this.#isReleased && !this.#isStarted;
  }

  #release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#options.release();
  }

  onRequestStart(controller: Controller, context: unknown): void {
    this.#isStarted = true;
    const { body, isHttp2 } = this.#options;
    // Over HTTP/2 undici reports the chunks of the answer as sent ones, and those of a streamed body not at all.
    if (isHttp2() && body instanceof Readable && this.#inner.onBodySent) {
      body.on('data', (chunk: Buffer) => this.#inner.onBodySent?.(chunk));
    }
    this.#inner.onRequestStart?.(controller, context);
  }

  onBodySent(chunk: Buffer): void {
    if (!this.#options.isHttp2()) this.#inner.onBodySent?.(chunk);
  }

  onRequestSent(): void {
    this.#inner.onRequestSent?.();
  }

  onResponseStarted(): void {
    this.#inner.onResponseStarted?.();
  }

  onRequestUpgrade(controller: Controller, status: number, headers: IncomingHttpHeaders, socket: Upgraded): void {
    // undici opens another connection in its place: without its slot, upgraded ones would know no limit.
    socket.once('close', () => this.#release());
    this.#inner.onRequestUpgrade?.(controller, status, headers, socket);
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHttpHeaders, message?: string): void {
    const raw = controller.rawHeaders;
    if (raw && !Array.isArray(raw)) {
      const fields = flatten(raw);
      const bytes = fields.reduce((sum, text) => sum + text.length, 0);
      if (bytes > this.#options.maxHeaderBytes) throw new Problem('upstream/broken', { detail: 'Too many headers.' });
      controller.rawHeaders = fields;
    }
    this.#inner.onResponseStart?.(controller, status, headers, message);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#inner.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: Controller, trailers: IncomingHttpHeaders): void {
    this.#release();
    const raw = controller.rawTrailers;
    if (raw && !Array.isArray(raw)) controller.rawTrailers = flatten(raw);
    this.#inner.onResponseEnd?.(controller, trailers);
  }

  onResponseError(controller: Controller, error: Error): void {
    this.#release();
    this.#inner.onResponseError?.(controller, error);
  }
}

/** Names and values in turn, a repeated field once for each value. */
function flatten(headers: IncomingHttpHeaders): string[] {
  return Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().flatMap((single) => [name, single]));
}
