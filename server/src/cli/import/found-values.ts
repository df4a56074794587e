/** Pieces that several readers share: what one static value becomes, and what a connection becomes. */
import { type Connection, credentialOf } from './connection.ts';
import type { FoundCredential, LeftOut, ReadImport } from './import-format.ts';

/** Where something stands, and what the file calls it. */
export interface Origin {
  readonly place: string;
  readonly source: string;
}

/** One of both. */
export type Reading = FoundCredential | LeftOut;

/** A static value for any use. */
export function staticValue(origin: Origin, value: string): Reading {
  if (value === '') return { ...origin, kind: 'bad', reason: 'is empty' };
  return { ...origin, credential: { type: 'Secret', secrets: { value } } };
}

/** A connection's credential, or why there is none. */
export function connectionValue(origin: Origin, connection: Connection | undefined): Reading {
  if (!connection) return { ...origin, kind: 'bad', reason: 'is no URI of a connection' };
  const mapped = credentialOf(connection);
  return 'unmapped' in mapped ? { ...origin, kind: 'unmapped', reason: mapped.unmapped } : { ...origin, ...mapped };
}

/** Told apart, each in the order of the file. */
export function toldApart(readings: readonly Reading[]): ReadImport {
  const isFound = (reading: Reading): reading is FoundCredential => 'credential' in reading;
  return { found: readings.filter(isFound), left: readings.filter((reading) => !isFound(reading)) as LeftOut[] };
}

/** A JSON pointer of these tokens. */
export function pointer(...tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
