/**
 * The broker's side of the RPC: each verb authenticates the principal's own token first, then acts within its
 * organisation. The same object serves the control plane in one process and over HTTP.
 */
import type { Principal } from '../../domain/access-token.ts';
import { isConnectLinkToken } from '../../domain/connect-link.ts';
import type { Role } from '../../domain/grant.ts';
import { isId } from '../../domain/id.ts';
import { assertSecondFactor, assertSingleSignOn } from '../../domain/membership.ts';
import { Problem } from '../../domain/problem.ts';
import { isSessionToken } from '../../domain/session.ts';
import { admitAccessToken } from '../admit/admit-access-token.ts';
import { admitFunction } from '../admit/admit-function.ts';
import { admitMaterial } from '../admit/admit-material.ts';
import { admitProvider } from '../admit/admit-provider.ts';
import { admitRotation } from '../admit/admit-rotation.ts';
import { admitConnectLink } from '../connect-links/admit-connect-link.ts';
import { enterConnectLink } from '../connect-links/enter-connect-link.ts';
import { admitOAuthConfiguration, discoverStaged } from '../oauth/admit-configuration.ts';
import { admitConnection } from '../oauth/connect/admit-connection.ts';
import { completeConnection, type TryConnected } from '../oauth/connect/complete-connection.ts';
import { obtainConnection } from '../oauth/connect/obtain-connection.ts';
import { revokeConnection, revokeOnceDeleted } from '../oauth/connect/revoke-connection.ts';
import { startConnection } from '../oauth/connect/start-connection.ts';
import { createOrganisation } from '../organisations/create-organisation.ts';
import type { OrganisationDirectory } from '../organisations/organisation-directory.ts';
import type { BrokerParts } from '../parts.ts';
import { createSessionAuthenticator } from '../people/authenticate-session.ts';
import { createPasswords } from '../people/password.ts';
import type { PeopleParts } from '../people/people-parts.ts';
import { peopleVerbs } from '../people/people-verbs.ts';
import type { Authenticator } from '../resolve/authenticate.ts';
import type { Verifier } from '../verify/verifier.ts';
import { admitWebhook } from '../webhooks/admit-webhook.ts';
import type { BrokerRpc } from './protocol.ts';

export function createBrokerRpc(
  parts: BrokerParts,
  authenticator: Authenticator,
  organisations: OrganisationDirectory,
  { verifier, tryConnected }: { readonly verifier: Verifier; readonly tryConnected: TryConnected },
): BrokerRpc {
  const people: PeopleParts = { ...parts, passwords: createPasswords() };
  const sessions = createSessionAuthenticator(people, parts.assertFresh);

  /** The one authenticator of the control plane: of programs by their tokens, of people by their sessions. */
  async function identify(token: string): Promise<Principal> {
    return isSessionToken(token) ? sessions.authenticate(token) : authenticator.authenticate(token);
  }

  /**
   * @param least - The role that the verb takes: a person is limited to where they have it.
   * @param isToLink - Whether it is to link the account to an identity provider: also where single sign-on is required.
   */
  async function principalOf(
    request: { token: string; organisationId: string },
    least: Role = 'editor',
    isToLink = false,
  ): Promise<Principal> {
    const principal = await identify(request.token);
    // Who came by the identity provider of an organisation acts in that one, and not where people belong either.
    if (principal.reach !== undefined && principal.reach !== request.organisationId) {
      throw new Problem('organisation/not-found');
    }
    // Tokens of the platform are admitted where they belong, in no organisation.
    if (principal.organisationId === request.organisationId) return principal;
    if (!isId('org', request.organisationId)) throw new Problem('organisation/not-found');
    const entered = await organisations.enter(principal, request.organisationId, least);
    if (!entered.memberships) return entered;
    const { settings } = await organisations.find(entered.organisationId);
    assertSecondFactor(entered, settings);
    // An account that is kept out is linked, and comes in.
    if (!isToLink) assertSingleSignOn(entered, settings);
    return entered;
  }

  /** Whoever may write secrets: a token's principal, or who comes by a connect link. */
  async function writerOf(request: { token: string; organisationId: string }): Promise<Principal> {
    if (!isConnectLinkToken(request.token)) return principalOf(request);
    const principal = await enterConnectLink(parts, request.token);
    if (principal.organisationId !== request.organisationId) throw new Problem('organisation/not-found');
    return principal;
  }

  return {
    async authenticate({ token }) {
      return identify(token);
    },
    async admitMaterial(request) {
      const principal = await writerOf(request);
      const { material: ids, named } = request;
      return { witnesses: await admitMaterial(parts, principal, { ids, named }) };
    },
    async admitAccessToken(request) {
      const principal = await principalOf(request);
      return { witnesses: [await admitAccessToken(parts, principal, request.accessTokenId)] };
    },
    async admitRotation(request) {
      const principal = await principalOf(request);
      return { witnesses: [await admitRotation(parts, principal, request)] };
    },
    async admitProvider(request) {
      const principal = await principalOf(request, 'admin');
      return { witnesses: [await admitProvider(parts, principal, request.providerId)] };
    },
    async admitWebhook(request) {
      const principal = await principalOf(request, 'admin');
      return { witnesses: [await admitWebhook(parts, principal, request.webhookId)] };
    },
    async admitFunction(request) {
      const principal = await principalOf(request);
      return { witnesses: [await admitFunction(parts, principal, request.versionId)] };
    },
    async admitConnectLink(request) {
      const principal = await principalOf(request);
      return { witnesses: [await admitConnectLink(parts, principal, request.connectLinkId)] };
    },
    async enterConnectLink({ token }) {
      return enterConnectLink(parts, token, true);
    },
    async admitOAuthConfiguration(request) {
      const principal = await principalOf(request);
      return { witnesses: await admitOAuthConfiguration(parts, principal, request) };
    },
    async discoverOAuthIssuer(request) {
      const principal = await principalOf(request);
      return discoverStaged(parts, principal, request.configurationId);
    },
    async createOrganisation(request) {
      const principal = await identify(request.token);
      return { organisationId: await createOrganisation(parts, principal, request) };
    },
    async verify(request) {
      const principal = await writerOf(request);
      return verifier.verifyStored(principal, request.credentialId);
    },
    async verifyStaged(request) {
      const principal = await writerOf(request);
      return verifier.verifyStaged(principal, request);
    },
    ...peopleVerbs(people, { identify, principalOf }),
    async admitConnection(request) {
      const principal = await writerOf(request);
      return { witnesses: [(await admitConnection(parts, principal, request)).witness] };
    },
    async obtainConnection(request) {
      const principal = await principalOf(request);
      return obtainConnection(parts, principal, request);
    },
    async startConnection({ state }) {
      return startConnection(parts, state);
    },
    async completeConnection(request) {
      return completeConnection(parts, request, tryConnected);
    },
    async revokeConnection(request) {
      const principal = await principalOf(request);
      return { isRevoked: await revokeConnection(parts, principal, request.credentialId) };
    },
    async revokeOnceDeleted(request) {
      const principal = await principalOf(request);
      await revokeOnceDeleted(parts, principal, request.credentialId);
      return {};
    },
  };
}
