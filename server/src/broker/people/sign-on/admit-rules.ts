/**
 * What the broker demands of an identity provider before it vouches for one, beyond what it demands of every OAuth client: that
 * whoever writes it may, that its endpoints are what the issuer itself tells now, that a first sign-in gives no more than
 * its author has, and that sessions end where they must.
 */
import type { Principal } from '../../../domain/access-token.ts';
import { assertAtLeast } from '../../../domain/grant.ts';
import {
  epochAfter,
  faultsOfSignIn,
  isIdentityProvider,
  isSignInDefinition,
  mayGive,
  type SignInDefinition,
  serverMembers,
} from '../../../domain/identity-provider.ts';
import type { OAuthConfiguration, OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { Problem } from '../../../domain/problem.ts';
import { isIdElsewhere } from '../../../store/identity-providers.ts';
import { findOrganisation } from '../../../store/organisations.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { countIdentityLinks } from '../../../store/sign-ons.ts';
import { discoverIssuer } from '../../oauth/discover-issuer.ts';
import type { BrokerParts } from '../../parts.ts';
import { vouchedProvider } from './identity-provider.ts';

/**
 * Those of an organisation are its administrators', those of the installation its owners'; never of who is limited to solutions.
 *
 * @throws Problem `token/forbidden`
 */
export function assertMayManage(principal: Principal, organisationId: string): void {
  const { role, solutionIds, isPlatform, reach } = principal;
  if (organisationId === INSTALLATION && (!isPlatform || reach !== undefined)) throw new Problem('token/forbidden');
  assertAtLeast(role, organisationId === INSTALLATION ? 'owner' : 'admin');
  if (solutionIds !== undefined) throw new Problem('token/forbidden');
}

/**
 * Refuses rules that the one who stages them may not make, or that are not as they follow from what was in force.
 *
 * @throws Problem `request/invalid`, `token/forbidden`, `grant/exceeded`, `oauth-configuration/stale`,
 *   `oauth-configuration/discovery-failed`, `organisation/not-found`, `egress/denied`
 */
export async function assertSignInRules(
  parts: BrokerParts,
  principal: Principal,
  { staged, definition }: { readonly staged: OAuthConfiguration; readonly definition: OAuthDefinition },
): Promise<void> {
  if (!isIdentityProvider(staged)) {
    if (definition.signIn === undefined && definition.userinfoUrl === undefined) return;
    throw new Problem('request/invalid', { errors: [{ path: '/signIn', message: 'is for identity providers' }] });
  }
  assertMayManage(principal, staged.organisationId);
  const errors = faultsOfSignIn(definition);
  if (errors.length > 0 || !isSignInDefinition(definition)) throw new Problem('request/invalid', { errors });
  if (staged.key !== undefined || staged.credentialId !== undefined) throw new Problem('oauth-configuration/stale');
  await assertGivesNoMore(parts, principal, { staged, definition });
  const reference = { organisationId: staged.organisationId, providerId: staged.id };
  const former = (await vouchedProvider(parts, reference))?.definition;
  const isNextEpoch = definition.signIn.epoch === epochAfter(former, definition, definition.signIn.isActive);
  const isSameKey = former === undefined || former.signIn.key === definition.signIn.key;
  if (!isNextEpoch || !isSameKey) throw new Problem('oauth-configuration/stale');
  // An id that was used before would bring back who was linked to it.
  if (!former && (await isIdInUse(parts, staged))) throw new Problem('oauth-configuration/stale');
  if (!former || !isSameServer(former, definition)) await assertToldByIssuer(parts, staged, definition);
}

/** Whether somebody is linked under the id, or another place has a provider of it: an organisation's may not pass for the installation's. */
async function isIdInUse({ store }: BrokerParts, { organisationId, id: providerId }: OAuthConfiguration) {
  const isElsewhere = await isIdElsewhere(store.read, { organisationId, providerId });
  return isElsewhere || (await countIdentityLinks(store.read, { organisationId, providerId })) > 0;
}

async function assertGivesNoMore(
  { store }: BrokerParts,
  principal: Principal,
  { staged, definition }: { readonly staged: OAuthConfiguration; readonly definition: SignInDefinition },
): Promise<void> {
  const { membership } = definition.signIn;
  if (!membership) return;
  if (!mayGive(principal.role, membership)) throw new Problem('grant/exceeded');
  const isElsewhere = staged.organisationId !== INSTALLATION && membership.organisationId !== staged.organisationId;
  if (isElsewhere) throw new Problem('grant/exceeded');
  const found = await findOrganisation(store.read, membership.organisationId);
  if (found?.id !== membership.organisationId) throw new Problem('organisation/not-found');
}

function isSameServer(a: OAuthDefinition, b: OAuthDefinition): boolean {
  return serverMembers.every((name) => a[name] === b[name]);
}

/** Whoever could name the endpoints by hand would name keys of their own, and be everybody who is linked. */
async function assertToldByIssuer(
  parts: BrokerParts,
  { organisationId }: OAuthConfiguration,
  definition: SignInDefinition,
): Promise<void> {
  const { clientAuthentications: _, ...told } = await discoverIssuer(parts, organisationId, definition.issuer);
  if (!isSameServer({ ...definition, ...blank, ...told } as OAuthDefinition, definition)) {
    const detail = 'The endpoints are not those that the issuer tells.';
    throw new Problem('oauth-configuration/discovery-failed', { detail });
  }
}

const blank = Object.fromEntries(serverMembers.map((name) => [name, undefined]));
