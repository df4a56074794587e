/**
 * Tokens that were given and are not kept, because the link was withdrawn during the consent for example, are revoked at the
 * provider: nobody has them, and nobody should. Never where the connection has tokens: with many providers all that one account
 * has granted to one client is one grant, and would go with them.
 */
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { parsePolicy } from '../../../domain/policy.ts';
import { Problem } from '../../../domain/problem.ts';
import { findCredential } from '../../../store/credentials.ts';
import type { BrokerParts } from '../../parts.ts';
import { openClient } from '../open-client.ts';
import { revokeToken } from '../token-endpoint/revoke-token.ts';
import type { TokenAnswer } from '../token-endpoint/token-client.ts';

/** Judgements: of a store that failed nobody knows whether it has kept them after all. */
const JUDGED = ['connect-link/', 'connection/', 'policy/', 'oauth-configuration/', 'credential/not-found'] as const;

export interface Dropped {
  readonly tokens: TokenAnswer;
  /** Why they are not kept. */
  readonly error: unknown;
}

/** Returns at once: nobody waits for the provider, and nothing hangs on what it says. */
export function revokeDropped(parts: BrokerParts, flow: OAuthFlow, { tokens, error }: Dropped): void {
  const isJudged = error instanceof Problem && JUDGED.some((prefix) => error.code.startsWith(prefix));
  if (!isJudged) return;
  revoke(parts, flow, tokens).catch((cause: unknown) => {
    parts.logger.warn({ credential: flow.credentialId, err: cause }, 'tokens that are not kept could not be revoked');
  });
}

async function revoke(parts: BrokerParts, flow: OAuthFlow, tokens: TokenAnswer): Promise<void> {
  const { organisationId, credentialId, configurationId } = flow;
  const record = await findCredential(parts.store.read, { organisationId, solutionId: '' }, credentialId);
  if (record && Object.keys(record.secrets).length > 0) return;
  const client = await openClient(parts, organisationId, configurationId);
  const { revocationUrl } = client.definition;
  const permitted = parsePolicy(flow.policy).roles.token?.origins ?? [];
  if (revocationUrl === undefined || !permitted.includes(revocationUrl)) return;
  await revokeToken(parts, client, tokens);
}
