/**
 * Values that stand in a path as one segment. What is sent must mean the same to an upstream however often it decodes:
 * neither a slash nor a dot segment may come to light.
 *
 * @see RFC 3986, sections 3.3 and 6.2.2.3
 */

function decodeAscii(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The text with its ASCII escapes decoded up to three times. */
export function decodeThrice(text: string): string {
  let decoded = text;
  for (let pass = 0; pass < 3 && decoded.includes('%'); pass++) decoded = decodeAscii(decoded);
  return decoded;
}

/** Dot segments in any spelling: `%2e%2e`, `..;a=b`, between encoded slashes, encoded up to three times. */
export function hasDotSegment(path: string): boolean {
  return /[/\\]\.{1,2}(?:[/\\;]|$)/.test(decodeThrice(path));
}

/** Whether the value can be sent as one segment: not empty, no control characters, no slash, no dot segment. */
export function isSegment(value: string): boolean {
  if (value === '' || !value.isWellFormed()) return false;
  const decoded = decodeThrice(value);
  // Overlong forms of ASCII (C0, C1, E0 80 to E0 9F) are taken for it by lenient decoders.
  const hasHidden = /[/\\\u0000-\u001f\u007f]|%(?:[01][0-9a-f]|c[01]|e0%[89])/i.test(decoded);
  return !hasHidden && !hasDotSegment(`/${value}`);
}

/** Characters of a `pchar` that `encodeURIComponent` encodes; without ";", behind which some upstreams see parameters. */
const LEFT_PLAIN: Readonly<Record<string, string>> = {
  '%24': '$',
  '%26': '&',
  '%2B': '+',
  '%2C': ',',
  '%3A': ':',
  '%3D': '=',
  '%40': '@',
};

/** The value percent-encoded as exactly one segment, `bot123:abc` as it is. */
export function encodeSegment(value: string): string {
  return encodeURIComponent(value).replace(/%(?:2[46BC]|3[AD]|40)/g, (octet) => LEFT_PLAIN[octet]!);
}
