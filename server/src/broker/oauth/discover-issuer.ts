/**
 * Discovery: asks an authorisation server for its endpoints, through the egress guard, and takes only what it may say of
 * itself. What it answers is data of a stranger: nothing of it is quoted, and every URL in it is judged like one that a
 * person gave.
 *
 * @see RFC 8414 (metadata); OpenID Connect Discovery 1.0, section 4; RFC 9700, section 4.4 (mix-up)
 */
import { isIssuer, parseEndpoint } from '../../domain/check-oauth-definition.ts';
import type { ClientAuthentication } from '../../domain/oauth-configuration.ts';
import { originOf } from '../../domain/origin.ts';
import { Problem } from '../../domain/problem.ts';
import type { BrokerParts } from '../parts.ts';
import { toUpstreamProblem } from '../proxy/upstream-problem.ts';
import type { DiscoveredIssuer } from '../rpc/protocol.ts';

const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER_BYTES = 256 * 1024;

function failed(detail: string): Problem {
  return new Problem('oauth-configuration/discovery-failed', { detail });
}

/** Where the metadata may be: that of OAuth first, whose place no path of a tenant can take over. */
function placesOf(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LARGEST_ANSWER_BYTES) throw failed('The metadata is larger than 256 KiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type Parts = Pick<BrokerParts, 'upstreams'>;

async function ask({ upstreams }: Parts, organisationId: string, url: string): Promise<string | undefined> {
  const { host, pathname: path } = new URL(url);
  const headers = { host, accept: 'application/json', 'accept-encoding': 'identity' };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { statusCode, body } = await upstreams
      .get(organisationId, originOf(url))
      .request({ method: 'GET', path, headers, signal });
    if (statusCode === 200) return await readText(body);
    body.on('error', () => undefined).destroy();
    // A redirect is no answer: who may send one could send the client's secret anywhere.
    if (statusCode === 404) return undefined;
    throw failed(`The server answered ${statusCode}; redirects are not followed.`);
  } catch (error) {
    throw error instanceof Problem ? error : toUpstreamProblem(error);
  }
}

type Metadata = Readonly<Record<string, unknown>>;

function parseMetadata(text: string): Metadata {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Metadata;
  } catch {
    // Quotes what could not be read.
  }
  throw failed('The server answered something else than a JSON object.');
}

function endpointOf(metadata: Metadata, name: string, issuer: string): string | undefined {
  const value = metadata[name];
  if (value === undefined || value === null) return undefined;
  const url = typeof value === 'string' ? parseEndpoint(value) : undefined;
  // A server elsewhere has no business on this machine's loopback, and none without TLS.
  const isSecure = url?.startsWith('https:') || issuer.startsWith('http:');
  if (url === undefined || !isSecure)
    throw failed(`The metadata’s ${name} is not an https URL without query and fragment.`);
  return url;
}

const METHODS: readonly (readonly [method: string, authentication: ClientAuthentication])[] = [
  ['client_secret_basic', 'basic'],
  ['client_secret_post', 'post'],
  ['private_key_jwt', 'private_key_jwt'],
  ['none', 'none'],
];

function authenticationsOf({ token_endpoint_auth_methods_supported: given }: Metadata): ClientAuthentication[] {
  // RFC 8414, section 2: left out, it is this one.
  const supported: unknown[] = Array.isArray(given) ? given : ['client_secret_basic'];
  const known = METHODS.filter(([method]) => supported.includes(method)).map(([, authentication]) => authentication);
  if (known.length === 0) throw failed('The server takes no client authentication that Keyward knows.');
  return known;
}

function refusesS256({ code_challenge_methods_supported: given }: Metadata): boolean {
  return Array.isArray(given) && !given.includes('S256');
}

function judge(metadata: Metadata, issuer: string): DiscoveredIssuer {
  if (metadata.issuer !== issuer) throw failed('The metadata names another issuer than the one that was asked for.');
  const tokenUrl = endpointOf(metadata, 'token_endpoint', issuer);
  if (tokenUrl === undefined) throw failed('The metadata has no token_endpoint.');
  const [authorizationUrl, revocationUrl, jwksUrl, userinfoUrl] = [
    endpointOf(metadata, 'authorization_endpoint', issuer),
    endpointOf(metadata, 'revocation_endpoint', issuer),
    endpointOf(metadata, 'jwks_uri', issuer),
    endpointOf(metadata, 'userinfo_endpoint', issuer),
  ];
  if (authorizationUrl !== undefined && refusesS256(metadata)) throw failed('The server does not take PKCE with S256.');
  return {
    issuer,
    tokenUrl,
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(revocationUrl !== undefined && { revocationUrl }),
    ...(jwksUrl !== undefined && { jwksUrl }),
    ...(userinfoUrl !== undefined && { userinfoUrl }),
    sendsIssuer: metadata.authorization_response_iss_parameter_supported === true,
    clientAuthentications: authenticationsOf(metadata),
  };
}

/**
 * @param issuer - As a person has given it; the metadata has to name the same, to the letter.
 * @throws Problem `oauth-configuration/discovery-failed`, `egress/denied`, `upstream/…`
 */
export async function discoverIssuer(parts: Parts, organisationId: string, issuer: string): Promise<DiscoveredIssuer> {
  if (!isIssuer(issuer)) throw failed('The issuer is not an https URL without query and fragment.');
  for (const url of placesOf(issuer)) {
    const text = await ask(parts, organisationId, url);
    if (text !== undefined) return judge(parseMetadata(text), issuer);
  }
  throw failed('The server has no metadata at either of the two places.');
}
