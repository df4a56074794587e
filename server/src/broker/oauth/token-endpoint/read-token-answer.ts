/**
 * Reads what a token endpoint answered: a token, or why there is none. Strict about what is used, patient about what is not;
 * whatever is wrong, nothing of the answer is quoted, because it may hold a secret in any place.
 *
 * @see RFC 6749, sections 5.1 and 5.2
 */
import type { Instant } from '../../../domain/instant.ts';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { AnswerMember, TokenErrorCode, TokenResponseQuirks } from '../../../domain/oauth-quirks.ts';
import { tokenErrors } from '../../../domain/oauth-quirks.ts';
import { Secret } from '../../../domain/secret.ts';
import { retryAfterMs } from '../../limits/retry-after.ts';
import { type AnswerDocument, readDocument } from './answer-document.ts';
import { readCaptures } from './read-captures.ts';
import { readLife } from './read-life.ts';
import type { RawTokenAnswer } from './send-request.ts';
import type { TokenAnswer } from './token-client.ts';
import { type MalformedFailure, TokenError, type TransientFailure } from './token-failure.ts';

const LONGEST_TOKEN = 16_384;
const LONGEST_SCOPE = 4_096;

/** What can stand in a header field behind `Bearer `; wider than RFC 6750, section 2.1, to which few vendors keep. */
const HEADER_TOKEN = /^[\x21-\x7e]+$/;
const FORM_TOKEN = /^[\x20-\x7e]+$/;

const PLACES = {
  accessToken: '/access_token',
  refreshToken: '/refresh_token',
  idToken: '/id_token',
  tokenType: '/token_type',
  expiresIn: '/expires_in',
  expiresAt: undefined,
  scope: '/scope',
  error: '/error',
} as const satisfies Record<AnswerMember, string | undefined>;

/** Codes that the RFCs do not have, and that several servers share. */
const OTHER_ERRORS: Readonly<Record<string, TokenErrorCode>> = {
  access_denied: 'invalid_grant',
  consent_required: 'invalid_grant',
  interaction_required: 'invalid_grant',
  login_required: 'invalid_grant',
  unsupported_response_type: 'invalid_request',
};

/** Errors of RFC 6749, section 4.1.2.1, and RFC 8628, section 3.5, that pass. */
const PASSING_ERRORS = ['temporarily_unavailable', 'server_error', 'slow_down'];

/**
 * Said by what stands before the server: it has passed the request on, and got no answer in time (RFC 9110, section 15.6.5; the
 * others are Cloudflare's for the same). Whether the server has acted on it nobody here knows. 502 and 522 are most often said of
 * a server that did not even take the connection (ADR 0049).
 */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([504, 520, 524]);

/** What of a definition says how an answer is read. */
export type AnswerRules = Pick<OAuthDefinition, 'scopeSeparator' | 'quirks'>;

/**
 * @param receivedAt - From when on the life of a token is counted.
 * @throws TokenError where there is no token in it that can be used
 */
export function readTokenAnswer(definition: AnswerRules, answer: RawTokenAnswer, receivedAt: Instant): TokenAnswer {
  const quirks = definition.quirks.tokenResponse ?? {};
  const document = readDocument(answer.bytes, quirks.format ?? 'json');
  assertNoError(answer, document, { quirks, now: receivedAt });
  if (document === undefined) throw malformed('not-json', 'unknown');
  const member = (name: AnswerMember): unknown => {
    const place = quirks[name] ?? PLACES[name];
    return place === undefined ? undefined : document.at(place);
  };
  const accessToken = tokenIn(member('accessToken'), HEADER_TOKEN);
  if (accessToken === undefined) throw malformed('no-token', 'unknown');
  const refreshToken = tokenIn(member('refreshToken'), FORM_TOKEN);
  const idToken = tokenIn(member('idToken'), HEADER_TOKEN);
  const tokens = [accessToken, refreshToken, idToken].filter((token) => token !== undefined);
  const life = readLife({ expiresIn: member('expiresIn'), expiresAt: member('expiresAt') }, { answer, receivedAt });
  const seconds = life ?? quirks.lifeSeconds;
  const scope = readScope(member('scope'), quirks.scopeSeparator ?? definition.scopeSeparator);
  return {
    accessToken,
    ...(refreshToken && { refreshToken }),
    ...(idToken && { idToken }),
    tokenType: readTokenType(member('tokenType'), quirks.tokenTypes ?? []),
    ...(seconds !== undefined && { expiresInSeconds: seconds }),
    ...(scope !== undefined && { scope }),
    captures: readCaptures(definition.quirks.captures ?? {}, document, tokens),
    receivedAt,
  };
}

/** An answer of the revocation endpoint, whose body says nothing where it is no error. @throws TokenError */
export function assertRevoked(definition: AnswerRules, answer: RawTokenAnswer, now: Instant): void {
  const quirks = definition.quirks.tokenResponse ?? {};
  const document = readDocument(answer.bytes, 'json');
  // A token that is not there any more is revoked, whoever did it (RFC 7009, section 2.2); some call that an error.
  const isGone = answer.status === 404 || answer.status === 410 || document?.at('/error') === 'invalid_token';
  if (!isGone) assertNoError(answer, document, { quirks, now });
}

function malformed(fault: MalformedFailure['fault'], outcome: MalformedFailure['outcome']): TokenError {
  return new TokenError({ kind: 'malformed', fault, outcome });
}

function transient(
  reason: TransientFailure['reason'],
  retryMs?: number,
  outcome: TransientFailure['outcome'] = 'refused',
): TokenError {
  const retryAfter = retryMs === undefined ? {} : { retryAfterMs: retryMs };
  return new TokenError({ kind: 'transient', reason, outcome, ...retryAfter });
}

interface Judging {
  readonly quirks: TokenResponseQuirks;
  readonly now: Instant;
}

/** A code of an error counts whatever the status: several vendors answer 200 with one. */
function assertNoError(answer: RawTokenAnswer, document: AnswerDocument | undefined, { quirks, now }: Judging): void {
  const { status, headers } = answer;
  const isGood = status >= 200 && status < 300;
  const retryMs = retryAfterMs(headers, now);
  if (status === 429) throw transient('rate-limited', retryMs);
  const code = document?.at(quirks.error ?? PLACES.error);
  const error = typeof code === 'string' ? errorOf(code, quirks) : undefined;
  if (error !== undefined) throw new TokenError({ kind: 'permanent', error });
  if (GATEWAY_STATUSES.has(status)) throw transient('no-answer', retryMs, 'unknown');
  if (typeof code === 'string' && PASSING_ERRORS.includes(code)) throw transient('unavailable', retryMs);
  if (status >= 500 || status === 408 || status === 425) throw transient('unavailable', retryMs);
  if (document === undefined && isPage(answer)) throw transient('page', retryMs);
  if (status >= 300 && status < 400) throw malformed('redirect', 'refused');
  if (isGood && !isError(code)) return;
  // RFC 6749, section 5.2: no other error has this status.
  if (status === 401) throw new TokenError({ kind: 'permanent', error: 'invalid_client' });
  throw malformed('unknown-error', 'refused');
}

/** Some answer `"error": null`, `""` or `false` beside a token. */
function isError(code: unknown): boolean {
  return code !== undefined && code !== null && code !== '' && code !== false;
}

function errorOf(code: string, { errors = {} }: TokenResponseQuirks): TokenErrorCode | undefined {
  if (Object.hasOwn(errors, code)) return errors[code];
  if (Object.hasOwn(OTHER_ERRORS, code)) return OTHER_ERRORS[code];
  return tokenErrors.find((known) => known === code);
}

function isPage({ bytes, headers }: RawTokenAnswer): boolean {
  const at = headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'content-type');
  const isHtml = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(headers[at + 1] ?? '');
  const start = bytes.subarray(0, 64).toString('latin1').trimStart();
  return (at >= 0 && isHtml) || /^<(?:!doctype|html|\?xml)/i.test(start);
}

function tokenIn(value: unknown, form: RegExp): Secret<string> | undefined {
  const isToken = typeof value === 'string' && value.length <= LONGEST_TOKEN && form.test(value);
  return isToken ? new Secret(value) : undefined;
}

/** One that is missing is taken for `Bearer`: what is sent is a bearer token in any case. */
function readTokenType(value: unknown, others: readonly string[]): string {
  if (value === undefined || value === null || value === '') return 'bearer';
  const type = typeof value === 'string' ? value.toLowerCase() : undefined;
  const known = ['bearer', ...others.map((other) => other.toLowerCase())];
  if (type === undefined || !known.includes(type)) throw malformed('token-type', 'unknown');
  return type;
}

/** RFC 6749, section 3.3, whatever stands between them. */
function readScope(value: unknown, separator: string): string | undefined {
  const listed = typeof value === 'string' ? value.split(separator) : value;
  if (!Array.isArray(listed) || !listed.every((scope) => typeof scope === 'string')) return undefined;
  const scope = listed.flatMap((text: string) => text.split(' ')).filter((text) => text !== '');
  const joined = scope.join(' ');
  return joined.length <= LONGEST_SCOPE && /^[\x20-\x7e]*$/.test(joined) ? joined : undefined;
}
