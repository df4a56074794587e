/** Header fields of Keyward's own. */
import type { IncomingHttpHeaders } from 'node:http';

/** The field's value; several of them are joined by Node, and so name nothing that there is. */
export function ownField(headers: IncomingHttpHeaders, lowerName: `keyward-${string}`): string | undefined {
  const value = headers[lowerName];
  return typeof value === 'string' ? value : undefined;
}
