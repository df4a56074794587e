/** Which values a place in a request can carry as they are. Values that it cannot carry are refused, never altered. */
import type { InjectionStep } from './injection-rule.ts';
import { isSegment } from './path-segment.ts';
import { isLabels } from './suffix-origin.ts';

/**
 * Whether the place can carry the value: header values are visible Latin-1 with inner blanks (RFC 9110, section 5.5),
 * cookie values are cookie-octets (RFC 6265, section 4.1.1), Basic takes no control characters (RFC 7617, section 2), a
 * query, a body and a signer take any text without NUL, a path one segment, a host labels in lower case (RFC 1123, section 2.1).
 */
export function canCarry(into: InjectionStep['into'], value: string): boolean {
  switch (into) {
    case 'header':
      return /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/.test(value);
    case 'cookie':
      return /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(value);
    case 'basic':
      return value.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(value);
    case 'query':
    case 'body':
    case 'signer':
      return value.isWellFormed() && !value.includes('\u0000');
    case 'path':
      return isSegment(value);
    case 'host':
      return isLabels(value);
  }
}
