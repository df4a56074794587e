/**
 * Admission of flows: what was staged is held against what the caller means, against its configuration, and, for a credential
 * that is there, against what its tokens were permitted before. Only then the broker vouches for it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../../../domain/access-token.ts';
import { assertWithinDomains } from '../../../domain/check-oauth-definition.ts';
import type { ConnectLinkDefinition } from '../../../domain/connect-link.ts';
import { assertAtLeast } from '../../../domain/grant.ts';
import { type OAuthDefinition, readOAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { flowDigest, type OAuthFlow, tokenPolicy } from '../../../domain/oauth-flow.ts';
import { type Policy, parsePolicy } from '../../../domain/policy.ts';
import { Problem } from '../../../domain/problem.ts';
import { managesScope } from '../../../domain/solution.ts';
import { findCredentialsById } from '../../../store/credentials.ts';
import { findOAuthConfigurationById, findStagedOAuthConfiguration } from '../../../store/oauth-configurations.ts';
import { findFlow, standingFlow } from '../../../store/oauth-flows.ts';
import { witnessFlow } from '../../admit/witness.ts';
import type { BrokerParts } from '../../parts.ts';
import { isGenuine } from './require-flow.ts';

/** What control asks for. */
export interface FlowToAdmit {
  readonly flowId: string;
  /** `flowDigest` of what it means: whoever edits the row meanwhile has it refused. */
  readonly digest: Uint8Array;
  /** Whether the request named the origins, or the provider that they follow from, itself. */
  readonly isNamed: boolean;
}

export interface AdmittedFlow {
  readonly flow: OAuthFlow;
  readonly witness: Buffer;
}

/**
 * @param principal - An editor or more, of the scope that the credential lies in; or who comes by its link.
 * @throws Problem `token/forbidden`, `connection/flow-unknown`, `oauth-configuration/domain-refused`, `oauth-configuration/not-found`,
 *   `connection/configuration-changed`, `credential/not-found`, `credential/origins-unnamed`, `credential/unopenable`
 */
export async function admitConnection(
  parts: BrokerParts,
  principal: Principal,
  { flowId, digest, isNamed }: FlowToAdmit,
): Promise<AdmittedFlow> {
  const { organisationId, tokenId, link } = principal;
  if (!link) assertAtLeast(principal.role, 'editor');
  const flow = await findFlow(parts.store.read, { organisationId, id: flowId });
  const isMeant = flow?.witness === undefined && flow?.createdBy === tokenId && flowDigest(flow).equals(digest);
  if (!flow || !isMeant) throw new Problem('connection/flow-unknown');
  if (link) assertOfLink(link, flow);
  const definition = await definitionBegunUnder(parts, flow);
  const policy = parsePolicy(flow.policy);
  if (!isDeepStrictEqual(policy, tokenPolicy(policy, definition))) throw new Problem('credential/unopenable');
  assertWithinDomains(definition, policy.roles.api?.origins ?? []);
  // A link names nothing: what was vouched for before holds on, or there is no consent.
  await assertPermittedBefore(parts, principal, { flow, policy, isNamed: isNamed && !link });
  return { flow, witness: witnessFlow(await parts.keys.witnessKey(organisationId), flow) };
}

/** @throws Problem `connect-link/exceeded` for any flow but a consent for the link's own connection */
function assertOfLink({ isConsent, isFilled, credentialId, type }: ConnectLinkDefinition, flow: OAuthFlow): void {
  const isOwn = isConsent === true && isFilled && credentialId === flow.credentialId && type === flow.type;
  if (!isOwn || flow.grant !== 'authorization_code') throw new Problem('connect-link/exceeded');
}

/** Whether it is vouched for is asked when it is used: one of the connection's own may be staged yet. */
async function definitionBegunUnder({ store }: BrokerParts, flow: OAuthFlow): Promise<OAuthDefinition> {
  const { organisationId, configurationId, configurationVersion } = flow;
  const found =
    (await findOAuthConfigurationById(store.read, organisationId, configurationId)) ??
    (await findStagedOAuthConfiguration(store.read, organisationId, configurationId));
  // One that is private serves its own connection, and a named one those that name it.
  const owner = flow.type === 'OAuthAlias' ? undefined : flow.credentialId;
  if (found && found.credentialId !== owner) throw new Problem('oauth-configuration/not-found');
  const definition = found?.version === configurationVersion ? readOAuthDefinition(found.document) : undefined;
  if (!definition) throw new Problem('connection/configuration-changed');
  return definition;
}

interface Asked {
  readonly flow: OAuthFlow;
  readonly policy: Policy;
  readonly isNamed: boolean;
}

/**
 * Whoever edits a record in the database would have the next tokens sealed to go where they like: what an earlier flow was
 * vouched for holds on, and where there is none, the origins have to come from who asks.
 */
async function assertPermittedBefore(parts: BrokerParts, principal: Principal, { flow, policy, isNamed }: Asked) {
  const { organisationId, credentialId } = flow;
  const [record] = await findCredentialsById(parts.store.read, organisationId, [credentialId]);
  if (!record && principal.link) throw new Problem('credential/not-found');
  if (!record) return;
  const isGone = record.deletedAt !== undefined || record.type !== flow.type;
  if (isGone || !managesScope(principal, record.solutionId)) throw new Problem('credential/not-found');
  const former = await standingFlow(parts.store.read, record);
  const isVouchedFor = former !== undefined && (await isGenuine(parts, former));
  if (!isVouchedFor || former.configurationId !== flow.configurationId) {
    if (!isNamed) throw new Problem('credential/origins-unnamed');
    return;
  }
  if (!isDeepStrictEqual(withoutToken(parsePolicy(former.policy)), withoutToken(policy))) {
    throw new Problem('credential/unopenable');
  }
}

/** The token URLs are those of the configuration, which is vouched for by itself. */
function withoutToken({ roles: { token: _, ...roles }, ...policy }: Policy): unknown {
  return { ...policy, roles };
}
