/**
 * Scrubs the bytes of an upgraded connection on their way from upstream to caller. Each message, text or binary, is one
 * stream for the scrubber across all of its frames; nothing is carried over from one message to the next. It holds no
 * message: only the scrubber's short tail and an unfinished header or control frame.
 *
 * The mask keeps the length, so the last frame of a message (for most the only one) has a known length from its
 * beginning and streams through under one header. Of a frame with more to follow, what the scrubber holds back moves
 * into the next: RFC 6455, section 5.4, lets an intermediary change the fragments where no extension is in use.
 *
 *     upstream   [text …: "hello corr"] [ping] [continuation, final: "ect-horse!"]
 *     caller     [text …: "hello "]     [ping] [continuation, final: "*************!"]
 */
import type { Scrubber, ScrubStream } from './scrubber.ts';
import {
  brokenFrame,
  CLOSE,
  CONTINUATION,
  type FrameHeader,
  isControl,
  readFrameHeader,
  writeFrameHeader,
} from './web-socket-header.ts';

/** The frames of one connection, in one direction. */
export interface FrameScrubber {
  /**
   * What can be passed on now; the chunk itself where nothing is held back or found.
   *
   * @throws Problem `upstream/broken` where the upstream breaks RFC 6455: end the connection
   */
  push(chunk: Buffer): Buffer;
  /** The rest of a message that the upstream's end of the connection cut short. */
  flush(): Buffer;
}

const EMPTY = Buffer.alloc(0);

/** Appends, as one view where the bytes lie side by side: what passes unchanged is never copied. */
function append(parts: Buffer[], part: Buffer): void {
  if (part.length === 0) return;
  const last = parts.at(-1);
  if (last && last.buffer === part.buffer && last.byteOffset + last.length === part.byteOffset) {
    parts[parts.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + part.length);
  } else {
    parts.push(part);
  }
}

function join(parts: readonly Buffer[], chunk: Buffer): Buffer {
  if (parts.length !== 1) return Buffer.concat(parts);
  const [part] = parts as [Buffer];
  return part.length === chunk.length && part.byteOffset === chunk.byteOffset && part.buffer === chunk.buffer
    ? chunk
    : part;
}

class SearchingFrames implements FrameScrubber {
  readonly #scrubber: Scrubber;
  readonly #stream: ScrubStream;
  /** The beginning of a header, or of a control frame: at most 127 bytes. */
  #unread: Buffer = EMPTY;
  /** Opcode for the next frame of the message to the caller; undefined between messages. */
  #opcode: number | undefined;
  /** Of the data frame that is being read. */
  #isFinal = true;
  #left = 0;
  /** Bytes of the message that the scrubber has and the caller has not. */
  #held = 0;
  #isClosed = false;

  constructor(scrubber: Scrubber) {
    this.#scrubber = scrubber;
    this.#stream = scrubber.stream();
  }

  push(chunk: Buffer): Buffer {
    const bytes = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    this.#unread = EMPTY;
    const parts: Buffer[] = [];
    // What follows a close frame is discarded (RFC 6455, section 1.4).
    for (let at = 0; at < bytes.length && !this.#isClosed; ) {
      const read = this.#left > 0 ? this.#readPayload(bytes, at, parts) : this.#readFrame(bytes, at, parts);
      if (read === 0) {
        this.#unread = Buffer.from(bytes.subarray(at));
        break;
      }
      at += read;
    }
    return join(parts, chunk);
  }

  flush(): Buffer {
    const parts: Buffer[] = [];
    if (this.#opcode !== undefined) this.#emit(this.#stream.flush(), parts);
    this.#isClosed = true;
    return Buffer.concat(parts);
  }

  /** Reads a control frame whole, or the header of a data frame. Returns how many bytes, 0 where some are missing. */
  #readFrame(bytes: Buffer, at: number, parts: Buffer[]): number {
    const header = readFrameHeader(bytes, at);
    if (!header) return 0;
    const { opcode, size, length } = header;
    const end = at + size + length;
    if (isControl(opcode)) {
      if (bytes.length < end) return 0;
      append(parts, this.#scrubControl(opcode, bytes.subarray(at, end)));
      return size + length;
    }
    if ((opcode === CONTINUATION) !== (this.#opcode !== undefined)) {
      throw brokenFrame('A WebSocket frame continues no message, or begins one inside of another.');
    }
    this.#begin(header, bytes.subarray(at, at + size), parts);
    return size;
  }

  #begin({ isFinal, opcode, length, size }: FrameHeader, header: Buffer, parts: Buffer[]): void {
    this.#opcode ??= opcode;
    this.#isFinal = isFinal;
    this.#left = length;
    if (isFinal) {
      const written = writeFrameHeader({ isFinal, opcode: this.#opcode, length: this.#held + length });
      append(parts, written.length === size && written.equals(header) ? header : written);
    }
    if (length === 0) this.#endFrame(parts);
  }

  #readPayload(bytes: Buffer, at: number, parts: Buffer[]): number {
    const payload = bytes.subarray(at, at + this.#left);
    this.#left -= payload.length;
    const ready = this.#stream.push(payload);
    this.#held += payload.length - ready.length;
    this.#emit(ready, parts);
    if (this.#left === 0) this.#endFrame(parts);
    return payload.length;
  }

  #emit(payload: Buffer, parts: Buffer[]): void {
    if (payload.length === 0) return;
    // The header of the final frame is out already.
    if (!this.#isFinal) {
      append(parts, writeFrameHeader({ isFinal: false, opcode: this.#opcode!, length: payload.length }));
      this.#opcode = CONTINUATION;
    }
    append(parts, payload);
  }

  #endFrame(parts: Buffer[]): void {
    if (!this.#isFinal) return;
    append(parts, this.#stream.flush());
    this.#held = 0;
    this.#opcode = undefined;
  }

  #scrubControl(opcode: number, frame: Buffer): Buffer {
    this.#isClosed = opcode === CLOSE;
    // The code of a close stays as it is; a masked one would be an error at the caller.
    const at = opcode === CLOSE && frame.length > 2 ? 4 : 2;
    if (frame.length < at) throw brokenFrame('A WebSocket close frame has half a status code.');
    const stream = this.#scrubber.stream();
    const payload = frame.subarray(at);
    const parts = [frame.subarray(0, at)];
    append(parts, stream.push(payload));
    append(parts, stream.flush());
    return join(parts, frame);
  }
}

/**
 * A scrubber for what an upstream sends on an upgraded connection on which no extension was negotiated.
 *
 * A secret that is split over two messages is not found.
 *
 * @see RFC 6455, section 5
 */
export function createFrameScrubber(scrubber: Scrubber): FrameScrubber {
  return new SearchingFrames(scrubber);
}
