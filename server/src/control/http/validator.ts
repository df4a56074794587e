/**
 * Checks requests against their schemas. Unknown members are refused, nothing is dropped or filled in, and only query
 * strings are converted, because they have no other type than text.
 */
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Problem, type Violation } from '../../domain/problem.ts';

const MOST_ERRORS = 20;

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
}

// An unknown member is reported twice: at its parent, by name, and at itself as a `false` schema; the latter has the path.
function violationsOf(errors: readonly SchemaError[]): Violation[] {
  const byPath = new Map<string, string>();
  for (const { keyword, instancePath, message } of errors) {
    if (keyword === 'additionalProperties' || byPath.has(instancePath)) continue;
    byPath.set(instancePath, keyword === 'boolean' ? 'is not a member that is taken here' : message);
  }
  return [...byPath].slice(0, MOST_ERRORS).map(([path, message]) => ({ path, message }));
}

/** What of a JSON schema bounds the size of a value. */
interface Bounds {
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly additionalProperties?: unknown;
  readonly items?: Bounds;
  readonly properties?: Readonly<Record<string, Bounds>>;
  readonly patternProperties?: Readonly<Record<string, Bounds>>;
  readonly anyOf?: readonly Bounds[];
}

function oversizedList(schema: Bounds, value: readonly unknown[], path: string): Violation[] {
  const { maxItems = Infinity, items } = schema;
  if (value.length > maxItems) return [{ path, message: `must not have more than ${maxItems} items` }];
  return items ? value.flatMap((item, index) => oversized(items, item, `${path}/${index}`)) : [];
}

function oversizedObject(schema: Bounds, value: Readonly<Record<string, unknown>>, path: string): Violation[] {
  const { maxProperties = Infinity, properties = {}, patternProperties = {} } = schema;
  const names = Object.keys(value);
  if (names.length > maxProperties) {
    return [{ path, message: `must not have more than ${maxProperties} properties` }];
  }
  if (schema.additionalProperties === false && names.length > Object.keys(properties).length + MOST_ERRORS) {
    const isUnknown = (name: string) => !Object.hasOwn(properties, name);
    const unknown = names.slice(0, Object.keys(properties).length + MOST_ERRORS).filter(isUnknown);
    const pointer = (name: string) => `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return unknown.map((name) => ({ path: pointer(name), message: 'is not a member that is taken here' }));
  }
  const [others] = Object.values(patternProperties);
  return names.flatMap((name) => {
    const member = Object.hasOwn(properties, name) ? properties[name] : others;
    return member ? oversized(member, value[name], `${path}/${name}`) : [];
  });
}

/**
 * Finds what is larger than its schema allows, and looks at nothing inside of it: explaining each of a million bad
 * items takes seconds, in which nothing else is answered.
 */
function oversized(schema: Bounds, value: unknown, path: string): Violation[] {
  if (typeof value !== 'object' || value === null) return [];
  if (schema.anyOf) return schema.anyOf.flatMap((option) => oversized(option, value, path));
  return Array.isArray(value)
    ? oversizedList(schema, value, path)
    : oversizedObject(schema, value as Readonly<Record<string, unknown>>, path);
}

// Sizes come first, as already the compiled check looks at every member of an object before it counts them.
function check(compiled: Validator, value: unknown): readonly Violation[] {
  const tooLarge = oversized(compiled.Type() as Bounds, value, '');
  if (tooLarge.length > 0) return tooLarge.slice(0, MOST_ERRORS);
  return compiled.Check(value) ? [] : violationsOf(compiled.Errors(value));
}

/**
 * Checks what a route looks at itself, items of a list say.
 *
 * @returns up to 20 paths and rules, empty where the value has the shape
 */
export function checkerOf(schema: TSchema): (value: unknown) => readonly Violation[] {
  const compiled = Compile(schema);
  return (value) => check(compiled, value);
}

/**
 * Fastify's validator: answers the checked value, or the Problem `request/invalid` with up to 20 paths and rules, never
 * values.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (given: unknown) => {
    const value = httpPart === 'querystring' ? compiled.Convert({ ...(given as object) }) : given;
    const errors = check(compiled, value);
    return errors.length === 0 ? { value } : { error: new Problem('request/invalid', { errors }) };
  };
};
