/** The committed document, as tests drive it: its operations, and bodies made from its schemas. */
import { readFileSync } from 'node:fs';

/** As much of JSON Schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With parameters as `{organisation}`. */
  readonly path: string;
  /** Of the request's body. */
  readonly body?: Schema;
  /** Whether `?solution=` names the scope. */
  readonly takesSolution: boolean;
}

interface DocumentedOperation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly operationId: string;
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const document: Document = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));

/** Every operation of the document. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId: id, requestBody, parameters = [] }]) => ({
    ...{ id, method: method.toUpperCase(), path },
    takesSolution: parameters.some((parameter) => parameter.in === 'query' && parameter.name === 'solution'),
    ...(requestBody && { body: requestBody.content['application/json'].schema }),
  })),
);

/** The schema itself, where another is named. */
export function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : named(schema.$ref.split('/').at(-1)!);
}

/** A schema of the document's components. */
export function named(name: string): Schema {
  return document.components.schemas[name]!;
}

/** The least that a schema takes. */
export function minimalOf(given: Schema): unknown {
  const { anyOf, enum: values, type, required = [], properties = {}, items } = resolved(given);
  if (anyOf) return minimalOf(anyOf[0]!);
  if (values) return values[0];
  if (type === 'object') return Object.fromEntries(required.map((name) => [name, minimalOf(properties[name] ?? {})]));
  if (type === 'array') return items ? [minimalOf(items)] : [];
  return { string: 'x', integer: 0, boolean: false }[type ?? 'string'] ?? {};
}
