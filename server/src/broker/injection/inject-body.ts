/**
 * The body of a request with a credential in it. It is read whole first, so only up to a limit, and only for a caller who
 * has been judged; everything but the place of the value is sent on byte for byte.
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../../domain/problem.ts';
import { bodyKindOf, editBody, unsupportedBody } from '../../request/edit-body.ts';
import type { InjectedValue } from '../../request/injected-value.ts';
import { readBody } from './read-body.ts';

/** What the header fields say about the body; two that differ would be judged here and read elsewhere by different ones. */
function fieldOf(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name] ?? [];
  if (values.length > 1) unsupportedBody(`The header ${name} stands twice.`);
  return values[0];
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
  const kind = bodyKindOf(fieldOf(request, 'content-type'), fieldOf(request, 'content-encoding'));
  const body = await readBody(request, response, limitBytes);
  if (!isUtf8(body)) throw new Problem('request/body-refused', { detail: 'The body is not UTF-8.' });
  return Buffer.from(editBody(kind, body.toString('utf8'), values), 'utf8');
}
