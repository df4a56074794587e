/**
 * The operations of a document with what each asks for, walked once. Path items and security may be shared by reference.
 *
 * @see OpenAPI 3.1, sections 4.8.9 and 4.8.10 (Path Item Object, Operation Object)
 */
import { type Pointer, pointerOf } from './import-report.ts';
import { isObject, type JsonObject, memberOf } from './read-document.ts';
import { resolved } from './references.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const MOST_OPERATIONS = 20_000;
const MOST_ALTERNATIVES = 32;
const MOST_TOGETHER = 8;

/** The names of schemes that are needed together; none for what anybody may call. */
export type Requirement = readonly string[];

export interface Operation {
  readonly path: Pointer;
  readonly method: (typeof METHODS)[number];
  /** As the document writes it, `/users/{id}`. */
  readonly route: string;
  readonly pathItem: JsonObject;
  readonly operation: JsonObject;
  /** Any of them is enough; undefined where the document says nothing at all. */
  readonly security: readonly Requirement[] | undefined;
}

/** The alternatives of a `security` member; undefined where there is none. */
export function requirementsOf(holder: unknown): readonly Requirement[] | undefined {
  const given = memberOf(holder, 'security');
  if (!Array.isArray(given)) return undefined;
  return given
    .slice(0, MOST_ALTERNATIVES)
    .map((one) => (isObject(one) ? Object.keys(one).slice(0, MOST_TOGETHER + 1) : []));
}

/** Whether a requirement asks for no more together than is looked at. */
export function isBounded(requirement: Requirement): boolean {
  return requirement.length <= MOST_TOGETHER;
}

/** All operations, 20,000 at most, in the document's order. */
export function operationsOf(document: JsonObject): Operation[] {
  const paths = memberOf(document, 'paths');
  const common = requirementsOf(document);
  const found: Operation[] = [];
  for (const [route, item] of isObject(paths) ? Object.entries(paths) : []) {
    const pathItem = resolved(document, item);
    if (!pathItem || !route.startsWith('/')) continue;
    for (const method of METHODS) {
      const operation = memberOf(pathItem, method);
      if (!isObject(operation)) continue;
      if (found.length === MOST_OPERATIONS) return found;
      const security = requirementsOf(operation) ?? common;
      found.push({ path: pointerOf('paths', route, method), method, route, pathItem, operation, security });
    }
  }
  return found;
}
