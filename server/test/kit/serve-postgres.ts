/**
 * The PostgreSQL of a whole run, in a process of its own: tells its parent the URL, and ends with it. What starts the
 * server makes the exit code of its process 0, which would hide failures from the runner.
 */
import { startServer } from './postgres.ts';

const server = await startServer(false);
process.once('disconnect', () => void server.stop().then(() => process.exit()));
process.send!(server.url);
