/** The body of a creation as an idempotency record may know it: of values only their names, for any may be secret. */
import type { ConfigurationBody } from './client-body.ts';

export function fingerprintOf({ data, fields, sealed, id, ...rest }: ConfigurationBody): object {
  const namesOf = (values: object | undefined) => values && Object.keys(values).sort();
  const values = { data: namesOf(data), fields: namesOf(fields), sealed: namesOf(sealed) };
  // A client that seals makes the id anew for each attempt: the key names the write.
  return { ...rest, ...(!sealed && { id }), ...values };
}
