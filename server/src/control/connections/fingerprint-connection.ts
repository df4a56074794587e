/** A connection's body as an idempotency record may know it: of values only the names. */
import type { ConnectionBody } from './connection-body.ts';

type Values = Readonly<Record<string, string>> | undefined;

function namesOf(values: Values): string[] | undefined {
  return values && Object.keys(values).sort();
}

/** Without a value that could be a secret, and without a hash that would let one be guessed. */
export function fingerprintConnection({ data, fields, client, ...rest }: ConnectionBody): unknown {
  const { data: ofClient, fields: plain, sealed, ...own } = client ?? {};
  const stripped = { ...own, data: namesOf(ofClient), fields: namesOf(plain), sealed: namesOf(sealed) };
  return { ...rest, data: namesOf(data), fields: namesOf(fields), ...(client && { client: stripped }) };
}
