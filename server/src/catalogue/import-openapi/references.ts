/**
 * Follows `$ref` within the document, and nowhere else: no file and no address is ever read.
 *
 * @see OpenAPI 3.1, section 4.8.23 (Reference Object)
 */
import { isObject, type JsonObject, memberOf, textOf } from './read-document.ts';

/** So many references may lead to one another. */
const MOST_HOPS = 20;

/** What stands there in the end, or why nothing does. */
export type Followed = { readonly value: JsonObject } | { readonly reason: string };

function atPointer(document: JsonObject, pointer: string): unknown {
  const names = pointer.split('/').slice(1);
  let value: unknown = document;
  for (const name of names) {
    const plain = decoded(name).replaceAll('~1', '/').replaceAll('~0', '~');
    value = Array.isArray(value) && /^\d{1,6}$/.test(plain) ? value[Number(plain)] : memberOf(value, plain);
  }
  return value;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The object itself, or the one that its `$ref` names, through others too. */
export function follow(document: JsonObject, start: unknown): Followed {
  let value = start;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    if (!isObject(value)) return { reason: 'is not an object' };
    const reference = textOf(value, '$ref');
    if (reference === undefined) return { value };
    if (!reference.startsWith('#/')) return { reason: 'is a reference out of the document, which is not followed' };
    value = atPointer(document, reference.slice(1));
    if (value === undefined) return { reason: 'is a reference to nothing' };
  }
  return { reason: 'is a reference that leads in a circle, or too far' };
}

/** The followed object; undefined where there is none. */
export function resolved(document: JsonObject, start: unknown): JsonObject | undefined {
  const followed = follow(document, start);
  return 'value' in followed ? followed.value : undefined;
}
