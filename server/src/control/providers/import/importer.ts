/**
 * Reads OpenAPI documents, each in a thread of its own with bounds on memory and time, one after the other: whatever a
 * document is made to cost, it costs one thread for some seconds.
 */
import { Worker } from 'node:worker_threads';
import type { ImportedProvider, ImportOptions } from '../../../catalogue/import-openapi/import-openapi.ts';
import { Problem, type ProblemCode, type Violation } from '../../../domain/problem.ts';

// A checkout runs worker.ts as it stands, the published package its emitted worker.js.
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
const LONGEST_MS = 60_000;
const LARGEST_HEAP_MB = 512;
const MOST_WAITING = 4;

interface Answer {
  readonly imported?: ImportedProvider;
  readonly refused?: {
    readonly code: ProblemCode;
    readonly errors?: readonly Violation[];
    readonly detail?: string;
  };
}

export interface Importer {
  /** @throws Problem `provider/document-invalid`, `credential/origin-invalid`; `request/rate-limited` where others wait */
  read(text: string, options: ImportOptions): Promise<ImportedProvider>;
}

/** One a process. */
export function createImporter(): Importer {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(text, options) {
      if (waiting === MOST_WAITING) throw new Problem('request/rate-limited', { retryAfterMs: LONGEST_MS });
      waiting += 1;
      const reading = last
        .then(() => readInThread(text, options))
        .finally(() => {
          waiting -= 1;
        });
      last = reading.catch(() => undefined);
      return reading;
    },
  };
}

function tooMuch(): Problem {
  const errors = [{ path: '', message: 'takes too much time or memory to read' }];
  return new Problem('provider/document-invalid', { errors });
}

async function readInThread(text: string, options: ImportOptions): Promise<ImportedProvider> {
  const worker = new Worker(WORKER, {
    workerData: { text, options },
    env: {},
    execArgv: [],
    name: 'import',
    resourceLimits: { maxOldGenerationSizeMb: LARGEST_HEAP_MB },
  });
  const answer = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => answer.reject(tooMuch()), LONGEST_MS);
  worker.once('message', (message: Answer) => answer.resolve(message));
  // Out of memory, or of stack where nothing catches it.
  worker.once('error', () => answer.reject(tooMuch()));
  worker.once('exit', () => answer.reject(tooMuch()));
  try {
    const { imported, refused } = await answer.promise;
    if (imported) return imported;
    throw new Problem(refused!.code, {
      ...(refused!.errors && { errors: refused!.errors }),
      ...(refused!.detail !== undefined && { detail: refused!.detail }),
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
