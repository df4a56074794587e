/**
 * Undoes the content coding of an answer, so that it can be searched. Output comes in bounded chunks under the stream's
 * back-pressure, so a compression bomb costs time of its reader only and never memory.
 */
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Problem } from '../../domain/problem.ts';

const CHUNK = { chunkSize: 16 * 1024 };

/**
 * The decoder for a Content-Encoding.
 *
 * @param contentEncoding - The header's value; absent, empty and `identity` need no decoder.
 * @returns A Transform, or undefined where the bytes are plain.
 * @throws Problem `upstream/encoding` for other codings and for stacked ones
 * @see RFC 9110, section 8.4.1
 */
export function decodeBody(contentEncoding: string | undefined): Transform | undefined {
  switch ((contentEncoding ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip(CHUNK);
    case 'deflate':
      return createInflate(CHUNK);
    case 'br':
      return createBrotliDecompress(CHUNK);
    default:
      throw new Problem('upstream/encoding');
  }
}
