/** A verification for people: the verdict, the account, and the trace line by line. */
import type { Credential } from '@keyward/sdk';
import { paintState } from './colour.ts';
import { printableLine } from './printable.ts';

/** An account's label and a note may come from another host: nothing of them steers the terminal. */
export function describeVerification({ verdict, account, steps }: Credential['verification']): string {
  const lines = steps.map(({ step, outcome, note }) => printableLine(`  ${outcome.padEnd(7)} ${step}: ${note}`));
  const owner = account === undefined ? '' : printableLine(` ${account}`);
  return [paintState(verdict) + owner, ...lines].join('\n');
}
