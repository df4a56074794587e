/** For tests of how long something may compute: a loaded machine makes it last longer, and take hardly more of the processor. */

/** Milliseconds of processor time that this process has taken. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
