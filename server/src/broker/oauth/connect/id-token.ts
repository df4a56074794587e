/**
 * Judges the ID token that came with the tokens: made by the issuer, for this client, and in answer to this very flow. The
 * issuer's keys are fetched through the guard of all that leaves.
 *
 * @see OpenID Connect Core, section 3.1.3.7
 */
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Problem } from '../../../domain/problem.ts';
import type { Secret } from '../../../domain/secret.ts';
import { sendRequest } from '../token-endpoint/send-request.ts';
import type { TokenParts } from '../token-endpoint/token-client.ts';

/** A secret of the client is no key of the issuer's: symmetric signatures are not taken. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const TOLERANCE_SECONDS = 60;

/**
 * @param idToken - Absent where none came: then none may have been expected.
 * @throws Problem `connection/id-token-invalid`
 * @throws TokenError where the keys cannot be had
 */
export async function assertIdToken(
  parts: TokenParts,
  { definition, flow }: { readonly definition: OAuthDefinition; readonly flow: OAuthFlow },
  idToken: Secret<string> | undefined,
): Promise<void> {
  const { issuer, jwksUrl, clientId } = definition;
  // Whose keys nobody has named can vouch for nothing; it is not read then.
  if (issuer === undefined || jwksUrl === undefined) return;
  if (idToken === undefined) {
    if (flow.nonce === undefined) return;
    throw new Problem('connection/id-token-invalid', {
      detail: 'The provider gave none, though `openid` was asked for.',
    });
  }
  const { organisationId, nonce } = flow;
  await readIdToken(parts, idToken, { organisationId, issuer, jwksUrl, clientId, ...(nonce && { nonce }) });
}

/** What an ID token has to prove. */
export interface ExpectedIdToken {
  /** Whose egress it is. */
  readonly organisationId: string;
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly clientId: string;
  /** Absent: none was sent. */
  readonly nonce?: string;
  /** How long ago it may have been made; absent: however long, within its own life. */
  readonly maxAgeSeconds?: number;
}

/**
 * The claims of an ID token that is what was expected.
 *
 * @throws Problem `connection/id-token-invalid`
 * @throws TokenError where the keys cannot be had
 */
export async function readIdToken(
  parts: TokenParts,
  idToken: Secret<string>,
  expected: ExpectedIdToken,
): Promise<JWTPayload> {
  const { organisationId, jwksUrl, clientId, nonce } = expected;
  const keys = await fetchKeys(parts, organisationId, jwksUrl);
  const payload = await verified(keys, idToken, { ...expected, now: new Date(parts.clock()) });
  // An `azp` that is another client's says that it was made for that one.
  const isSingle = !Array.isArray(payload.aud) || payload.aud.length === 1;
  const isForUs = payload.azp === undefined ? isSingle : payload.azp === clientId;
  const isAnswer = nonce === undefined || payload.nonce === nonce;
  if (!isForUs || !isAnswer) throw new Problem('connection/id-token-invalid');
  return payload;
}

async function fetchKeys(parts: TokenParts, organisationId: string, url: string): Promise<JSONWebKeySet> {
  const { status, bytes } = await sendRequest(parts, organisationId, { method: 'GET', url, headers: {} });
  const invalid = () => new Problem('connection/id-token-invalid', { detail: 'The issuer gave no keys.' });
  if (status !== 200) throw invalid();
  try {
    const set = JSON.parse(bytes.toString('utf8')) as JSONWebKeySet;
    if (Array.isArray(set?.keys)) return set;
  } catch {
    // The parser quotes what it read.
  }
  throw invalid();
}

async function verified(
  keys: JSONWebKeySet,
  idToken: Secret<string>,
  { issuer, clientId, maxAgeSeconds, now }: ExpectedIdToken & { readonly now: Date },
): Promise<JWTPayload> {
  try {
    const options = { issuer, audience: clientId, algorithms: ALGORITHMS, clockTolerance: TOLERANCE_SECONDS };
    const age = maxAgeSeconds === undefined ? {} : { maxTokenAge: maxAgeSeconds };
    const verifying = { ...options, ...age, currentDate: now, requiredClaims: ['exp', 'iat', 'sub'] };
    return (await jwtVerify(idToken.reveal(), createLocalJWKSet(keys), verifying)).payload;
  } catch {
    // Errors of the library carry the claims.
    throw new Problem('connection/id-token-invalid');
  }
}
