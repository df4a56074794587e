/** Asking before what cannot be taken back. */
import { confirm, isCancel } from '@clack/prompts';
import { KeywardError } from '@keyward/sdk';
import { usageError } from './usage-error.ts';

/**
 * Goes on only where a person agrees, or has agreed with `--yes`.
 *
 * @throws KeywardError `client/usage` where there is no terminal to ask at; `client/cancelled`
 */
export async function assertConfirmed(message: string, isAgreed: boolean | undefined): Promise<void> {
  if (isAgreed) return;
  if (!process.stdin.isTTY) throw usageError('No terminal to ask at: give --yes.');
  const answer = await confirm({ message, initialValue: false });
  if (isCancel(answer) || !answer) throw new KeywardError('client/cancelled', 'Nothing was changed.');
}
