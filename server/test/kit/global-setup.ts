/** What a whole run of the tests has in common, started once; see `npm test`. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSharedPostgres } from './postgres.ts';

let postgres: Awaited<ReturnType<typeof startSharedPostgres>>;

/** Called by the test runner before the first file; its environment is that of every file. */
export async function globalSetup(): Promise<void> {
  // Each file is a process that would strip and compile the same sources again.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'keyward-test-compile-cache');
  postgres = await startSharedPostgres();
}

/** Called behind the last file. */
export async function globalTeardown(): Promise<void> {
  await postgres.stop();
}
