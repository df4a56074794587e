/**
 * Tokens that nobody has to consent to. Of a client for itself: what comes of it is staged, sealed and vouched for, and control
 * commits it with the record. For a refresh token that was brought in: see `bring-in.ts`.
 */
import type { Principal } from '../../../domain/access-token.ts';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { parsePolicy, policyHash } from '../../../domain/policy.ts';
import { Problem } from '../../../domain/problem.ts';
import { stageMaterial } from '../../../store/material.ts';
import type { BrokerParts } from '../../parts.ts';
import type {
  CommittedConnection,
  ObtainConnectionRequest,
  ObtainedConnection,
} from '../../rpc/connection-protocol.ts';
import { openClient } from '../open-client.ts';
import { sealTokens } from '../seal-tokens.ts';
import { clientCredentials } from '../token-endpoint/client-credentials.ts';
import type { TokenAnswer } from '../token-endpoint/token-client.ts';
import { TokenError, toTokenProblem } from '../token-endpoint/token-failure.ts';
import { admitConnection, type FlowToAdmit } from './admit-connection.ts';
import { bringIn } from './bring-in.ts';
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
): Promise<ObtainedConnection | CommittedConnection> {
  const admitted = await admitConnection(parts, principal, asked);
  const { flow, witness } = admitted;
  const definition = await definitionOfFlow(parts, flow);
  if (flow.grant === 'refresh_token') {
    return bringIn(parts, admitted, { definition, refreshTokenVersion: asked.refreshTokenVersion });
  }
  const answer = await ask(parts, flow, definition);
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

async function ask(parts: BrokerParts, flow: OAuthFlow, { resources }: OAuthDefinition): Promise<TokenAnswer> {
  const { organisationId, configurationId } = flow;
  if (flow.grant !== 'client_credentials') throw new Problem('connection/grant-unsupported');
  const client = await openClient(parts, organisationId, configurationId);
  const scopes = flow.scopes.length > 0 ? { scopes: flow.scopes } : {};
  try {
    return await clientCredentials(parts, client, { ...scopes, resources });
  } catch (error) {
    throw error instanceof TokenError ? toTokenProblem(error.failure, error.cause) : error;
  }
}
