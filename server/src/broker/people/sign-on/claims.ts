/**
 * Who has signed in, as the identity provider proves it: its ID token, and where that tells no address its UserInfo endpoint.
 * Everything here is a stranger's word: it names nobody by itself, and is in no problem's text.
 *
 * @see OpenID Connect Core, sections 3.1.3.7, 5.1 and 5.3
 */
import type { SignInDefinition } from '../../../domain/identity-provider.ts';
import { normaliseEmail } from '../../../domain/person.ts';
import { Problem } from '../../../domain/problem.ts';
import type { Secret } from '../../../domain/secret.ts';
import { readIdToken } from '../../oauth/connect/id-token.ts';
import { sendRequest } from '../../oauth/token-endpoint/send-request.ts';
import type { TokenAnswer, TokenParts } from '../../oauth/token-endpoint/token-client.ts';

/** Whom the provider has signed in. */
export interface Claims {
  /** `sub`. */
  readonly subject: string;
  /** In its normal form; absent where none was told that is one. */
  readonly email?: string;
  /** Whether the provider says that it has verified the address; said otherwise than `true` it has not. */
  readonly isVerified: boolean;
  readonly name?: string;
}

const LONGEST_SUBJECT = 255;
const LONGEST_NAME = 200;
/** Of an ID token between its making and its coming here. */
const MOST_AGE_SECONDS = 300;

function invalid(detail?: string): Problem {
  return new Problem('single-sign-on/id-token-invalid', detail === undefined ? {} : { detail });
}

interface Expected {
  readonly organisationId: string;
  readonly definition: SignInDefinition;
  readonly nonce: string;
}

/**
 * @throws Problem `single-sign-on/id-token-invalid`
 * @throws TokenError where keys or UserInfo cannot be had
 */
export async function readClaims(parts: TokenParts, answer: TokenAnswer, expected: Expected): Promise<Claims> {
  const { organisationId, definition, nonce } = expected;
  const { issuer, jwksUrl, clientId } = definition;
  if (answer.idToken === undefined) throw invalid('The provider gave none, though `openid` was asked for.');
  const wanted = { organisationId, issuer, jwksUrl, clientId, nonce, maxAgeSeconds: MOST_AGE_SECONDS };
  const payload: Readonly<Record<string, unknown>> = await readIdToken(parts, answer.idToken, wanted);
  const { sub } = payload;
  if (typeof sub !== 'string' || sub === '' || sub.length > LONGEST_SUBJECT || /\p{Cc}/u.test(sub)) throw invalid();
  // As OpenID Connect has it, the ID token may leave to UserInfo whatever is not of the sign-in itself.
  const isTold = payload.email !== undefined || definition.userinfoUrl === undefined;
  const more = isTold ? payload : await askUserInfo(parts, answer.accessToken, expected, sub);
  const email = typeof more.email === 'string' ? normaliseEmail(more.email) : undefined;
  const name = typeof more.name === 'string' ? cleanName(more.name) : '';
  return {
    subject: sub,
    ...(email !== undefined && { email }),
    isVerified: email !== undefined && more.email_verified === true,
    ...(name !== '' && { name }),
  };
}

function cleanName(text: string): string {
  // Cut first: half a character that is left of it goes with the rest.
  const cut = text.slice(0, LONGEST_NAME);
  return cut.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
}

async function askUserInfo(
  parts: TokenParts,
  accessToken: Secret<string>,
  { organisationId, definition }: Expected,
  subject: string,
): Promise<Readonly<Record<string, unknown>>> {
  const headers = { authorization: `Bearer ${accessToken.reveal()}` };
  const asked = { method: 'GET', url: definition.userinfoUrl!, headers } as const;
  const { status, bytes } = await sendRequest(parts, organisationId, asked);
  const claims = status === 200 ? parseObject(bytes.toString('utf8')) : undefined;
  // Section 5.3.2: of another subject it must not be used.
  if (!claims || claims.sub !== subject) throw invalid('UserInfo tells nothing of who has signed in.');
  return claims;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    // The parser quotes what it read.
    return undefined;
  }
}
