/**
 * The built console as it lies on the disk, read once into memory: a request never reaches the file system, so that no
 * path of one can.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** The same place in a checkout, where `scripts/console.mjs` builds it, and in the package. */
const FOLDER = fileURLToPath(new URL('../../../console/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const compress = promisify(gzip);

/** One file below `assets/`, whose name holds a hash of what is in it. */
export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
}

/** All that there is to serve. */
export interface ConsoleFiles {
  /** `index.html`, with placeholders. */
  readonly page: string;
  /** By name, without the folder. */
  readonly assets: ReadonlyMap<string, Asset>;
}

async function readAsset(folder: string, name: string): Promise<[string, Asset]> {
  const bytes = await readFile(join(folder, 'assets', name));
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  return [name, { type, bytes, gzipped: await compress(bytes) }];
}

/** Reads what was built; undefined where nothing was. */
export async function readConsoleFiles(folder = FOLDER): Promise<ConsoleFiles | undefined> {
  try {
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    const names = await readdir(join(folder, 'assets'));
    return { page, assets: new Map(await Promise.all(names.map((name) => readAsset(folder, name)))) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
