/**
 * Tokens that nobody has to consent to: of a client for itself, or for a refresh token that was brought in, which is so tried
 * before anything is stored. What comes of it is staged, sealed and vouched for; control commits it with the record.
 */
import type { Principal } from '../../../domain/access-token.ts';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { parsePolicy, policyHash } from '../../../domain/policy.ts';
import { Problem } from '../../../domain/problem.ts';
import { Secret } from '../../../domain/secret.ts';
import { findMaterial, stageMaterial } from '../../../store/material.ts';
import type { BrokerParts } from '../../parts.ts';
import { openMaterial } from '../../resolve/open-material.ts';
import type { ObtainConnectionRequest, ObtainedConnection } from '../../rpc/connection-protocol.ts';
import { type OpenedClient, openClient } from '../open-client.ts';
import { sealTokens } from '../seal-tokens.ts';
import { clientCredentials } from '../token-endpoint/client-credentials.ts';
import { refreshToken } from '../token-endpoint/refresh-token.ts';
import type { TokenAnswer } from '../token-endpoint/token-client.ts';
import { TokenError, toTokenProblem } from '../token-endpoint/token-failure.ts';
import { admitConnection, type FlowToAdmit } from './admit-connection.ts';
import { connectionOf, grantedScopes } from './commit-tokens.ts';
import { narrowPolicy } from './narrow-policy.ts';
import { definitionOfFlow } from './witnessed-definition.ts';

/** What control asks for. */
export type FlowToObtain = FlowToAdmit & Pick<ObtainConnectionRequest, 'refreshTokenVersion' | 'baseUrl'>;

/**
 * @throws Problem those of `admitConnection`, `connection/grant-unsupported`, `oauth/…`, `credential/seal-refused`
 */
export async function obtainConnection(
  parts: BrokerParts,
  principal: Principal,
  asked: FlowToObtain,
): Promise<ObtainedConnection> {
  const { flow, witness } = await admitConnection(parts, principal, asked);
  const definition = await definitionOfFlow(parts, flow);
  const answer = await ask(parts, flow, { definition, refreshTokenVersion: asked.refreshTokenVersion });
  const unnarrowed = { definition, policy: parsePolicy(flow.policy), baseUrl: asked.baseUrl };
  const { policyBytes, baseUrl } = narrowPolicy(unnarrowed, answer.captures);
  const { organisationId, credentialId, type } = flow;
  const tokens = { accessToken: answer.accessToken, refreshToken: answer.refreshToken };
  const rows = await sealTokens(parts, { organisationId, credentialId, type, policyBytes }, { tokens });
  await parts.store.transaction((tx) => stageMaterial(tx, rows));
  return {
    witness,
    tokens: rows.map(({ field, materialVersion, witness: vouched }) => ({ field, materialVersion, witness: vouched })),
    connection: connectionOf({ flow, definition, answer }),
    scopes: grantedScopes({ flow, answer }),
    captures: answer.captures,
    ...(baseUrl !== undefined && { baseUrl }),
    policyHash: policyHash(policyBytes).toString('hex'),
  };
}

interface Asking {
  readonly definition: OAuthDefinition;
  readonly refreshTokenVersion: number | undefined;
}

async function ask(parts: BrokerParts, flow: OAuthFlow, asking: Asking): Promise<TokenAnswer> {
  const { organisationId, configurationId } = flow;
  const client = await openClient(parts, organisationId, configurationId);
  try {
    if (flow.grant === 'refresh_token') return await redeem(parts, flow, { ...asking, client });
    if (flow.grant !== 'client_credentials') throw new Problem('connection/grant-unsupported');
    const { resources } = asking.definition;
    const scopes = flow.scopes.length > 0 ? { scopes: flow.scopes } : {};
    return await clientCredentials(parts, client, { ...scopes, resources });
  } catch (error) {
    throw error instanceof TokenError ? toTokenProblem(error.failure, error.cause) : error;
  }
}

async function redeem(
  parts: BrokerParts,
  flow: OAuthFlow,
  { client, definition, refreshTokenVersion }: Asking & { readonly client: OpenedClient },
): Promise<TokenAnswer> {
  const given = await openBroughtIn(parts, flow, refreshTokenVersion);
  const { resources } = definition;
  const scopes = flow.scopes.length > 0 ? { scopes: flow.scopes } : {};
  const answer = await refreshToken(parts, client, { refreshToken: given, ...scopes, resources });
  // RFC 6749, section 6: without a new one, the old one stays in force.
  return { ...answer, refreshToken: answer.refreshToken ?? given };
}

/** The staged refresh token: sealed under the policy of its flow, or not read at all. */
async function openBroughtIn(parts: BrokerParts, flow: OAuthFlow, materialVersion: number | undefined) {
  const { organisationId, credentialId, type, policy } = flow;
  if (materialVersion === undefined) throw new Problem('credential/incomplete');
  const reference = { credentialId, field: 'refreshToken', materialVersion };
  const row = await findMaterial(parts.store.read, organisationId, reference);
  const isOwn = row && row.witness === undefined && Buffer.compare(row.policy, policy) === 0;
  if (!isOwn) throw new Problem('credential/seal-refused');
  const opened = await openMaterial(parts.keys, { ...row, type });
  const token = new Secret(opened.reveal().toString('utf8'));
  opened.wipe();
  return token;
}
