/** Every credential type, in the order of lists and forms. A test asserts that each file of the folder is here. */
import { Problem } from '../../domain/problem.ts';
import type { CredentialType } from '../credential-type.ts';
import { apiKey } from './api-key.ts';
import { basicAuth } from './basic-auth.ts';
import { defaultType } from './default.ts';
import { raw } from './raw.ts';
import { secret } from './secret.ts';

export const credentialTypes: readonly CredentialType[] = [apiKey, basicAuth, secret, raw, defaultType];

/** Types whose secrets a provider hands out to Keyward: a connection makes and changes them, never a body of values. */
const CONNECTION_TYPES: ReadonlySet<string> = new Set(['OAuth2', 'OAuth2Refresh', 'OAuthAlias']);

/** @throws Problem `credential/type-unknown`, `credential/use-connections` */
export function credentialType(name: string): CredentialType {
  if (CONNECTION_TYPES.has(name)) throw new Problem('credential/use-connections');
  const type = credentialTypes.find((candidate) => candidate.name === name);
  if (!type) throw new Problem('credential/type-unknown');
  return type;
}
