/** A server program of the system, where it is installed: npm has none without downloads. Runs on loopback, in a folder. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEADLINE_MS = 60_000;

export interface InstalledServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface Program {
  readonly command: string;
  /** Writes what it needs into its folder. */
  prepare(folder: string): Promise<void>;
  args(folder: string, port: number): readonly string[];
}

async function isInstalled(command: string): Promise<boolean> {
  return run('sh', ['-c', 'command -v "$0"', command]).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const isOpen = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isOpen;
}

/** @returns undefined where the program is not installed */
export async function startInstalled({ command, prepare, args }: Program): Promise<InstalledServer | undefined> {
  if (!(await isInstalled(command))) return undefined;
  const folder = await mkdtemp(join(tmpdir(), `keyward-${command}-`));
  // A server that is started as root runs as another user, who has to reach it.
  await chmod(folder, 0o777);
  await prepare(folder);
  const port = await freePort();
  const child = spawn(command, args(folder, port), { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${command} did not start`);
    await sleep(100);
  }
  return {
    port,
    async close() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Of MariaDB: without durability. @param sql - One statement a line, run at its start. */
export function mariadb(tls: { readonly cert: string; readonly key: string }, sql: string): Program {
  const own = process.getuid?.() === 0 ? ['--user=nobody'] : [];
  return {
    command: 'mariadbd',
    async prepare(folder) {
      await writeReadable(folder, { 'cert.pem': tls.cert, 'key.pem': tls.key, 'init.sql': sql });
      await run('mariadb-install-db', [
        ...['--no-defaults', `--datadir=${join(folder, 'data')}`, '--skip-test-db'],
        ...['--auth-root-authentication-method=normal', ...own],
      ]);
    },
    args: (folder, port) => [
      ...['--no-defaults', ...own, `--datadir=${join(folder, 'data')}`, `--port=${port}`, '--bind-address=127.0.0.1'],
      ...[
        `--socket=${join(folder, 's')}`,
        `--pid-file=${join(folder, 'pid')}`,
        `--init-file=${join(folder, 'init.sql')}`,
      ],
      ...[`--ssl-cert=${join(folder, 'cert.pem')}`, `--ssl-key=${join(folder, 'key.pem')}`],
      ...['--innodb-flush-log-at-trx-commit=0', '--skip-name-resolve'],
    ],
  };
}

/** Of Redis: with TLS alone. @param acl - One line a user. */
export function redis(tls: { readonly cert: string; readonly key: string; readonly ca: string }, acl: string): Program {
  return {
    command: 'redis-server',
    prepare: (folder) =>
      writeReadable(folder, { 'cert.pem': tls.cert, 'key.pem': tls.key, 'ca.pem': tls.ca, 'users.acl': acl }),
    args: (folder, port) => [
      ...['--port', '0', '--tls-port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
      ...['--tls-cert-file', join(folder, 'cert.pem'), '--tls-key-file', join(folder, 'key.pem')],
      ...['--tls-ca-cert-file', join(folder, 'ca.pem'), '--tls-auth-clients', 'no'],
      ...['--aclfile', join(folder, 'users.acl')],
    ],
  };
}

async function writeReadable(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content, { mode: 0o644 });
  }
}
