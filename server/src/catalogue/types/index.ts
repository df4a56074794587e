/** Every credential type, in the order of lists and forms. A test asserts that each file of the folder is here. */
import { Problem } from '../../domain/problem.ts';
import type { CredentialType } from '../credential-type.ts';
import { apiKey } from './api-key.ts';
import { basicAuth } from './basic-auth.ts';

export const credentialTypes: readonly CredentialType[] = [apiKey, basicAuth];

/** @throws Problem `credential/type-unknown` */
export function credentialType(name: string): CredentialType {
  const type = credentialTypes.find((candidate) => candidate.name === name);
  if (!type) throw new Problem('credential/type-unknown');
  return type;
}
