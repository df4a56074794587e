/**
 * Cursors that know their list: where a page ends, together with a tag of the list, filters and order that it belongs
 * to, so that a cursor from elsewhere is refused rather than misread.
 *
 *     cursor = base64url( JSON [ tag, value, id ] )      tag = first 12 characters of base64url( SHA-256( binding ) )
 */
import { sha256 } from '../domain/encoding.ts';
import { Problem } from '../domain/problem.ts';

/** The sort key of a row; the id breaks ties. */
export interface SortPosition {
  readonly value: string | number;
  readonly id: string;
}

const TAG_LENGTH = 12;

function tagOf(binding: string): string {
  return sha256(binding).toString('base64url').slice(0, TAG_LENGTH);
}

/**
 * The cursor of a page's last row.
 *
 * @param binding - Whatever must be the same for the next page: list, organisation, filters, order.
 */
export function encodeCursor(binding: string, { value, id }: SortPosition): string {
  return Buffer.from(JSON.stringify([tagOf(binding), value, id])).toString('base64url');
}

// NUL never stands in what is sorted by, and PostgreSQL refuses it in text with an error of its own.
function isSound(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\u0000');
}

/**
 * Reads a cursor.
 *
 * @param kind - Of the value that the list is sorted by.
 * @throws Problem `request/cursor-invalid` for what this list has not given under these filters and this order
 */
export function decodeCursor(binding: string, kind: 'text' | 'number', cursor: string): SortPosition {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 3 && parts[0] === tagOf(binding) && isSound(parts[2])) {
      const value: unknown = parts[1];
      if (kind === 'number' ? Number.isSafeInteger(value) : isSound(value)) {
        return { value: value as string | number, id: parts[2] };
      }
    }
  } catch {
    // JSON.parse quotes its input in its error, which therefore goes no further.
  }
  throw new Problem('request/cursor-invalid', {
    errors: [{ path: '/cursor', message: 'is not a cursor that this list has returned' }],
  });
}
