/**
 * One content coding undone as a stream, around Node's decoders. It adds what they leave open: which of the two things
 * called `deflate` a body is, zstd frames that follow one another in one chunk (Node reads the first alone and drops the
 * rest), an empty body, and an answer for bytes behind the end, on which Node's streams would stall.
 *
 * @see RFC 9110, section 8.4.1; RFC 8878; RFC 9659
 */
import { Duplex } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  constants as zlib,
} from 'node:zlib';

const CHUNK = { chunkSize: 16 * 1024 };
// What RFC 9659 permits to senders, 8 MiB; Node's own default lets one frame ask for 128 MiB of memory.
const ZSTD = { ...CHUNK, params: { [zlib.ZSTD_d_windowLogMax]: 23 } };

// A decoder for each frame of ten bytes would cost ten times what its sender pays.
const FREE_FRAMES = 64;
const SHORTEST_FRAME = 1024;

type Decompress = Duplex & { readonly bytesWritten: number };
type CallBack = (error?: Error | null) => void;

interface Coding {
  /** Makes the decoder, from the first bytes of the body. */
  readonly create: (first: Buffer) => Decompress;
  /** How many bytes `create` wants to see. */
  readonly sniffed: number;
  /** What may stand behind the end: another frame, zeros that fill up a record, or nothing. */
  readonly behindEnd: 'frame' | 'zeros' | 'nothing';
}

/**
 * `deflate` is the zlib format, but some servers send what it wraps alone (RFC 9110, section 8.4.1.2). A zlib header has
 * 8 in its low half and is a multiple of 31; a raw body whose first byte ends so would be a stored block with padding that
 * no encoder writes.
 */
function createInflateFor([first = 0, second = 0]: Buffer): Decompress {
  const isZlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
  return isZlib ? createInflate(CHUNK) : createInflateRaw(CHUNK);
}

const gzip: Coding = { create: () => createGunzip(CHUNK), sniffed: 1, behindEnd: 'zeros' };

/** The codings that can be undone, by their names in lower case. */
export const contentCodings: ReadonlyMap<string, Coding> = new Map<string, Coding>([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['deflate', { create: createInflateFor, sniffed: 2, behindEnd: 'nothing' }],
  ['br', { create: () => createBrotliDecompress(CHUNK), sniffed: 1, behindEnd: 'nothing' }],
  ['zstd', { create: () => createZstdDecompress(ZSTD), sniffed: 1, behindEnd: 'frame' }],
]);

interface Writing {
  readonly chunk: Buffer;
  /** What the decoder had consumed before this chunk. */
  readonly consumedBefore: number;
  readonly done: CallBack;
}

/** Decodes under back-pressure both ways; holds one chunk of input and two of output at most. */
export class ContentDecoder extends Duplex {
  readonly #coding: Coding;
  #first: Buffer = Buffer.alloc(0);
  #inner: Decompress | undefined;
  #writing: Writing | undefined;
  /** Behind zeros that follow the end: what else comes is not read. */
  #isOver = false;
  #bytesRead = 0;
  #frames = 0;

  constructor(coding: Coding) {
    super({ readableHighWaterMark: CHUNK.chunkSize, writableHighWaterMark: CHUNK.chunkSize });
    this.#coding = coding;
  }

  override _write(chunk: Buffer, _encoding: string, done: CallBack): void {
    this.#bytesRead += chunk.length;
    if (this.#isOver) {
      done();
    } else if (this.#inner) {
      this.#decode(this.#inner, chunk, done);
    } else {
      this.#first = this.#first.length === 0 ? chunk : Buffer.concat([this.#first, chunk]);
      if (this.#first.length < this.#coding.sniffed) done();
      else this.#decode(this.#begin(this.#first), this.#first, done);
    }
  }

  override _final(done: CallBack): void {
    done();
    if (this.#isOver || (!this.#inner && this.#first.length === 0)) this.push(null);
    else if (this.#inner) this.#inner.end();
    else this.#begin(this.#first).end(this.#first);
  }

  override _read(): void {
    this.#inner?.resume();
  }

  override _destroy(error: Error | null, done: CallBack): void {
    this.#inner?.destroy();
    done(error);
  }

  #begin(first: Buffer): Decompress {
    const inner = this.#coding.create(first);
    inner.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) inner.pause();
    });
    inner.once('error', (error) => this.destroy(error));
    inner.once('end', () => this.#endFrame(inner));
    this.#inner = inner;
    return inner;
  }

  #decode(inner: Decompress, chunk: Buffer, done: CallBack): void {
    const writing = { chunk, consumedBefore: inner.bytesWritten, done };
    this.#writing = writing;
    inner.write(chunk, (error) => {
      if (this.#writing !== writing) return;
      this.#writing = undefined;
      done(error);
    });
  }

  /** The decoder has ended: with the body, or before it, on a chunk of which it has left a rest. */
  #endFrame(inner: Decompress): void {
    const { behindEnd } = this.#coding;
    const writing = this.#writing;
    if (!writing) {
      this.push(null);
      return;
    }
    this.#writing = undefined;
    const rest = writing.chunk.subarray(inner.bytesWritten - writing.consumedBefore);
    inner.destroy();
    this.#frames++;
    if (behindEnd === 'frame' && this.#frames > FREE_FRAMES + this.#bytesRead / SHORTEST_FRAME) {
      writing.done(new Error('the compressed body consists of too many small frames'));
    } else if (behindEnd === 'frame') {
      this.#decode(this.#begin(rest), rest, writing.done);
    } else if (behindEnd === 'zeros') {
      this.#isOver = true;
      writing.done();
    } else {
      writing.done(new Error('bytes follow the end of the compressed body'));
    }
  }
}
