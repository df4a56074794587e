/**
 * Checks requests against their schemas. Unknown members are refused, nothing is dropped or filled in, and only query
 * strings are converted, because they have no other type than text.
 */
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
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

/**
 * Checks what a route looks at itself, items of a list say.
 *
 * @returns up to 20 paths and rules, empty where the value has the shape
 */
export function checkerOf(schema: TSchema): (value: unknown) => readonly Violation[] {
  const compiled = Compile(schema);
  return (value) => (compiled.Check(value) ? [] : violationsOf(compiled.Errors(value)));
}

/**
 * Fastify's validator: answers the checked value, or the Problem `request/invalid` with up to 20 paths and rules, never
 * values.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (given: unknown) => {
    const value = httpPart === 'querystring' ? compiled.Convert({ ...(given as object) }) : given;
    if (compiled.Check(value)) return { value };
    return { error: new Problem('request/invalid', { errors: violationsOf(compiled.Errors(value)) }) };
  };
};
