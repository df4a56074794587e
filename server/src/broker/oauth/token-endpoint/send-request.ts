/**
 * Sends one request to an authorisation server through the guard of all that leaves, and reads what comes back up to a limit.
 * No redirect is followed, nothing is sent twice, and whoever asks is told whether anything was sent at all.
 */
import { pipeline, Readable } from 'node:stream';
import { isLoopbackHost, originOf } from '../../../domain/origin.ts';
import { Problem } from '../../../domain/problem.ts';
import { toUpstreamProblem } from '../../proxy/upstream-problem.ts';
import { decodeBody } from '../../scrub/decode.ts';
import type { TokenParts } from './token-client.ts';
import { TokenError, type TokenFailure } from './token-failure.ts';

const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER_BYTES = 65_536;

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** In its normal form. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RawTokenAnswer {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly bytes: Buffer;
}

/** Always there; APIs refuse who does not say what they are. */
const OWN_HEADERS = { 'user-agent': 'keyward', accept: 'application/json', 'accept-encoding': 'identity' };

/**
 * @throws TokenError where no answer comes, or one that is too large
 * @throws Problem `egress/denied`, `credential/plain-http-refused`
 */
export async function sendRequest(
  parts: TokenParts,
  organisationId: string,
  request: OutgoingRequest,
): Promise<RawTokenAnswer> {
  const url = new URL(request.url);
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) throw new Problem('credential/plain-http-refused');
  const { method, body } = request;
  const sent = { isBegun: body === undefined };
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  try {
    const answer = await parts.upstreams.get(organisationId, originOf(request.url)).request({
      method,
      path: url.pathname + url.search,
      headers: { host: url.host, ...OWN_HEADERS, ...request.headers, ...length },
      ...(body !== undefined && { body: Readable.from(watched(body, sent)) }),
      signal: AbortSignal.timeout(parts.tokenTimeoutMs ?? TIMEOUT_MS),
    });
    const headers = fieldsOf(answer.headers);
    return { status: answer.statusCode, headers, bytes: await readBytes(answer.body, answer.headers) };
  } catch (error) {
    throw failureOf(error, sent.isBegun);
  }
}

/** undici asks for the body when a connection stands, right before it writes the first byte. */
async function* watched(body: string, sent: { isBegun: boolean }): AsyncGenerator<Buffer> {
  sent.isBegun = true;
  yield Buffer.from(body, 'utf8');
}

function fieldsOf(headers: Readonly<Record<string, string | string[] | undefined>>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().flatMap((single) => [name, single]));
}

/** @throws TokenError; whatever a broken stream throws */
async function readBytes(body: Readable, headers: Readonly<Record<string, unknown>>): Promise<Buffer> {
  const decoder = decoderFor(headers['content-encoding']);
  const plain = decoder ? pipeline(body, decoder, () => undefined) : body;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of plain as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_ANSWER_BYTES) {
      body.on('error', () => undefined).destroy();
      throw new TokenError({ kind: 'malformed', fault: 'too-large', outcome: 'unknown' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decoderFor(encoding: unknown) {
  try {
    return decodeBody(typeof encoding === 'string' ? encoding : '');
  } catch {
    throw new TokenError({ kind: 'malformed', fault: 'not-json', outcome: 'unknown' });
  }
}

/** What the guard refuses stays what it is; everything else is a failure of the way. */
function failureOf(error: unknown, isBegun: boolean): Error {
  if (error instanceof TokenError) return error;
  const problem = toUpstreamProblem(error);
  if (problem.code === 'egress/denied') return problem;
  const failure: TokenFailure = isBegun
    ? { kind: 'transient', reason: 'no-answer', outcome: 'unknown' }
    : { kind: 'transient', reason: problem.code === 'upstream/busy' ? 'busy' : 'unreachable', outcome: 'unsent' };
  return new TokenError(failure, problem);
}
