/**
 * Turns the schemas that routes validate with into those of the document. A schema with a `title` becomes a component of
 * that name and is referred to; all others stand where they are used.
 */
import type { TSchema } from 'typebox';
import type { JsonSchema } from './openapi-types.ts';

/** What TypeBox writes for a record of any keys. */
const ANY_KEY = '^.*$';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record as generators of clients understand it: one schema for all values, and the pattern of the keys beside it. */
function withoutPatterns({ patternProperties, ...schema }: Json): Json {
  if (!isObject(patternProperties)) return { ...schema };
  const [[pattern, additionalProperties], ...others] = Object.entries(patternProperties) as [[string, unknown]];
  if (others.length > 0) throw new Error('a record with several patterns cannot be documented');
  return { ...schema, ...(pattern !== ANY_KEY && { propertyNames: { pattern } }), additionalProperties };
}

/** Collects named schemas while the document is written. */
export class SchemaComponents {
  readonly #schemas = new Map<string, JsonSchema>();

  /** Adds a schema of our own; refers to it. */
  add(name: string, schema: JsonSchema): JsonSchema {
    const known = this.#schemas.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`two schemas have the title ${name}`);
    this.#schemas.set(name, schema);
    return { $ref: `#/components/schemas/${name}` };
  }

  /**
   * A route's schema for the document.
   *
   * @throws Error where another schema has the same title
   */
  describe(schema: TSchema): JsonSchema {
    // A copy by JSON: TypeBox keeps notes of its own in members that JSON leaves out.
    return this.#convert(JSON.parse(JSON.stringify(schema))) as JsonSchema;
  }

  #convert(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#convert(item));
    if (!isObject(value)) return value;
    const schema = withoutPatterns(value);
    const converted = Object.fromEntries(
      Object.entries(schema).map(([name, member]) => [name, this.#member(name, member)]),
    );
    const { title } = schema;
    if (typeof title !== 'string') return converted;
    return this.add(title, converted);
  }

  // A property may be called `title`; only a schema's own title names it.
  #member(name: string, member: unknown): unknown {
    if (name !== 'properties' || !isObject(member)) return this.#convert(member);
    return Object.fromEntries(Object.entries(member).map(([key, schema]) => [key, this.#convert(schema)]));
  }

  /** All collected, by name. */
  toJson(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
