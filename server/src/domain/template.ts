/**
 * Value templates: literal text with `${field}` and filters, `Bearer ${token}` or `${user|urlencode}`. Parsed once; a
 * value is substituted as it is and never parsed again, so that it cannot change the structure.
 *
 *     template = *( text / "${" field *( "|" filter ) "}" )
 *     filter   = "base64" / "urlencode"
 */

/** A filter applied to one substituted value, in the order written. */
export type Filter = 'base64' | 'urlencode';

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly field: string; readonly filters: readonly Filter[] };

export type Template = readonly TemplatePart[];

/** Gives the value of a field, or undefined where it is not set. */
export type Lookup = (field: string) => string | undefined;

const PLACEHOLDER = /\$\{([A-Za-z][A-Za-z0-9_]*)((?:\|[a-z0-9]+)*)\}/g;

const filters: Record<Filter, (value: string) => string> = {
  base64: (value) => Buffer.from(value, 'utf8').toString('base64'),
  urlencode: encodeURIComponent,
};

function parseFilter(name: string): Filter {
  if (Object.hasOwn(filters, name)) return name as Filter;
  throw new SyntaxError(`unknown template filter ${name}`);
}

/**
 * Parses a template written by a catalogue or function author.
 *
 * @throws SyntaxError for an unknown filter or a placeholder that is not closed
 */
export function parseTemplate(source: string): Template {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of source.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push({ kind: 'text', text: source.slice(end, match.index) });
    const names = match[2]!.split('|').slice(1);
    parts.push({ kind: 'field', field: match[1]!, filters: names.map(parseFilter) });
    end = match.index + match[0].length;
  }
  if (end < source.length) parts.push({ kind: 'text', text: source.slice(end) });
  if (parts.some((part) => part.kind === 'text' && part.text.includes('${'))) {
    throw new SyntaxError('a template placeholder is not well formed');
  }
  return parts;
}

/** The fields that a template reads. */
export function fieldsOf(template: Template): string[] {
  return template.flatMap((part) => (part.kind === 'field' ? [part.field] : []));
}

/** The text with all values in place; a field that is not set gives the empty string. */
export function renderTemplate(template: Template, lookup: Lookup): string {
  let text = '';
  for (const part of template) {
    if (part.kind === 'text') text += part.text;
    else text += part.filters.reduce((value, filter) => filters[filter](value), lookup(part.field) ?? '');
  }
  return text;
}
