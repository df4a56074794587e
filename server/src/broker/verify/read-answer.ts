/**
 * Reads what an upstream answers to a check: up to a limit, decoded, scrubbed while it comes in. What it gives back is
 * what a rule may see; the bytes themselves end here.
 */
import { pipeline, type Readable } from 'node:stream';
import { decodeBody } from '../scrub/decode.ts';
import type { Scrubber } from '../scrub/scrubber.ts';
import type { SeenAnswer } from './judge-answer.ts';
import { readDocument } from './scrubbed-document.ts';

/** An answer to a check is short; a list takes `limit=1`. */
export const LONGEST_ANSWER_BYTES = 64 * 1024;

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/**
 * @param scrubber - Undefined where the answer must not be looked into.
 * @param isBodyRead - Whether the rule reads it at all; else it is thrown away.
 */
export async function readAnswer(
  { status, headers, body }: RawAnswer,
  scrubber: Scrubber | undefined,
  isBodyRead: boolean,
): Promise<SeenAnswer> {
  const type = textOf(headers['content-type']).toLowerCase();
  const isHtml = /^\s*(?:text\/html|application\/xhtml\+xml)\b/.test(type);
  const isChallenge = textOf(headers['cf-mitigated']) === 'challenge';
  const seen = { status, isPage: isHtml || isChallenge };
  if (!isBodyRead || !scrubber || isHtml) {
    discard(body);
    return { ...seen, body: isHtml ? 'page' : isBodyRead ? 'unsearchable' : 'unread' };
  }
  return { ...seen, body: await readBody(body, textOf(headers['content-encoding']), scrubber) };
}

function textOf(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

async function readBody(body: Readable, encoding: string, scrubber: Scrubber): Promise<SeenAnswer['body']> {
  let plain: Readable;
  try {
    const decoder = decodeBody(encoding);
    plain = decoder ? pipeline(body, decoder, () => undefined) : body;
  } catch {
    discard(body);
    return 'encoded';
  }
  const bytes = await collect(plain, scrubber);
  discard(body);
  if (typeof bytes === 'string') return bytes;
  if (bytes.toString('latin1').trim() === '') return 'empty';
  const text = bytes.subarray(0, 64).toString('latin1').trimStart();
  // A page that says it is JSON, or nothing at all.
  if (/^<(?:!doctype|html|\?xml)/i.test(text)) return 'page';
  return readDocument(bytes, scrubber) ?? 'not-json';
}

async function collect(plain: Readable, scrubber: Scrubber): Promise<Buffer | 'too-long' | 'cut'> {
  const stream = scrubber.stream();
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LONGEST_ANSWER_BYTES) return 'too-long';
      chunks.push(stream.push(chunk));
    }
  } catch {
    return 'cut';
  }
  return Buffer.concat([...chunks, stream.flush()]);
}
