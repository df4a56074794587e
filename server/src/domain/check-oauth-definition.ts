/**
 * What every definition of an OAuth configuration has to be like. The control plane asks before it stages one, the broker
 * before it vouches for one; messages quote no value.
 *
 * @see RFC 9700 (best current practice of OAuth); RFC 6749, section 3.3 (scope) and appendix A
 */
import { assertionAlgorithms, clientAuthentications, type OAuthDefinition } from './oauth-configuration.ts';
import { isLoopbackHost, type Origin, parseAllowedOrigin, parseOrigin, parseTokenUrl } from './origin.ts';
import { Problem, type Violation } from './problem.ts';
import { isBelow, isPublicSuffix } from './suffix-origin.ts';

/** Parameters of an authorisation request that Keyward sets itself, or that would change what it does. */
const PROTOCOL_PARAMETERS: ReadonlySet<string> = new Set([
  ...['client_id', 'client_secret', 'client_assertion', 'client_assertion_type', 'redirect_uri', 'response_type'],
  ...['response_mode', 'scope', 'state', 'nonce', 'code', 'code_challenge', 'code_challenge_method', 'code_verifier'],
  ...['resource', 'request', 'request_uri', 'grant_type', 'registration', 'dpop_jkt'],
]);

const TEXT = /^[^\p{Cc}\p{Cs}]+$/u;
const PARAMETER_NAME = /^[A-Za-z0-9_.~-]{1,64}$/;
/** RFC 6749, appendix A.4. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,512}$/;
const LONGEST_URL = 2_048;

type Report = (path: string, message: string) => void;

function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}

/**
 * The normal form of an endpoint: `https`, or `http` on loopback, without user, query and fragment.
 *
 * @returns undefined for what is none
 */
export function parseEndpoint(text: string): string | undefined {
  try {
    const url = text.length > LONGEST_URL ? undefined : parseTokenUrl(text);
    return url !== undefined && isSecure(new URL(url)) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the text names an authorisation server (RFC 8414, section 2): compared to the letter, it has no normal form. */
export function isIssuer(text: string): boolean {
  const url = text.length > LONGEST_URL || !TEXT.test(text) ? null : URL.parse(text);
  if (!url || !isSecure(url) || /[\\?#@\s]/.test(text)) return false;
  // What a parser would change, other parsers read otherwise.
  return text === url.href || `${text}/` === url.href;
}

/** Whether browsers may be sent back here: absolute, `https` or on loopback, without a fragment (RFC 6749, section 3.1.2). */
function isRedirectUrl(text: string): boolean {
  const url = text.length > LONGEST_URL ? null : URL.parse(text);
  return url !== null && isSecure(url) && url.href === text && url.username === '' && !/[@#]/.test(text);
}

/**
 * The normal form of an allowed domain: an origin, or a suffix origin.
 *
 * @param text - An origin, `https://*.example.com`, or a host, `api.example.com` and `*.example.com`.
 * @returns undefined for what is none, and for a name below which anybody may have a host
 */
export function parseAllowedDomain(text: string): Origin | undefined {
  try {
    const origin = parseAllowedOrigin(text.includes('://') ? text : `https://${text}`);
    if (origin.includes('://*.')) return origin;
    const { hostname } = new URL(parseOrigin(origin));
    const isAddress = hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(hostname);
    return isPublicSuffix(hostname) && !isAddress && !isLoopbackHost(hostname) ? undefined : origin;
  } catch {
    return undefined;
  }
}

/** Whether a token of this client may be sent to the origin, exact or with a star, as its configuration has it. */
export function isWithinDomains({ allowedDomains }: Pick<OAuthDefinition, 'allowedDomains'>, origin: Origin): boolean {
  if (allowedDomains.length === 0) return true;
  return allowedDomains.some((domain) => domain === origin || (!origin.includes('://*.') && isBelow(origin, domain)));
}

/**
 * Refuses origins that a client's tokens must not be sent to.
 *
 * @param origins - Every API origin of the connection: that of its base URL, and its permitted ones.
 * @throws Problem `oauth-configuration/domain-refused`
 */
export function assertWithinDomains(
  definition: Pick<OAuthDefinition, 'allowedDomains'>,
  origins: readonly Origin[],
): void {
  if (!origins.every((origin) => isWithinDomains(definition, origin))) {
    throw new Problem('oauth-configuration/domain-refused');
  }
}

function checkUrls(definition: OAuthDefinition, report: Report): void {
  for (const name of ['authorizationUrl', 'tokenUrl', 'revocationUrl', 'jwksUrl', 'userinfoUrl'] as const) {
    const url = definition[name];
    if (url !== undefined && parseEndpoint(url) !== url) {
      report(`/${name}`, 'is not an https URL without user, query and fragment (http is for loopback alone)');
    }
  }
  const { issuer, redirectUrl } = definition;
  if (issuer !== undefined && !isIssuer(issuer)) report('/issuer', 'is not an issuer: an https URL without query');
  if (redirectUrl !== undefined && !isRedirectUrl(redirectUrl)) {
    report('/redirectUrl', 'is not an absolute https URL in its normal form, without a fragment');
  }
}

function checkClient(definition: OAuthDefinition, report: Report): void {
  const { clientId, clientAuthentication, keyId, assertionAlgorithm } = definition;
  if (clientId.length > 512 || !TEXT.test(clientId))
    report('/clientId', 'is empty, too long or has control characters');
  if (!clientAuthentications.includes(clientAuthentication)) report('/clientAuthentication', 'is none that there is');
  const signs = clientAuthentication === 'private_key_jwt';
  if (!signs && keyId !== undefined) report('/keyId', 'is for private_key_jwt');
  if (!signs && assertionAlgorithm !== undefined) report('/assertionAlgorithm', 'is for private_key_jwt');
  if (signs && !assertionAlgorithms.some((known) => known === assertionAlgorithm)) {
    report('/assertionAlgorithm', 'is none that there is');
  }
  if (keyId !== undefined && (keyId.length > 256 || !TEXT.test(keyId))) report('/keyId', 'is not a key id');
}

function checkScopes({ scopes, scopeSeparator }: OAuthDefinition, report: Report): void {
  scopes.forEach((scope, at) => {
    const isSplit = scopeSeparator !== ' ' && scope.includes(scopeSeparator);
    if (!SCOPE.test(scope) || isSplit) report(`/scopes/${at}`, 'is not a scope (RFC 6749, section 3.3)');
    if (scopes.indexOf(scope) < at) report(`/scopes/${at}`, 'stands twice');
  });
  if (!/^[ ,;+]$/.test(scopeSeparator)) report('/scopeSeparator', 'is not a blank, comma, semicolon or plus');
}

function checkRequest({ parameters, resources, allowedDomains }: OAuthDefinition, report: Report): void {
  for (const [name, value] of Object.entries(parameters)) {
    const path = `/parameters/${name.slice(0, 64)}`;
    if (PROTOCOL_PARAMETERS.has(name.toLowerCase())) report(path, 'is a parameter of the protocol, which Keyward sets');
    else if (!PARAMETER_NAME.test(name)) report(path, 'is not a name of a parameter');
    if (value.length > 1_024 || (value !== '' && !TEXT.test(value)))
      report(path, 'is too long or has control characters');
  }
  resources.forEach((resource, at) => {
    const isUri = resource.length <= LONGEST_URL && TEXT.test(resource) && URL.canParse(resource);
    if (!isUri || resource.includes('#')) report(`/resources/${at}`, 'is not an absolute URI without a fragment');
  });
  allowedDomains.forEach((domain, at) => {
    if (parseAllowedDomain(domain) !== domain)
      report(`/allowedDomains/${at}`, 'is not an origin of your own or the vendor’s');
  });
}

/** Every rule that a definition breaks, with the paths of its members; none for a sound one. */
export function faultsOfDefinition(definition: OAuthDefinition): Violation[] {
  const faults: Violation[] = [];
  const report: Report = (path, message) => faults.push({ path, message });
  checkClient(definition, report);
  checkUrls(definition, report);
  checkScopes(definition, report);
  checkRequest(definition, report);
  return faults;
}
