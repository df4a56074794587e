/**
 * The JSON Schema of a type's fields, from which a form can be drawn: titles, help, what is secret, what is asked for under
 * which condition. It says the same as the type's own fields, by which credentials are judged.
 *
 * @see JSON Schema, draft 2020-12
 */
import type { CredentialType, FieldSpec } from './credential-type.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The words of JSON Schema for those formats that it has one for. */
const FORMATS: Readonly<Record<string, string>> = { url: 'uri', hostname: 'hostname', email: 'email' };

function formatOf({ secret, multiline, format }: FieldSpec): string | undefined {
  // What renderers of forms know as a hidden box has one line.
  if (secret && !multiline) return 'password';
  return format && FORMATS[format];
}

function propertyOf(spec: FieldSpec): JsonSchema {
  const { title, help, secret, enum: values, pattern, maxLength, default: preset, example } = spec;
  const format = formatOf(spec);
  const minLength = spec.required && !spec.mayBeEmpty ? 1 : undefined;
  const known = {
    type: 'string',
    title,
    description: help,
    enum: values,
    pattern: pattern === undefined ? undefined : `^(?:${pattern})$`,
    minLength,
    maxLength,
    format,
    default: preset,
    examples: example === undefined ? undefined : [example],
    // Read back it is not: an answer says only whether it is set.
    writeOnly: secret || undefined,
    'x-multiline': spec.multiline,
    'x-format': spec.format,
    'x-placeholder': spec.placeholder,
    'x-docs-url': spec.docsUrl,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

/** A field with a condition is there where the condition holds, and required there alone. */
function conditionOf(spec: FieldSpec, fields: readonly FieldSpec[]): JsonSchema {
  const { field, in: values } = spec.when!;
  const preset = fields.find(({ name }) => name === field)?.default;
  const isMetByDefault = preset !== undefined && values.includes(preset);
  return {
    if: { properties: { [field]: { enum: values } }, ...(!isMetByDefault && { required: [field] }) },
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name in JSON Schema
    then: { properties: { [spec.name]: propertyOf(spec) }, ...(spec.required && { required: [spec.name] }) },
  };
}

/** The schema of `fields`; a type with open fields takes others too. */
export function schemaOf({ title, description, fields, openFields }: CredentialType): JsonSchema {
  const always = fields.filter(({ when }) => when === undefined);
  const conditions = fields.filter(({ when }) => when !== undefined).map((spec) => conditionOf(spec, fields));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title,
    description,
    properties: Object.fromEntries(always.map((spec) => [spec.name, propertyOf(spec)])),
    required: always.filter((spec) => spec.required && spec.default === undefined).map(({ name }) => name),
    ...(conditions.length > 0 && { allOf: conditions }),
    ...(openFields ? { additionalProperties: { type: 'string' } } : { unevaluatedProperties: false }),
  };
}
