/**
 * Airflow: `AIRFLOW_CONN_…=` lines, or what `airflow connections export` writes as JSON: connections by id, each an object
 * or a URI.
 *
 * @see Airflow, Managing Connections
 */

import { usageError } from '../../usage-error.ts';
import { type Connection, readConnectionUri } from '../connection.ts';
import { type Assignment, readDotenv } from '../dotenv-lines.ts';
import { connectionValue, pointer, type Reading, toldApart } from '../found-values.ts';
import type { ImportFormat } from '../import-format.ts';
import { isJsonLike, isObject, type JsonObject, jsonOrNothing, readStrictJson, textOf } from '../strict-json.ts';

export const AIRFLOW_PREFIX = 'AIRFLOW_CONN_';

function extraOf(object: JsonObject): JsonObject | undefined {
  const { extra } = object;
  if (extra === undefined || extra === null || extra === '') return {};
  const value = typeof extra === 'string' ? jsonOrNothing(extra) : extra;
  return isObject(value) ? value : undefined;
}

function connectionOf(object: JsonObject): Connection | undefined {
  const [type, extra] = [textOf(object, 'conn_type'), extraOf(object)];
  if (type === undefined || extra === undefined) return undefined;
  const part = (name: string) => textOf(object, name);
  const place = { host: part('host'), port: part('port'), schema: part('schema') };
  return { type: type.toLowerCase(), login: part('login'), password: part('password'), ...place, extra };
}

/** URIs hide JSON of `extra` in a parameter of that name. */
function withHiddenExtra(connection: Connection | undefined): Connection | undefined {
  const hidden = connection && textOf(connection.extra, '__extra__');
  if (!connection || hidden === undefined) return connection;
  const extra = jsonOrNothing(hidden);
  return isObject(extra) ? { ...connection, extra } : undefined;
}

function connectionIn(value: unknown): Connection | undefined {
  if (isObject(value)) return connectionOf(value);
  if (typeof value !== 'string') return undefined;
  const json = jsonOrNothing(value);
  return isObject(json) ? connectionOf(json) : withHiddenExtra(readConnectionUri(value));
}

/** One `AIRFLOW_CONN_…` variable; also of the lines that an export writes without that prefix. */
export function airflowVariable({ line, name, value }: Assignment): Reading {
  const source = (name.startsWith(AIRFLOW_PREFIX) ? name.slice(AIRFLOW_PREFIX.length) : name).toLowerCase();
  return connectionValue({ place: `line ${line}`, source }, connectionIn(value));
}

function isConnection(value: unknown): boolean {
  return isObject(value) && typeof value.conn_type === 'string';
}

export const airflow: ImportFormat = {
  name: 'airflow',
  help: 'AIRFLOW_CONN_…= lines, or `airflow connections export` as JSON',
  fits: (text) => {
    if (!isJsonLike(text)) {
      // One such line among others is a part of an ordinary `.env`, which takes it too.
      const { assignments } = readDotenv(text);
      return assignments.length > 0 && assignments.every(({ name }) => name.startsWith(AIRFLOW_PREFIX));
    }
    const value = jsonOrNothing(text);
    return isObject(value) && Object.values(value).some(isConnection);
  },
  read: (text) => {
    if (!isJsonLike(text)) {
      const { assignments, left } = readDotenv(text);
      const read = toldApart(assignments.map(airflowVariable));
      return { found: read.found, left: [...left, ...read.left] };
    }
    const value = readStrictJson(text);
    if (!isObject(value)) throw usageError('The file is no object of connections by their ids.');
    const readings = Object.entries(value).map(([source, each]) =>
      connectionValue({ place: pointer(source), source }, connectionIn(each)),
    );
    return toldApart(readings);
  },
};
