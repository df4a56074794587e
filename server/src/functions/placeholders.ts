/** Templates of functions: literal text with `${name}`. They take no filters: each place encodes as it has to. */
import { fieldsOf, parseTemplate, type Template } from '../domain/template.ts';

/** @throws SyntaxError for a placeholder that is not well formed, and for a filter */
export function parsePlaceholders(source: string): Template {
  const template = parseTemplate(source);
  if (template.some((part) => part.kind === 'field' && part.filters.length > 0)) throw new SyntaxError('no filters');
  return template;
}

/** The names that stand in it, in order; undefined where it is not well formed. */
export function namesIn(source: string): readonly string[] | undefined {
  try {
    return fieldsOf(parsePlaceholders(source));
  } catch {
    return undefined;
  }
}

/** The name, where the text is one placeholder and nothing else. */
export function wholeOf(source: string): string | undefined {
  return /^\$\{([A-Za-z][A-Za-z0-9_]*)\}$/.exec(source)?.[1];
}
