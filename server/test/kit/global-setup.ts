/** What a whole run of the tests has in common, started once; see `npm test`. */
import { startSharedPostgres } from './postgres.ts';

let postgres: Awaited<ReturnType<typeof startSharedPostgres>>;

/** Called by the test runner before the first file; its environment is that of every file. */
export async function globalSetup(): Promise<void> {
  postgres = await startSharedPostgres();
}

/** Called behind the last file. */
export async function globalTeardown(): Promise<void> {
  await postgres.stop();
}
