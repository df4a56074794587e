/**
 * What a caller sends to invoke a function.
 *
 *     POST /functions/{name}/invoke      { "parameters": { … } }, or nothing
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isFunctionName } from '../../domain/function.ts';
import { Problem } from '../../domain/problem.ts';
import { readBody } from '../injection/read-body.ts';

const PATH = /^\/functions\/([^/?#]+)\/invoke$/;

/** @throws Problem `route/not-found` for another method or path */
export function readName({ method, url }: IncomingMessage): { readonly name: string } {
  const name = PATH.exec(url!)?.[1];
  if (method !== 'POST' || name === undefined || !isFunctionName(name)) throw new Problem('route/not-found');
  return { name };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // The message quotes the body: it is not kept as a cause.
    throw new Problem('request/malformed');
  }
}

/**
 * Reads the parameters of a caller who may invoke the function.
 *
 * @throws Problem `request/media-type`, `request/malformed`, `request/invalid`, `request/too-large`
 */
export async function readGiven(
  request: IncomingMessage,
  response: ServerResponse,
  limitBytes: number,
): Promise<Readonly<Record<string, unknown>>> {
  const { 'content-type': type, 'content-encoding': coding = 'identity' } = request.headers;
  const isJson = type === undefined || /^application\/(?:[^/;]+\+)?json\s*(?:;|$)/i.test(type);
  if (!isJson || coding !== 'identity') throw new Problem('request/media-type');
  const bytes = await readBody(request, response, limitBytes);
  if (!isUtf8(bytes)) throw new Problem('request/malformed');
  if (bytes.length > 0 && type === undefined) throw new Problem('request/media-type');
  const body = parse(bytes.toString('utf8'));
  const { parameters = {}, ...others } = isRecord(body) ? body : { parameters: body };
  if (isRecord(body) && isRecord(parameters) && Object.keys(others).length === 0) return parameters;
  throw new Problem('request/invalid', { errors: [{ path: '', message: 'is not an object of `parameters` alone' }] });
}
