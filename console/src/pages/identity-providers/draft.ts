/** An identity provider that is being written, its secret apart, and the bodies that the API takes. */
import type { IdentityProviderChange, NewIdentityProvider } from '@keyward/sdk';
import type { IdentityProvider, Scope } from './queries.ts';

/** All that is plain. */
export interface ProviderInput {
  readonly title: string;
  readonly key: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Empty: whichever the server prefers. */
  readonly clientAuthentication: string;
  readonly scopes: readonly string[];
  readonly allowedDomains: readonly string[];
  /** `none`: nobody comes in who has not linked an account. */
  readonly firstRole: string;
  /** Where a first sign-in by a provider of the installation makes a member. */
  readonly firstOrganisation: string;
  readonly active: boolean;
}

export const emptyProvider: ProviderInput = {
  ...{ title: '', key: '', issuer: '', clientId: '', clientAuthentication: '' },
  ...{ scopes: ['openid', 'email', 'profile'], allowedDomains: [] },
  ...{ firstRole: 'none', firstOrganisation: '', active: true },
};

/** One that is stored, to begin with. */
export function inputOf(stored: IdentityProvider): ProviderInput {
  const { title, key, issuer, clientId, clientAuthentication, scopes, allowedDomains, membership, active } = stored;
  return {
    ...{ title, key, issuer, clientId, clientAuthentication, scopes, allowedDomains, active },
    firstRole: membership?.role ?? 'none',
    firstOrganisation: membership?.organisationId ?? '',
  };
}

/** Members that differ. */
export function differentMembers(before: ProviderInput, after: ProviderInput): (keyof ProviderInput)[] {
  const names = Object.keys(before) as (keyof ProviderInput)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** The members of the API that changed ones stand for. */
function bodyOf(input: ProviderInput, names: readonly (keyof ProviderInput)[], scope: Scope): IdentityProviderChange {
  const plain = names.filter((name) => !name.startsWith('first') && name !== 'key' && input[name] !== '');
  const isGiven = names.some((name) => name.startsWith('first'));
  const organisation = scope === 'installation' ? { organisation: input.firstOrganisation } : {};
  const membership = input.firstRole === 'none' ? null : { ...organisation, role: input.firstRole };
  const body = Object.fromEntries(plain.map((name) => [name, input[name]]));
  return { ...body, ...(isGiven && { membership }) } as IdentityProviderChange;
}

/** The body of a new one. */
export function newProvider(input: ProviderInput, scope: Scope): NewIdentityProvider {
  const names = Object.keys(input) as (keyof ProviderInput)[];
  const key = input.key === '' ? {} : { key: input.key };
  return { ...bodyOf(input, names, scope), ...key } as NewIdentityProvider;
}

/** The body of a change. */
export function changeOf(before: ProviderInput, after: ProviderInput, scope: Scope): IdentityProviderChange {
  return bodyOf(after, differentMembers(before, after), scope);
}
