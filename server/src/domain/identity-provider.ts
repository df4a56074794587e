/**
 * Identity providers: OpenID Connect servers whose word signs people in. One is kept as an OAuth configuration, with the
 * same witness, discovery and sealed client secret; the rules by which it signs people in are a part of its definition, and
 * so witnessed with it. Ids begin with `idp_`: by that alone they are told from clients of connections.
 *
 * @see docs/people.md; docs/adr/0046-single-sign-on.md
 */
import { isAtLeast, type Role, roles } from './grant.ts';
import { isId } from './id.ts';
import { isKey } from './key.ts';
import type { OAuthConfiguration, OAuthDefinition } from './oauth-configuration.ts';
import type { Violation } from './problem.ts';

/** What a first sign-in may give: an owner is made by owners. */
export const firstSignInRoles = ['admin', 'editor', 'user'] as const satisfies readonly Role[];

export type FirstSignInRole = (typeof firstSignInRoles)[number];

/** What a first sign-in makes of a person nobody knows. */
export interface FirstMembership {
  /** Of a provider of an organisation its own. */
  readonly organisationId: string;
  readonly role: FirstSignInRole;
}

/** By which rules a provider signs people in; a part of its witnessed definition. */
export interface SignInRules {
  /** Fixed; unique in the organisation, or among those of the installation. */
  readonly key: string;
  /** On the button. */
  readonly title: string;
  /** Whether anybody is signed in by it now. */
  readonly isActive: boolean;
  /** Domains of email addresses, in lower case, sorted; empty: whichever. An address counts where the provider has verified it. */
  readonly allowedDomains: readonly string[];
  /** Absent: nobody comes in who has not linked their account. */
  readonly membership?: FirstMembership;
  /** Rises where whoever is signed in by it must not stay so: another issuer, another client, or made inactive. */
  readonly epoch: number;
}

/** A configuration that is an identity provider. */
export type SignInDefinition = OAuthDefinition & {
  readonly signIn: SignInRules;
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly jwksUrl: string;
};

/** Whether this is a definition of an identity provider, whole. */
export function isSignInDefinition(definition: OAuthDefinition | undefined): definition is SignInDefinition {
  if (definition?.signIn === undefined) return false;
  const { issuer, authorizationUrl, jwksUrl } = definition;
  return [issuer, authorizationUrl, jwksUrl].every((part) => part !== undefined);
}

/** Whether a configuration of OAuth is an identity provider. */
export function isIdentityProvider({ id }: Pick<OAuthConfiguration, 'id'>): boolean {
  return isId('idp', id);
}

const DOMAIN =
  /^(?=.{1,190}$)[a-z0-9\u0080-\uffff](?:[a-z0-9\u0080-\uffff-]*[a-z0-9\u0080-\uffff])?(?:\.[a-z0-9\u0080-\uffff](?:[a-z0-9\u0080-\uffff-]*[a-z0-9\u0080-\uffff])?)+$/u;

/** The normal form of the domain of an address; undefined for what is none. */
export function parseEmailDomain(text: string): string | undefined {
  const domain = text.trim().normalize('NFC').toLowerCase();
  return DOMAIN.test(domain) ? domain : undefined;
}

/** Whether an address lies in one of the domains, itself and not below it. */
export function isInDomains(domains: readonly string[], email: string): boolean {
  return domains.length === 0 || domains.includes(email.slice(email.lastIndexOf('@') + 1));
}

const LONGEST_TITLE = 100;
const MOST_DOMAINS = 50;

/** Members of the definition that a server says of itself: what the broker asks for again where one of them is new. */
export const serverMembers = [
  ...['issuer', 'sendsIssuer', 'authorizationUrl', 'tokenUrl', 'revocationUrl', 'jwksUrl', 'userinfoUrl'],
] as readonly (keyof OAuthDefinition)[];

/** Every rule that the definition of an identity provider breaks beyond those of all OAuth configurations. */
export function faultsOfSignIn(definition: OAuthDefinition): Violation[] {
  const { signIn, scopes, parameters, resources, nonce, pkce, provider, redirectUrl, quirks } = definition;
  if (!signIn) return [{ path: '/signIn', message: 'is missing' }];
  const faults: Violation[] = [];
  const report = (isFault: boolean, path: string, message: string): void => {
    if (isFault) faults.push({ path, message });
  };
  report(!isSignInDefinition(definition), '/issuer', 'has no authorisation endpoint or tells no keys');
  report(!isKey(signIn.key) || signIn.key.startsWith('idp_'), '/key', 'is not a key: `[a-z0-9][a-z0-9._-]{0,127}`');
  const { length } = signIn.title.trim();
  report(length === 0 || length > LONGEST_TITLE || /\p{C}/u.test(signIn.title), '/title', 'is empty or too long');
  report(signIn.allowedDomains.length > MOST_DOMAINS, '/allowedDomains', 'are too many');
  signIn.allowedDomains.forEach((domain, at) => {
    report(parseEmailDomain(domain) !== domain, `/allowedDomains/${at}`, 'is not a domain of addresses');
  });
  const role = signIn.membership?.role;
  report(role !== undefined && !firstSignInRoles.includes(role), '/membership/role', 'is user, editor or admin');
  report(!Number.isSafeInteger(signIn.epoch) || signIn.epoch < 1, '/epoch', 'is not a number of its own');
  report(!scopes.includes('openid'), '/scopes', 'lack `openid`, without which there is no ID token');
  const isPlain = provider === undefined && redirectUrl === undefined && Object.keys(quirks).length === 0;
  const isOwn = isPlain && resources.length === 0 && Object.keys(parameters).length === 0;
  report(!isOwn || !nonce || pkce !== 'S256', '/signIn', 'goes by OpenID Connect alone, with nonce and PKCE');
  return faults;
}

/** The epoch of a changed provider: sessions that came by it end where it is another. */
export function epochAfter(
  former: SignInDefinition | undefined,
  next: Omit<SignInDefinition, 'signIn'>,
  isActive: boolean,
) {
  if (!former) return 1;
  const isOther = former.issuer !== next.issuer || former.clientId !== next.clientId;
  const isEnded = former.signIn.isActive && !isActive;
  return former.signIn.epoch + (isOther || isEnded ? 1 : 0);
}

/** Whether the one who writes the rules may give what a first sign-in gives. */
export function mayGive(role: Role | undefined, membership: FirstMembership | undefined): boolean {
  return membership === undefined || (roles.includes(membership.role) && isAtLeast(role, membership.role));
}
