/**
 * Puts values into a form as fields that stand once. The caller's fields of the same decoded name go; all others stay as
 * they were written.
 *
 * @see WHATWG URL, section 5 (application/x-www-form-urlencoded)
 */
import type { InjectedValue } from './injected-value.ts';

/** The leading "&" keeps the parser from taking a "?" for the beginning of a query. */
function nameOf(field: string): string | undefined {
  // A parser for each of a million fields would hold up every other request.
  if (!/[%+]/.test(field)) return field.split('=', 1)[0];
  return [...new URLSearchParams(`&${field}`).keys()][0];
}

/**
 * @param text - What the caller sent.
 * @param values - Named by the fields.
 */
export function editForm(text: string, values: readonly InjectedValue[]): string {
  const names = new Set(values.map(({ name }) => name));
  const kept = text === '' ? [] : text.split('&').filter((field) => !names.has(nameOf(field) ?? ''));
  const added = values.map(({ name, value }) => new URLSearchParams([[name, value.reveal()]]).toString());
  return [...kept, ...added].join('&');
}
