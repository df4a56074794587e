/** The error of arguments that commander lets pass and a command refuses. Its message never contains a value. */
import { KeywardError } from '@keyward/sdk';

/**
 * A wrong usage, which ends the process with exit code 2.
 *
 * @param message - What is wrong, naming options and places, never their values: one of them may be a secret.
 */
export function usageError(message: string): KeywardError {
  return new KeywardError('client/usage', message);
}
