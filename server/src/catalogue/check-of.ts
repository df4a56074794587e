/**
 * How a credential is tried, if it can be at all. What has no check is "not verifiable", which is no failure: the reason
 * says what would make it so. Both planes ask here, so that they agree.
 */
import type { Credential } from '../domain/credential.ts';
import { parseTemplate, renderTemplate } from '../domain/template.ts';
import type { VerificationRule } from '../domain/verification-rule.ts';
import type { CredentialType } from './credential-type.ts';
import { logins } from './logins.ts';
import { methodOf, type ProviderDirectory, type ProviderMethod } from './provider.ts';
import { typeOfCredential } from './shape-type.ts';
import { credentialTypes } from './types/index.ts';

export type Check =
  /** Its provider's own rule. */
  | { readonly kind: 'rule'; readonly rule: VerificationRule }
  /** A GET that answers 2xx with the secret and not without it. */
  | { readonly kind: 'difference'; readonly path: string }
  /** A login at the server that it is for. */
  | { readonly kind: 'login'; readonly connection: Connection }
  | { readonly kind: 'none'; readonly reason: string };

type Connection = NonNullable<CredentialType['connection']>;

const withoutPath = 'give a base URL and a test path where a GET succeeds only with the right secret.';
const inBody = 'the secret stands in the body of a request, and the check has none.';

function none(reason: string): Check {
  return { kind: 'none', reason: `Not verifiable: ${reason}` };
}

function loginOf({ fields }: Credential, connection: Connection): Check {
  const [scheme = ''] = renderTemplate(parseTemplate(connection.origin), (field) => fields[field]).split(':');
  const login = logins.get(scheme);
  if (!login) return none('Keyward does not log in to servers of this kind.');
  if (login.needsUsername && fields.username === undefined) return none('give a user name.');
  return { kind: 'login', connection };
}

/**
 * The check of a credential, its provider's where that has one for the type.
 *
 * @throws Problem `credential/type-unknown`
 */
export async function findCheck(providers: ProviderDirectory, credential: Credential): Promise<Check> {
  const { organisationId, provider: name, type } = credential;
  const provider = name === undefined ? undefined : await providers.find(organisationId, name);
  return checkOf(credential, provider && methodOf(provider, type)?.verification);
}

/** @param rule - Its provider's for this type; undefined without one. */
function checkOf(credential: Credential, rule?: VerificationRule): Check {
  const type = typeOfCredential(credential);
  if (type.connection) return loginOf(credential, type.connection);
  if (type.isConnected && !rule) return none('a connection is tried where its provider says how.');
  if (type.injection.length === 0) return none('without an injection rule nothing is sent with it.');
  if (credential.baseUrl === undefined) return none(rule ? 'give a base URL.' : withoutPath);
  const isInBody = type.injection.some(({ into }) => into === 'body');
  if (isInBody && rule?.request.body === undefined) return none(inBody);
  if (rule) return { kind: 'rule', rule };
  const field = type.testPathField;
  const path = field !== undefined && Object.hasOwn(credential.fields, field) ? credential.fields[field] : undefined;
  return path === undefined ? none(withoutPath) : { kind: 'difference', path };
}

/** Whether credentials by a provider's method can be tried: by its own rule, or by a login at a server of its kind. */
export function isVerifiableMethod({ type, values, verification }: ProviderMethod): boolean {
  const connection = credentialTypes.find(({ name }) => name === type)?.connection;
  if (!connection) return verification !== undefined;
  const [scheme = ''] = renderTemplate(parseTemplate(connection.origin), (field) => values[field]).split(':');
  return logins.has(scheme);
}
