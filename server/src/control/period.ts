/** A span of time in a query: `from` is in it, `to` is not; either may be left out. */
import { Type } from 'typebox';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { parseInstant } from '../domain/rfc3339.ts';
import { instant } from './schemas.ts';

/** Members of a query. */
export const period = {
  /** From this instant on. */
  from: Type.Optional(instant),
  /** Before this instant. */
  to: Type.Optional(instant),
};

function readInstant(path: string, text: string | undefined): Instant | undefined {
  const moment = text === undefined ? undefined : parseInstant(text);
  if (text === undefined || moment !== undefined) return moment;
  throw new Problem('request/invalid', { errors: [{ path, message: 'is not an RFC 3339 timestamp' }] });
}

/** @throws Problem `request/invalid` for an instant that is none */
export function readPeriod({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): {
  readonly from?: Instant;
  readonly to?: Instant;
} {
  const [start, end] = [readInstant('/from', from), readInstant('/to', to)];
  return { ...(start !== undefined && { from: start }), ...(end !== undefined && { to: end }) };
}
