/**
 * Applies the pattern of a field. Patterns come from files that anybody may write, so they run on an engine whose time
 * is linear in the text, RE2's; no pattern can hold up the process. What that engine does not know, look-around and back
 * references, is refused when a file is read.
 *
 * @see docs/adr/0020-providers-are-yaml.md
 */
import { RE2JS } from 're2js';

const compile = (pattern: string) => RE2JS.compile(RE2JS.translateRegExp(`^(?:${pattern})$`));

/** Whether the whole value has the form. */
export function matchesPattern(pattern: string, value: string): boolean {
  return compile(pattern).matches(value);
}

function compiles(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a pattern means the same to the engine here and, under the flags of forms, in a browser.
 *
 * @see HTML, section 4.10.5.3.6 (the pattern attribute: flag `v`)
 */
export function isUsablePattern(pattern: string): boolean {
  const isReference = /\\(?:k|[1-9])/.test(pattern.replaceAll('\\\\', ''));
  const isKnown = ['u', 'v'].every((flags) => compiles(() => new RegExp(`^(?:${pattern})$`, flags)));
  // Alone too, else `a)|(?:b` would be taken for what the brackets around it make of it.
  return !isReference && isKnown && compiles(() => new RegExp(pattern, 'v')) && compiles(() => compile(pattern));
}
