/**
 * Places in a request body: a JSON pointer into a JSON document, or a field of a form. A name beginning with a slash is
 * a pointer.
 *
 * @see RFC 6901; WHATWG URL, section 5 (application/x-www-form-urlencoded)
 */

/** Longest pointer, in reference tokens. */
const MAX_DEPTH = 32;

/** The reference tokens of a pointer, decoded; undefined for what is no pointer, the pointer to the whole document too. */
export function parsePointer(name: string): readonly string[] | undefined {
  if (!name.startsWith('/') || /~(?![01])/.test(name)) return undefined;
  return name
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether the name is that of a place in a JSON document, not of a form's field. */
export function isPointer(name: string): boolean {
  return name.startsWith('/');
}

function isText(name: string): boolean {
  return name.length > 0 && name.length <= 256 && name.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(name);
}

/**
 * Whether a value may be put there. A pointer ends at a member by name, as an array has no place of its own for a
 * credential, and never touches a prototype.
 */
export function isBodyPlace(name: string): boolean {
  if (!isText(name)) return false;
  if (!isPointer(name)) return true;
  const tokens = parsePointer(name);
  return (
    tokens !== undefined &&
    tokens.length <= MAX_DEPTH &&
    tokens.every((token) => token !== '__proto__' && token !== '-')
  );
}

/** Whether writing to one place would reach into the other: the same, or a pointer below another's. */
export function overlap(one: string, other: string): boolean {
  return one === other || (isPointer(one) && (other.startsWith(`${one}/`) || one.startsWith(`${other}/`)));
}
