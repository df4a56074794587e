/** One SQLite connection in a thread of its own, as the main loop sees it: statements go in, promises come out. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../../domain/problem.ts';
import type { ThreadAnswer, ThreadResult, ThreadSetup } from './messages.ts';
import { SqliteError, toStoreError } from './sqlite-error.ts';

// A checkout runs worker.ts as it stands, the published package its emitted worker.js.
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

interface Waiting {
  readonly resolve: (result: ThreadResult) => void;
  readonly reject: (error: Error) => void;
}

function ownBytes(parameter: unknown): unknown {
  // A Buffer may be a view of a pool, all of which a message would copy, other secrets included.
  return parameter instanceof Uint8Array ? new Uint8Array(parameter) : parameter;
}

/** Statements run in the order given. Keeps the process alive until `close`. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #nextId = 0;
  #hasEnded = false;
  #failure: unknown;

  constructor(setup: ThreadSetup) {
    // Neither this process's environment, in which the root key may lie, nor its flags, which may be those of `--eval`.
    this.#worker = new Worker(WORKER, { workerData: setup, env: {}, execArgv: [], name: 'sqlite' });
    this.#worker.on('message', (answer: ThreadAnswer) => this.#settle(answer));
    this.#worker.on('error', (error) => {
      this.#failure = error;
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#end();
        resolve();
      });
    });
  }

  /**
   * @param parameters - Text, numbers, null and bytes, in the order of the question marks.
   * @param isWithin - Whether it is refused where no transaction is open.
   * @throws Problem `store/unavailable`; SqliteError for the statement's own fault
   */
  run(sql: string, parameters: readonly unknown[], isWithin = false): Promise<ThreadResult> {
    if (this.#hasEnded) return Promise.reject(new Problem('store/unavailable', { cause: this.#failure }));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, sql, parameters: parameters.map(ownBytes), isWithin });
    });
  }

  /** Closes the connection after the statements given so far; later ones are refused. */
  async close(): Promise<void> {
    if (!this.#hasEnded) this.#worker.postMessage('close');
    this.#hasEnded = true;
    await this.#exited;
  }

  #settle({ id, result, error }: ThreadAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (result !== undefined) waiting?.resolve(result);
    else waiting?.reject(toStoreError(new SqliteError(error?.message ?? 'no answer', error?.errcode)));
  }

  #end(): void {
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) {
      reject(new Problem('store/unavailable', { cause: this.#failure }));
    }
    this.#waiting.clear();
  }
}
