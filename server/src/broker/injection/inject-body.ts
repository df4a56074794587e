/**
 * The body of a request with a credential in it. It is read whole first, so only up to a limit, and only for a caller who
 * has been judged; everything but the place of the value is sent on byte for byte.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPointer } from '../../domain/body-place.ts';
import { Problem } from '../../domain/problem.ts';
import { editForm } from './edit-form.ts';
import { editJson } from './edit-json.ts';
import type { InjectedValue } from './inject.ts';

type Kind = 'json' | 'form';

function unsupported(detail: string): never {
  throw new Problem('request/body-unsupported', { detail });
}

/** What the header fields say about the body; two that differ would be judged here and read elsewhere by different ones. */
function fieldOf(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name] ?? [];
  if (values.length > 1) unsupported(`The header ${name} stands twice.`);
  return values[0];
}

/** @see RFC 6839, section 3.1 (+json); RFC 8259, section 8.1 (UTF-8) */
function kindOf(request: IncomingMessage): Kind {
  const [type = '', ...parameters] = (fieldOf(request, 'content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) unsupported('The charset is not UTF-8.');
  if ((fieldOf(request, 'content-encoding') ?? 'identity') !== 'identity') unsupported('The body is compressed.');
  if (/^application\/(?:[^/]+\+)?json$/.test(type.trim())) return 'json';
  if (type.trim() === 'application/x-www-form-urlencoded') return 'form';
  return unsupported('The media type is neither JSON nor a form; multipart is not supported.');
}

/** @throws Problem `request/too-large`; the rest of the body is left unread */
async function readWhole(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw new Problem('request/too-large');
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer): void => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > limitBytes) reject(new Problem('request/too-large'));
  };
  const end = (): void => resolve(Buffer.concat(chunks));
  const cut = (): void => reject(new Problem('request/body-refused', { detail: 'The body was cut.' }));
  request.on('data', take).on('end', end).on('close', cut).on('error', cut);
  if (request.destroyed) cut();
  try {
    return await promise;
  } finally {
    request.off('data', take).off('end', end).off('close', cut).off('error', cut);
    request.on('error', () => undefined).pause();
  }
}

/** A rule asks for one kind alone: its steps are all pointers or all fields. */
function edit(kind: Kind, text: string, values: readonly InjectedValue[]): string {
  if (isPointer(values[0]!.name) !== (kind === 'json')) {
    unsupported(`The credential stands in ${kind === 'json' ? 'a field of a form' : 'a member of a JSON object'}.`);
  }
  if (kind === 'form') return editForm(text, values);
  // A body that was announced as JSON and is empty: the object that holds the credential is all of it.
  return editJson(text === '' ? '{}' : text, values);
}

export interface InjectBodyOptions {
  readonly values: readonly InjectedValue[];
  /** Of the caller's body. */
  readonly limitBytes: number;
}

/**
 * Reads the caller's body and puts the values into it.
 *
 * @param response - Of the same exchange: a caller that waits for "100 Continue" is told to send.
 * @returns what to send, of a length that is no longer the caller's
 * @throws Problem `request/body-unsupported`, `request/body-refused`, `request/too-large`
 */
export async function injectBody(
  request: IncomingMessage,
  response: ServerResponse,
  { values, limitBytes }: InjectBodyOptions,
): Promise<Buffer> {
  const kind = kindOf(request);
  if (request.headers.expect !== undefined && request.httpVersion !== '1.0') response.writeContinue();
  const body = await readWhole(request, limitBytes);
  if (!isUtf8(body)) throw new Problem('request/body-refused', { detail: 'The body is not UTF-8.' });
  return Buffer.from(edit(kind, body.toString('utf8'), values), 'utf8');
}
