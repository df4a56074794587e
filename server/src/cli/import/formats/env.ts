/** `.env`: each variable is a credential of its own; URIs of databases become `Database`, Airflow's variables what they mean. */
import { isDatabaseUri, readConnectionUri } from '../connection.ts';
import { type Assignment, isDotenvLike, readDotenv } from '../dotenv-lines.ts';
import { connectionValue, type Reading, staticValue, toldApart } from '../found-values.ts';
import type { ImportFormat } from '../import-format.ts';
import { AIRFLOW_PREFIX, airflowVariable } from './airflow.ts';

function readingOf(assignment: Assignment): Reading {
  const { line, name, value } = assignment;
  if (name.startsWith(AIRFLOW_PREFIX)) return airflowVariable(assignment);
  const origin = { place: `line ${line}`, source: name };
  return isDatabaseUri(value) ? connectionValue(origin, readConnectionUri(value)) : staticValue(origin, value);
}

export const env: ImportFormat = {
  name: 'env',
  help: 'NAME=value lines',
  fits: isDotenvLike,
  read: (text) => {
    const { assignments, left } = readDotenv(text);
    const read = toldApart(assignments.map(readingOf));
    return { found: read.found, left: [...left, ...read.left] };
  },
};
