/**
 * Undoes the content codings of an answer, so that it can be searched. Output comes in bounded chunks under the stream's
 * back-pressure, so a compression bomb costs time of its reader only and never memory.
 */
import type { Duplex } from 'node:stream';
import { Problem } from '../../domain/problem.ts';
import { ContentDecoder, contentCodings } from './content-decoder.ts';
import { DecoderChain } from './decoder-chain.ts';

/** Each has a window of up to 16 MiB; nobody sends more than two. */
const MOST_CODINGS = 3;

/**
 * The decoder for a Content-Encoding: gzip, deflate, br and zstd, up to three of them one around the other.
 *
 * @param contentEncoding - The header's value, in the order of application; absent, empty and `identity` need no decoder.
 * @returns A stream that fails where the body is not what the header says, cut short, or followed by other bytes;
 *   undefined where the bytes are plain.
 * @throws Problem `upstream/encoding` for other codings and for more of them
 * @see RFC 9110, section 8.4
 */
export function decodeBody(contentEncoding: string | undefined): Duplex | undefined {
  const names = (contentEncoding ?? '').split(',').map((name) => name.trim().toLowerCase());
  const applied = names.filter((name) => name !== '' && name !== 'identity');
  if (applied.length > MOST_CODINGS) throw new Problem('upstream/encoding');
  const decoders = applied.map((name) => {
    const coding = contentCodings.get(name);
    if (!coding) throw new Problem('upstream/encoding');
    return new ContentDecoder(coding);
  });
  const [inner, outer, ...more] = decoders;
  return inner && outer ? new DecoderChain([inner, outer, ...more].reverse()) : inner;
}
