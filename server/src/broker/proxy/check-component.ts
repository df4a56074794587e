/** `Keyward-Component`: what the caller's step is made for, where it says so. */
import type { IncomingMessage } from 'node:http';
import { componentOf } from '../../domain/component.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { ownField } from './own-field.ts';

/**
 * @param credentials - Those of which one has to be of that component.
 * @throws Problem `credential/component-mismatch`
 */
export function checkComponent({ headers }: IncomingMessage, credentials: readonly Credential[]): void {
  const wanted = ownField(headers, 'keyward-component');
  if (wanted === undefined || credentials.some((credential) => componentOf(credential) === wanted)) return;
  throw new Problem('credential/component-mismatch');
}
