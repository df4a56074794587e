/**
 * The caller's body on its way to the upstream, as a stream of its own: the HTTP client destroys what it was given to
 * send, and must not close the caller's connection with it, on which an answer may still be under way. Backpressure is
 * passed on; nothing is read before the client asks for it.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { CallerLimits } from '../../config.ts';
import { Problem } from '../../domain/problem.ts';

export type UploadLimits = Pick<CallerLimits, 'maxBodyBytes'>;

/** Whether the caller announced a body. @see RFC 9112, section 6.3 */
export function hasBody({ headers }: IncomingMessage): boolean {
  return (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined;
}

/** @throws Problem `request/too-large` for an announced length, before anything is dialled or read */
export function assertLength({ headers }: IncomingMessage, { maxBodyBytes }: UploadLimits): void {
  if (maxBodyBytes > 0 && Number(headers['content-length'] ?? 0) > maxBodyBytes) throw new Problem('request/too-large');
}

export class Upload extends Readable {
  readonly #request: IncomingMessage;
  readonly #maxBodyBytes: number;
  #takenBytes = 0;
  #isBegun = false;

  constructor(request: IncomingMessage, { maxBodyBytes }: UploadLimits) {
    super();
    this.#request = request;
    this.#maxBodyBytes = maxBodyBytes;
    // Destroyed by the client's failure, which is reported by the client itself.
    this.on('error', () => undefined);
  }

  /** Whether the client has asked for any of it. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Whether it could be sent once more: none of it was read, nor its end. */
  get isUntouched(): boolean {
    return this.#takenBytes === 0 && !this.readableEnded && !this.#request.complete;
  }

  override _read(): void {
    if (!this.#isBegun) this.#begin();
    this.#request.resume();
  }

  #begin(): void {
    this.#isBegun = true;
    this.#request.on('data', this.#take).on('end', this.#end).on('close', this.#cut);
    // It may have come and gone while the use was being recorded.
    if (this.#request.destroyed && !this.#request.complete) this.#cut();
  }

  readonly #take = (chunk: Buffer): void => {
    this.#takenBytes += chunk.length;
    if (this.#maxBodyBytes > 0 && this.#takenBytes > this.#maxBodyBytes) {
      this.destroy(new Problem('request/too-large'));
    } else if (!this.push(chunk)) {
      this.#request.pause();
    }
  };

  readonly #end = (): void => void this.push(null);

  readonly #cut = (): void => {
    if (!this.#request.complete) this.destroy(new Error('the caller has gone'));
  };

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#request.off('data', this.#take).off('end', this.#end).off('close', this.#cut);
    done(error);
  }
}
