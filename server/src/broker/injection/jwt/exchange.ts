/**
 * Exchanges a signed token for an access token. The answer is read strictly and never quoted: what a token URL says on
 * a failure may hold the token that it was sent.
 *
 * @see RFC 7523, section 2.1 (the grant); RFC 6749, section 5.1 (the answer); RFC 6750, section 2.1 (the token)
 */
import { originOf } from '../../../domain/origin.ts';
import { Problem } from '../../../domain/problem.ts';
import { Secret } from '../../../domain/secret.ts';
import { toUpstreamProblem } from '../../proxy/upstream-problem.ts';
import type { SignerParts } from '../signer.ts';
import type { Made } from './held-token.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER_BYTES = 65_536;
const LARGEST_TOKEN_CHARACTERS = 16_384;
/** Where the answer does not say. */
const DEFAULT_TERM_SECONDS = 300;
const LONGEST_TERM_SECONDS = 43_200;
const BEARER_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

function refused(detail: string): Problem {
  return new Problem('credential/token-refused', { detail });
}

/**
 * @param tokenUrl - In its normal form, permitted by the policy.
 * @throws Problem `credential/token-refused`, `upstream/…`, `egress/denied`
 */
export async function exchangeAssertion(
  { upstreams, organisationId }: Pick<SignerParts, 'upstreams' | 'organisationId'>,
  tokenUrl: string,
  assertion: string,
): Promise<Made<Secret<string>>> {
  const { status, text } = await post(upstreams.get(organisationId, originOf(tokenUrl)), tokenUrl, assertion);
  if (status !== 200) throw refused(`The token URL answered ${status}.`);
  return readAnswer(text);
}

async function post(
  upstream: ReturnType<SignerParts['upstreams']['get']>,
  tokenUrl: string,
  assertion: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const { host, pathname: path } = new URL(tokenUrl);
  const body = new URLSearchParams({ grant_type: GRANT, assertion }).toString();
  const headers = {
    host,
    accept: 'application/json',
    'accept-encoding': 'identity',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await upstream.request({ method: 'POST', path, headers, body, signal });
    return { status: answer.statusCode, text: await readText(answer.body) };
  } catch (error) {
    throw toUpstreamProblem(error);
  }
}

/** @throws Problem `credential/token-refused` */
async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LARGEST_ANSWER_BYTES) throw refused('The answer of the token URL is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws Problem `credential/token-refused` */
function readAnswer(text: string): Made<Secret<string>> {
  const answer = parseObject(text);
  const { access_token: token, token_type: kind, expires_in: seconds = DEFAULT_TERM_SECONDS } = answer ?? {};
  const isToken = typeof token === 'string' && token.length <= LARGEST_TOKEN_CHARACTERS && BEARER_TOKEN.test(token);
  const isBearer = typeof kind === 'string' && kind.toLowerCase() === 'bearer';
  const isTerm = typeof seconds === 'number' && seconds > 0;
  if (!isToken || !isBearer || !isTerm)
    throw refused('The answer of the token URL is not one of RFC 6749, section 5.1.');
  return { value: new Secret(token), termMs: Math.min(seconds, LONGEST_TERM_SECONDS) * 1000 };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // The parser's own message quotes the text.
    return undefined;
  }
}
