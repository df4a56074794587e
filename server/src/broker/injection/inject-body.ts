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
import { readBody } from './read-body.ts';

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
 * @returns what to send, of a length that is no longer the caller's
 * @throws Problem `request/body-unsupported`, `request/body-refused`, `request/too-large`
 */
export async function injectBody(
  request: IncomingMessage,
  response: ServerResponse,
  { values, limitBytes }: InjectBodyOptions,
): Promise<Buffer> {
  const kind = kindOf(request);
  const body = await readBody(request, response, limitBytes);
  if (!isUtf8(body)) throw new Problem('request/body-refused', { detail: 'The body is not UTF-8.' });
  return Buffer.from(edit(kind, body.toString('utf8'), values), 'utf8');
}
