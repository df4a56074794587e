/** Preloaded into a Keyward under test: on SIGUSR2 it crashes as a defect would, with a value in the error. */
import { isMainThread } from 'node:worker_threads';

interface Crash {
  readonly how: 'throws' | 'rejects';
  readonly message: string;
}

/** The value in all that Node prints of an error. */
function failed({ message }: Crash): Error {
  return Object.assign(new Error(message, { cause: new Error(message) }), { code: 'ERR_SAMPLE', input: message });
}

if (isMainThread) {
  const crash = JSON.parse(process.env.KEYWARD_TEST_CRASH!) as Crash;
  process.on('SIGUSR2', () => {
    if (crash.how === 'rejects') void Promise.reject(failed(crash));
    else throw failed(crash);
  });
}
