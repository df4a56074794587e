/** Signs the token of a service account: the claims that its fields say, for a term from now. */
import { SignJWT } from 'jose';
import type { Instant } from '../../../domain/instant.ts';
import { type InputRefusal, type SignerInputs, textOf } from '../signer.ts';
import { readSigningKey, type SigningKey } from './signing-key.ts';

/** Signs with one key. */
export interface AssertionMaker {
  readonly termMs: number;
  /** @see RFC 7519, section 4.1 */
  sign(now: Instant): Promise<string>;
}

/** What a private key would be refused for; a missing one is not. */
export function refusalOfKey(inputs: SignerInputs): InputRefusal | undefined {
  const pem = textOf(inputs, 'privateKey');
  const result = pem === '' ? undefined : readSigningKey(pem);
  return result?.ok === false ? { input: 'privateKey', message: result.reason } : undefined;
}

/** @param inputs - Not refused. */
export function assertionMaker(inputs: SignerInputs): AssertionMaker {
  const result = readSigningKey(textOf(inputs, 'privateKey'));
  if (!result.ok) throw new TypeError('the key was not judged before');
  const { value: signingKey } = result;
  const termSeconds = Number(textOf(inputs, 'lifetimeSeconds'));
  return { termMs: termSeconds * 1000, sign: (now) => sign(signingKey, inputs, { now, termSeconds }) };
}

function sign(
  { key, algorithm }: SigningKey,
  inputs: SignerInputs,
  { now, termSeconds }: { readonly now: Instant; readonly termSeconds: number },
): Promise<string> {
  const text = (name: string): string | undefined => textOf(inputs, name) || undefined;
  const [keyId, issuer, subject, audience, scope] = ['keyId', 'issuer', 'subject', 'audience', 'scope'].map(text);
  const issuedAt = Math.floor(now / 1000);
  const token = new SignJWT(scope === undefined ? {} : { scope })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + termSeconds);
  if (issuer !== undefined) token.setIssuer(issuer);
  if (subject !== undefined) token.setSubject(subject);
  if (audience !== undefined) token.setAudience(audience);
  return token.sign(key);
}
