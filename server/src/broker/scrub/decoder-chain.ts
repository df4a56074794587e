/** Decoders one behind the other, for codings that were applied one around the other, as one stream. */
import { Duplex, pipeline } from 'node:stream';

/** Fails with the error of whichever fails first, and lets all go with itself. */
export class DecoderChain extends Duplex {
  readonly #decoders: readonly Duplex[];
  readonly #first: Duplex;
  readonly #last: Duplex;

  /** @param decoders - At least two, in the order in which the bytes pass. */
  constructor(decoders: readonly Duplex[]) {
    super({ readableHighWaterMark: decoders[0]!.readableHighWaterMark });
    this.#decoders = decoders;
    this.#first = decoders[0]!;
    this.#last = decoders.at(-1)!;
    this.#last.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) this.#last.pause();
    });
    this.#last.once('end', () => this.push(null));
    pipeline(decoders, (error) => {
      if (error) this.destroy(error);
    });
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#first.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#first.end();
    done();
  }

  override _read(): void {
    this.#last.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    for (const decoder of this.#decoders) decoder.destroy();
    done(error);
  }
}
