/**
 * The URL of a function. Origin and query are literal: no value of a caller moves a request to another host, adds a
 * parameter or ends a segment.
 */
import { parseOrigin } from '../domain/origin.ts';
import { Problem } from '../domain/problem.ts';
import { renderTemplate } from '../domain/template.ts';
import { parseCallerTarget } from '../request/target.ts';
import type { FunctionUrl } from './function-definition.ts';
import { parsePlaceholders } from './placeholders.ts';

const FORM = /^(?<origin>https?:\/\/[^/?#]+)?(?<path>\/[^?#]*)?(?:\?(?<query>[^#]*))?$/;

/** @returns the URL, or what is wrong with it */
export function parseFunctionUrl(source: string): FunctionUrl | string {
  const { origin, path = '', query = '' } = FORM.exec(source)?.groups ?? {};
  if (origin === undefined && path === '') return 'is neither absolute nor a path that begins with a slash';
  if (query.includes('${')) return 'takes no placeholder in its query: give the parameter the location `query`';
  try {
    const url = { origin: origin && parseOrigin(origin), path: parsePlaceholders(path), query };
    // As it would be with values: whatever the broker refuses then is refused here.
    const sample = renderTemplate(url.path, () => 'x');
    parseCallerTarget(`/proxy/x${sample}${query === '' ? '' : `?${query}`}`);
    return url;
  } catch (error) {
    if (error instanceof SyntaxError) return 'has a placeholder that is not well formed';
    if (error instanceof Problem && error.code === 'credential/origin-invalid')
      return 'has no origin that may be called';
    return 'has a path or query that is not sent: dot segments, empty segments, escapes that are not well formed';
  }
}
