/**
 * Keeps what is in memory from being written to a disk or shown to a debugger: secrets are there for as long as they are
 * used. An operator may need such tools, on a Keyward that holds no secrets; nobody gets them by accident or by a signal.
 */
import { writeFileSync } from 'node:fs';
import { Problem } from '../domain/problem.ts';

/** What shows memory to whoever asks, or writes it to a file. By their names without values. */
const REVEALING = [
  '--abort-on-uncaught-exception',
  '--heapsnapshot-near-heap-limit',
  '--heapsnapshot-signal',
  '--inspect',
  '--inspect-brk',
  '--inspect-wait',
];

/**
 * Turns off what a signal or a crash would set off, whatever options Node was started with: the debugger on SIGUSR1,
 * diagnostic reports, which hold the environment and with it root keys, and memory in core dumps.
 */
export function keepMemory(): void {
  // A listener of our own takes the place of the one that opens the debugger.
  process.on('SIGUSR1', () => undefined);
  const { report } = process;
  report.reportOnFatalError = false;
  report.reportOnSignal = false;
  report.reportOnUncaughtException = false;
  report.excludeEnv = true;
  leaveOutOfCoreDumps();
}

/** No kind of mapping is dumped; a dump still tells where it stopped. @see core(5), "Controlling which mappings are written" */
function leaveOutOfCoreDumps(): void {
  try {
    writeFileSync('/proc/self/coredump_filter', '0', { flag: 'r+' });
  } catch {
    // Other systems have no such file: there the limit of the service has to be zero, see docs/threat-model.md.
  }
}

/**
 * Refuses options of Node that show memory, on the command line and in NODE_OPTIONS alike.
 *
 * @throws Problem `config/invalid`
 */
export function assertUnrevealed(execArgv: readonly string[], nodeOptions = ''): void {
  const given = [...execArgv, ...nodeOptions.split(/[\s"]+/)];
  const names = given.map((argument) => argument.replace(/=.*$/s, '').replaceAll('_', '-'));
  const revealing = REVEALING.find((name) => names.includes(name));
  if (revealing === undefined) return;
  throw new Problem('config/invalid', {
    detail: `A broker does not start under Node's ${revealing}: it shows memory.`,
  });
}
