/**
 * The body on its way back: decoded where it is compressed, scrubbed, written to the caller as it arrives. At most one
 * chunk and the scrubber's short tail are held.
 */
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { Problem } from '../../domain/problem.ts';
import { decodeBody } from '../scrub/decode.ts';
import type { Scrubber } from '../scrub/scrubber.ts';

export interface ResponseBody {
  /** Whether a content coding was removed: length and coding of the upstream do not hold for the caller. */
  readonly isDecoded: boolean;
  write(chunk: Buffer): void;
  end(): void;
}

export interface ResponseBodyParts {
  readonly status: number;
  readonly raw: readonly string[];
  readonly response: ServerResponse;
  readonly scrubber: Scrubber | undefined;
  /** Paused while the caller does not read. */
  readonly upstream: Dispatcher.DispatchController;
  readonly fail: (error: unknown) => void;
}

/** @throws Problem `upstream/encoding` where the coding cannot be decoded and so not be searched */
export function createResponseBody(parts: ResponseBodyParts): ResponseBody {
  const { response, scrubber, upstream } = parts;
  // undici removes chunked alone: under any other transfer coding the search would see compressed bytes.
  if (!/^(?:chunked)?$/i.test(headerOf(parts.raw, 'transfer-encoding') ?? '')) throw new Problem('upstream/encoding');
  if (!scrubber) return passThrough(response, upstream);
  const stream = scrubber.stream();
  const decoder = hasBody(parts) ? decodeBody(headerOf(parts.raw, 'content-encoding')) : undefined;
  if (decoder) return decoded(parts, decoder, stream);
  response.on('drain', () => upstream.resume());
  return {
    isDecoded: false,
    write(chunk) {
      const searched = stream.push(chunk);
      if (searched.length > 0 && !response.write(searched)) upstream.pause();
    },
    end() {
      const rest = stream.flush();
      // An empty last write is a write to the socket all the same.
      if (rest.length > 0) response.end(rest);
      else response.end();
    },
  };
}

function passThrough(response: ServerResponse, upstream: Dispatcher.DispatchController): ResponseBody {
  response.on('drain', () => upstream.resume());
  return {
    isDecoded: false,
    write(chunk) {
      if (!response.write(chunk)) upstream.pause();
    },
    end() {
      response.end();
    },
  };
}

function decoded(parts: ResponseBodyParts, decoder: Duplex, stream: ReturnType<Scrubber['stream']>): ResponseBody {
  const { response, upstream, fail } = parts;
  decoder.on('drain', () => upstream.resume());
  response.on('drain', () => decoder.resume());
  response.once('close', () => decoder.destroy());
  decoder.on('data', (chunk: Buffer) => {
    const searched = stream.push(chunk);
    if (searched.length > 0 && !response.write(searched)) decoder.pause();
  });
  decoder.once('end', () => response.end(stream.flush()));
  decoder.once('error', (error) => {
    upstream.abort(error);
    fail(error);
  });
  return {
    isDecoded: true,
    write(chunk) {
      if (!decoder.write(chunk)) upstream.pause();
    },
    end() {
      decoder.end();
    },
  };
}

/** HEAD, 204 and 304 may have the headers of a body and have none (RFC 9112, section 6.3). */
function hasBody({ response, status }: ResponseBodyParts): boolean {
  return response.req.method !== 'HEAD' && status !== 204 && status !== 304;
}

function headerOf(raw: readonly string[], name: string): string | undefined {
  const values = raw.filter((_, index) => index % 2 === 1 && raw[index - 1]!.toLowerCase() === name);
  return values.length > 0 ? values.join(', ') : undefined;
}
