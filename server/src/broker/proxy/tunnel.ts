/**
 * An upgraded connection: bytes both ways until either side ends. What comes from the upstream is scrubbed, what the
 * caller sends is masked by it (RFC 6455, section 5.3) and goes on as it is. Backpressure is passed on in each direction;
 * of one side's end the other is told behind all that was sent before it.
 */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FrameScrubber } from '../scrub/web-socket-frames.ts';
import { closeOurSide } from './linger.ts';
import type { Measure } from './measure.ts';

export interface TunnelParts {
  readonly caller: Socket;
  readonly upstream: Duplex;
  /** Undefined where the policy turned scrubbing off. */
  readonly frames: FrameScrubber | undefined;
  readonly measure: Measure;
}

/** Begins to stream at once. */
export class Tunnel {
  readonly #parts: TunnelParts;
  readonly #done = Promise.withResolvers<void>();
  #hasEnded = false;
  #isCut = false;

  constructor(parts: TunnelParts) {
    this.#parts = parts;
    const { caller, upstream, measure } = parts;
    caller.on('data', (chunk: Buffer) => {
      measure.sent(chunk.length);
      if (upstream.writable && !upstream.write(chunk)) caller.pause();
    });
    caller.on('drain', () => upstream.resume()).once('end', () => this.#endUpstream());
    upstream.on('data', (chunk: Buffer) => this.#take(chunk));
    upstream.on('drain', () => caller.resume()).once('end', () => this.#endCaller());
    upstream.once('close', () => this.#endCaller());
    caller.once('close', () => this.#close());
    // No byte has moved at the caller's end, in either direction, for the idle time-out of the connection.
    caller.once('timeout', () => this.cut());
    // The listener of the connection's beginning destroys the caller's; the other side's goes with it.
    for (const socket of [caller, upstream]) socket.on('error', () => this.cut());
    if (caller.destroyed || upstream.destroyed) this.cut();
  }

  /** Resolves when the caller's side is closed. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  /** Whether it was broken off, by either side or from here. */
  get isCut(): boolean {
    return this.#isCut || !this.#hasEnded;
  }

  /** Ends both sides at once, whatever is under way. */
  cut(): void {
    this.#isCut ||= !this.#hasEnded;
    this.#parts.caller.destroy();
    this.#parts.upstream.destroy();
    if (this.#parts.caller.closed) this.#close();
  }

  #take(chunk: Buffer): void {
    const { caller, upstream, frames, measure } = this.#parts;
    measure.received(chunk.length);
    if (!caller.writable) return;
    try {
      const ready = frames ? frames.push(chunk) : chunk;
      if (ready.length > 0 && !caller.write(ready)) upstream.pause();
    } catch {
      // The upstream breaks RFC 6455: what it means by its next bytes nobody can say.
      this.cut();
    }
  }

  #endUpstream(): void {
    this.#hasEnded = true;
    this.#parts.upstream.end();
  }

  #endCaller(): void {
    const { caller, upstream, frames } = this.#parts;
    // Closed without an end: broken off.
    this.#hasEnded ||= upstream.readableEnded;
    if (!caller.writable) return;
    const rest = frames?.flush();
    if (rest && rest.length > 0) caller.write(rest);
    closeOurSide(caller);
  }

  #close(): void {
    this.#parts.upstream.destroy();
    this.#done.resolve();
  }
}
