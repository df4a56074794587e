/**
 * A whole Keyward in a process of its own, as users start it. Everything that it answers and logs is kept, so that a
 * test can search all of it for the canary.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCanary } from './canary.ts';
import { searchPostgres } from './search-postgres.ts';
import { noteSeen, seenElsewhere } from './seen.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** The test runner on a terminal sets FORCE_COLOR, and would have children paint what tests read. */
const { FORCE_COLOR: _, ...INHERITED } = process.env;

/** Of each child: without the cache, half of its start is spent on stripping the same types again. */
const ENVIRONMENT = { ...INHERITED, NODE_COMPILE_CACHE: join(tmpdir(), 'keyward-test-compile-cache') };

export interface StartOptions {
  /** A folder to go on with; by default a new one, removed by `close`. */
  readonly data?: string;
  /** `postgres://…`; SQLite in the data folder by default. */
  readonly database?: string;
  /** Ranges that the broker may connect to; loopback by default. */
  readonly permitEgress?: string;
  /** Further flags of `keyward serve`. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read into JSON of many shapes
  readonly json: any;
}

export interface CallOptions {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Keyward {
  readonly data: string;
  controlUrl = '';
  brokerUrl = '';
  child!: ChildProcess;
  /** All answers, headers included, and all that the process printed. */
  readonly #seen: (string | Buffer)[] = [];
  readonly #options: StartOptions;

  private constructor(data: string, options: StartOptions) {
    this.data = data;
    this.#options = options;
  }

  /** Starts `keyward serve` on free ports; loopback upstreams are permitted. */
  static async start(options: StartOptions = {}): Promise<Keyward> {
    const keyward = new Keyward(options.data ?? (await mkdtemp(join(tmpdir(), 'keyward-test-'))), options);
    await keyward.#launch({});
    return keyward;
  }

  /** Goes on in a new process on the same folder, in the changed environment if one is given; the ports are new. */
  async restart(changed: Pick<StartOptions, 'env'> = {}): Promise<void> {
    await this.stop();
    await this.#launch(changed);
  }

  async #launch(changed: Pick<StartOptions, 'env'>): Promise<void> {
    const { database, flags = [], env = {}, permitEgress = '127.0.0.0/8' } = { ...this.#options, ...changed };
    const ports = ['--listen', '127.0.0.1:0', '--broker-listen', '127.0.0.1:0', '--permit-egress', permitEgress];
    const where = ['--data', this.data, ...(database ? ['--database', database] : [])];
    this.child = spawn(process.execPath, [MAIN, 'serve', ...where, ...ports, '--log-level', 'debug', ...flags], {
      env: { ...ENVIRONMENT, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr!.on('data', (chunk: Buffer) => this.#seen.push(chunk.toString()));
    const greeting = await greetingOf(this.child, this.#seen);
    this.controlUrl = /^Control API +(\S+)/m.exec(greeting)?.[1] ?? '';
    this.brokerUrl = /^Broker +(\S+)\/proxy/m.exec(greeting)?.[1] ?? '';
  }

  async ownerToken(): Promise<string> {
    return (await readFile(join(this.data, 'admin-token'), 'utf8')).trim();
  }

  /** A request to the control API below the organisation `default`, as the owner unless told otherwise. */
  async api(method: string, path: string, { token, body, headers = {} }: CallOptions = {}): Promise<Answer> {
    const bearer = token ?? (await this.ownerToken());
    return this.fetch(`${this.controlUrl}/v1/organisations/default/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  /** A request through the broker: `/sample/quote`. */
  call(path: string, { method = 'GET', token, headers = {}, body }: CallOptions = {}): Promise<Answer> {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return this.fetch(`${this.brokerUrl}/proxy${path}`, {
      method,
      headers: { ...authorization, ...headers },
      ...(body !== undefined && { body: body as string }),
    });
  }

  /** Any request; what comes back is kept for the search. */
  async fetch(url: string, init: RequestInit): Promise<Answer> {
    const answer = await fetch(url, { redirect: 'manual', ...init });
    const text = await answer.text();
    this.#seen.push(`${answer.status} ${JSON.stringify([...answer.headers])}\n${text}`);
    return { status: answer.status, headers: answer.headers, text, json: parseOrUndefined(text) };
  }

  /** A request whose path and headers reach the wire as they are written, which `fetch` would tidy up first. */
  async raw(url: string, path: string, { method = 'GET', headers = {}, body }: CallOptions = {}): Promise<Answer> {
    const { hostname: host, port } = new URL(url);
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const outgoing = httpRequest({ host, port, method, path, headers, agent: false }, resolve).on('error', reject);
    outgoing.end(body as string | Uint8Array | undefined);
    const answer = await promise;
    const bytes = Buffer.concat(await answer.toArray());
    const text = bytes.toString();
    this.#seen.push(`${answer.statusCode} ${JSON.stringify(answer.rawHeaders)}`, bytes);
    const pairs = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return { status: answer.statusCode!, headers: new Headers(pairs), text, json: parseOrUndefined(text) };
  }

  /** What the process has written to standard error, and what was answered, as far as it is kept. */
  printed(): string {
    return this.#seen.join('');
  }

  /** A token with grants, made by the owner. */
  async tokenFor(...credentials: string[]): Promise<string> {
    const answer = await this.api('POST', 'access-tokens', { body: { name: 'runner', grants: [{ credentials }] } });
    return answer.json.token;
  }

  /**
   * Where the canary is, of all that was answered, printed, logged or stored, in any encoding: nowhere, in a sound system.
   * The data folder with pages and WAL of SQLite; of PostgreSQL every table, page and WAL.
   */
  async leaksOf(canary: string): Promise<string[]> {
    const all = [...this.#seen, ...seenElsewhere(), await this.#metrics()];
    const leaks = all.filter((got) => findCanary(got, canary) !== undefined).map((got) => got.toString().slice(0, 200));
    for (const entry of await readdir(this.data, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      if (findCanary(await readFile(join(entry.parentPath, entry.name)), canary) !== undefined) leaks.push(entry.name);
    }
    const { database } = this.#options;
    return database === undefined ? leaks : [...leaks, ...(await searchPostgres(database, canary))];
  }

  /** The numbers of this process, where it still runs and its owner token is at hand. */
  async #metrics(): Promise<string> {
    try {
      const headers = { authorization: `Bearer ${await this.ownerToken()}` };
      return await (await fetch(`${this.controlUrl || this.brokerUrl}/metrics`, { headers })).text();
    } catch {
      return '';
    }
  }

  /** Ends the process at once, as a power cut would, and keeps the folder. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends the process in order and keeps the folder. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async close(): Promise<void> {
    await this.stop();
    if (this.#options.data === undefined) await rm(this.data, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}

function greetingOf(child: ChildProcess, seen: readonly (string | Buffer)[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let greeting = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    greeting += chunk.toString();
    if (greeting.endsWith('\n')) resolve(greeting);
  });
  child.once('exit', (code) => reject(new Error(`keyward serve ended with ${code}: ${seen.join('')}`)));
  return promise;
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Runs a command of the CLI to its end. */
export async function runCli(
  args: readonly string[],
  { input = '', env = {}, cwd }: { input?: string; env?: Record<string, string>; cwd?: string } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...ENVIRONMENT, ...env }, ...(cwd && { cwd }) });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  noteSeen(stdout + stderr);
  return { code, stdout, stderr };
}
