/** What the schemas of a provider's file are made of. Every text has a limit, and none has control characters. */
import { Type } from 'typebox';

/** No other members. */
export const closed = { additionalProperties: false } as const;

/** Text for people: one line, no control characters. */
export function line(description: string, maxLength = 512) {
  return Type.String({ description, minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f\\u2028\\u2029]+$' });
}

/** Text that machines read: templates, values, patterns. */
export function code(description: string, maxLength = 1_024) {
  return Type.String({ description, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });
}

/** One of a closed list. */
export function oneOf<const T extends readonly string[]>(values: T, description: string) {
  return Type.Enum([...values] as unknown as [T[number], ...T[number][]], { description });
}

/** A page for people. */
export const webUrl = (description: string) =>
  Type.String({ description, maxLength: 512, pattern: '^https://[^\\s"<>\\\\^`{|}@]+$' });
/** A URL over fields that are not secret. */
export const urlTemplate = (description: string) =>
  Type.String({ description, minLength: 8, maxLength: 512, pattern: '^https?://[^\\s"<>\\\\^`@?#]+$' });
/** RFC 6901. */
export const pointer = (description: string) =>
  Type.String({ description, maxLength: 256, pattern: '^(?:/(?:[^~\\u0000-\\u001f\\u007f]|~[01])*)+$' });
/** Name of a field. */
export const fieldName = (description: string) =>
  Type.String({ description, maxLength: 64, pattern: '^[A-Za-z][A-Za-z0-9_]*$' });

/** Texts by name. */
export const texts = (description: string, { of, most }: { of: string; most: number }) =>
  Type.Record(Type.String({ maxLength: 256 }), code(of, 1_024), { description, maxProperties: most });
