/**
 * Puts values into the body of a request: which kind of body it is, and whether the values can stand in it. All but the
 * place of a value stays byte for byte.
 */
import { isPointer } from '../domain/body-place.ts';
import { Problem } from '../domain/problem.ts';
import { editForm } from './edit-form.ts';
import { editJson } from './edit-json.ts';
import type { InjectedValue } from './injected-value.ts';

export type BodyKind = 'json' | 'form';

/** @throws Problem `request/body-unsupported` */
export function unsupportedBody(detail: string): never {
  throw new Problem('request/body-unsupported', { detail });
}

/**
 * @param contentType - The value of the header; empty without one.
 * @param contentEncoding - Likewise.
 * @throws Problem `request/body-unsupported`
 * @see RFC 6839, section 3.1 (+json); RFC 8259, section 8.1 (UTF-8)
 */
export function bodyKindOf(contentType = '', contentEncoding = 'identity'): BodyKind {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) unsupportedBody('The charset is not UTF-8.');
  if (contentEncoding !== 'identity') unsupportedBody('The body is compressed.');
  if (/^application\/(?:[^/]+\+)?json$/.test(type.trim())) return 'json';
  if (type.trim() === 'application/x-www-form-urlencoded') return 'form';
  return unsupportedBody('The media type is neither JSON nor a form; multipart is not supported.');
}

/**
 * @param values - At least one. A rule asks for one kind alone: its steps are all pointers or all fields.
 * @throws Problem `request/body-unsupported`, `request/body-refused`
 */
export function editBody(kind: BodyKind, text: string, values: readonly InjectedValue[]): string {
  if (isPointer(values[0]!.name) !== (kind === 'json')) {
    unsupportedBody(`The credential stands in ${kind === 'json' ? 'a field of a form' : 'a member of a JSON object'}.`);
  }
  if (kind === 'form') return editForm(text, values);
  // A body that was announced as JSON and is empty: the object that holds the credential is all of it.
  return editJson(text === '' ? '{}' : text, values);
}
