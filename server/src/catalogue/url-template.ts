/**
 * URLs of providers: templates over fields that are not secret. A field in the host stands before a literal rest of the
 * vendor's own, so that no value moves the registrable domain; a field in the path stays below the segments before it.
 * That is checked twice: on the template when the file is read, and on the URL when a credential is written.
 *
 * @see https://publicsuffix.org
 */
import { getDomain } from 'tldts';
import { encodeSegment } from '../domain/path-segment.ts';
import { isLabels, isPublicSuffix } from '../domain/suffix-origin.ts';
import { fieldsOf, type Lookup, parseTemplate, renderTemplate, type Template } from '../domain/template.ts';

/** A template taken apart at the end of its host. */
export interface UrlTemplate {
  /** `https://`, the host and the port. */
  readonly origin: Template;
  /** From the first slash on; empty for none. */
  readonly path: Template;
}

const LABEL_END = /^[a-z0-9.-]*(?::\d{1,5})?$/;

function splitAt(source: string): [origin: string, path: string] {
  const at = source.indexOf('/', source.indexOf('//') + 2);
  return at < 0 ? [source, ''] : [source.slice(0, at), source.slice(at)];
}

/**
 * @throws SyntaxError for a placeholder that is not closed, and for filters, which have no place in a URL
 */
export function parseUrlTemplate(source: string): UrlTemplate {
  const [origin, path] = splitAt(source).map(parseTemplate) as [Template, Template];
  if ([...origin, ...path].some((part) => part.kind === 'field' && part.filters.length > 0)) {
    throw new SyntaxError('a URL takes no filters');
  }
  return { origin, path };
}

/** The fields in each part. */
export function fieldsOfUrl({ origin, path }: UrlTemplate): { host: readonly string[]; path: readonly string[] } {
  return { host: fieldsOf(origin), path: fieldsOf(path) };
}

/** The literal text behind the last field of the origin; undefined where no field is in it. */
function restOf(origin: Template): string | undefined {
  const last = origin.findLastIndex(({ kind }) => kind === 'field');
  if (last < 0) return undefined;
  const text = origin[last + 1];
  return text?.kind === 'text' ? text.text : '';
}

/** Names that one vendor gives out and serves: they are on the list only to keep cookies apart. */
function isTrusted(parent: string, shared: readonly string[]): boolean {
  return shared.includes(parent) && getDomain(parent, { allowPrivateDomains: false }) !== null;
}

/**
 * What is wrong with the host of a template; undefined for nothing.
 *
 * @param shared - Names of the private section of the public suffix list below which the vendor serves all hosts itself.
 */
export function hostFault({ origin }: UrlTemplate, shared: readonly string[] = []): string | undefined {
  const rest = restOf(origin);
  if (origin[0]?.kind !== 'text' || !/^https?:\/\//.test(origin[0].text)) return 'does not begin with a literal scheme';
  if (rest === undefined) return undefined;
  if (!/^http/.test(origin[0].text) || !LABEL_END.test(rest)) return 'has a field that is not followed by a host name';
  const parent = rest.replace(/:\d+$/, '').replace(/^[^.]*\.?/, '');
  if (parent === '') return 'has a field that is not followed by a literal domain';
  if (!isPublicSuffix(parent) || isTrusted(parent, shared)) return undefined;
  return `has a field before ${parent}, below which anybody may have a name`;
}

/** Each segment percent-encoded; slashes stay, which only a field with a pattern can bring. */
function encodePath(value: string): string {
  return value.split('/').map(encodeSegment).join('/');
}

/**
 * The URL with the values in it. Values have been judged by their fields; this is the check behind that one.
 *
 * @returns undefined where a field has no value, or where the host would not end in the template's literal rest
 */
export function renderUrl({ origin, path }: UrlTemplate, lookup: Lookup): string | undefined {
  if ([...fieldsOf(origin), ...fieldsOf(path)].some((field) => !lookup(field))) return undefined;
  if (!fieldsOf(origin).every((field) => isLabels(lookup(field)!))) return undefined;
  const rendered = renderTemplate(origin, lookup);
  const at = renderTemplate(path, (field) => encodePath(lookup(field)!));
  const url = URL.parse(rendered + at);
  const isStraight = url !== null && url.origin === rendered && (at === '' || url.pathname === at);
  return isStraight && rendered.endsWith(restOf(origin) ?? '') ? rendered + at : undefined;
}
