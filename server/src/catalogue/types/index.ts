/** Every credential type, in the order of lists and forms. A test asserts that each file of the folder is here. */
import { Problem } from '../../domain/problem.ts';
import type { CredentialType } from '../credential-type.ts';
import { apiKey } from './api-key.ts';
import { awsSigV4 } from './aws-sig-v4.ts';
import { basicAuth } from './basic-auth.ts';
import { certificate } from './certificate.ts';
import { database } from './database.ts';
import { defaultType } from './default.ts';
import { jwt } from './jwt.ts';
import { oauthAlias } from './oauth-alias.ts';
import { oauth2 } from './oauth2.ts';
import { oauth2Refresh } from './oauth2-refresh.ts';
import { raw } from './raw.ts';
import { secret } from './secret.ts';
import { smtp } from './smtp.ts';

export const credentialTypes: readonly CredentialType[] = [
  apiKey,
  basicAuth,
  secret,
  raw,
  defaultType,
  database,
  smtp,
  awsSigV4,
  certificate,
  jwt,
  oauth2,
  oauth2Refresh,
  oauthAlias,
];

/** The type of this name, connected ones included. @throws Problem `credential/type-unknown` */
export function knownType(name: string): CredentialType {
  const type = credentialTypes.find((candidate) => candidate.name === name);
  if (!type) throw new Problem('credential/type-unknown');
  return type;
}

/**
 * The type that a body of values may make and change.
 *
 * @throws Problem `credential/type-unknown`, `credential/use-connections`
 */
export function credentialType(name: string): CredentialType {
  const type = knownType(name);
  if (type.isConnected) throw new Problem('credential/use-connections');
  return type;
}
