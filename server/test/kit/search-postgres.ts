/** Searches a PostgreSQL for the canary: every value of every table, and the very files, deleted rows and WAL included. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { findCanary } from './canary.ts';

/** @returns the names of the tables and files that hold it */
export async function searchPostgres(url: string, canary: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return [...(await searchTables(client, canary)), ...(await searchFiles(client, canary))];
  } finally {
    await client.end();
  }
}

async function searchTables(client: pg.Client, canary: string): Promise<string[]> {
  const { rows: tables } = await client.query(`select quote_ident(table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema')`);
  const leaks: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query({ text: `select * from ${name}`, rowMode: 'array' });
    const values = rows.flat().filter((value) => value !== null);
    const isHeld = values.some(
      (value) => findCanary(Buffer.isBuffer(value) ? value : textOf(value), canary) !== undefined,
    );
    if (isHeld) leaks.push(`table ${name}`);
  }
  return leaks;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function searchFiles(client: pg.Client, canary: string): Promise<string[]> {
  // What lies in the server's memory alone is no page yet.
  await client.query('checkpoint');
  const { rows } = await client.query(`select current_setting('data_directory') as folder,
    (select oid from pg_database where datname = current_database()) as oid,
    (select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()) as first`);
  const { folder, oid, first } = rows[0]!;
  const leaks: string[] = [];
  for (const place of [`base/${oid}`, 'pg_wal']) {
    for (const entry of await readdir(join(folder, place), { withFileTypes: true })) {
      // Segments of the log are named in their order; those from before this database hold nothing of it.
      if (!entry.isFile() || (place === 'pg_wal' && entry.name < first)) continue;
      const bytes = await readUnlessGone(join(folder, place, entry.name));
      if (bytes && findCanary(bytes, canary) !== undefined) leaks.push(`${place}/${entry.name}`);
    }
  }
  return leaks;
}

/** A running server makes some of its files anew at any time, and puts away others. */
async function readUnlessGone(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
