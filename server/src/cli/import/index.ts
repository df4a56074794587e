/** The formats that `keyward import` reads, in the order in which they are guessed. A test asserts that each file is listed. */
import { airflow } from './formats/airflow.ts';
import { csv } from './formats/csv.ts';
import { env } from './formats/env.ts';
import { json } from './formats/json.ts';
import { n8n } from './formats/n8n.ts';
import { nango } from './formats/nango.ts';
import type { ImportFormat } from './import-format.ts';

export const importFormats: readonly ImportFormat[] = [nango, n8n, airflow, json, env, csv];
