/** A real nginx, where it is installed, in front of something on loopback. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Nginx {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Whether there is one to start. */
export function hasNginx(): boolean {
  return spawnSync('nginx', ['-v']).status === 0;
}

/**
 * Starts nginx with one server block on a free port.
 *
 * @param blocks - `http` and `server`: directives of these blocks, `listen` excepted.
 */
export async function startNginx(blocks: { readonly http?: string; readonly server: string }): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-nginx-'));
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration(port, blocks));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilOpen(port, child);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(
  port: number,
  { http = '', server }: { readonly http?: string; readonly server: string },
): string {
  // Everything that nginx writes lies in its folder, whoever it runs as.
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`);
  return `worker_processes 1; daemon off; pid nginx.pid; error_log error.log;
events { worker_connections 4096; }
http {
  access_log off; ${folders.join(' ')}
  ${http}
  server { listen 127.0.0.1:${port}; ${server} }
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await wait(20);
  }
  throw new Error(`nginx ended with ${child.exitCode}`);
}
