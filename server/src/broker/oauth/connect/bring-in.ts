/**
 * A refresh token that somebody has brought in: redeemed once, and what the server answers committed here, at once, to the record
 * that waits for it. It may be the only use that the token was good for, so nothing stands between the answer and the commit: no
 * other process, no check that could still refuse, and a store that is away is waited for.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Problem } from '../../../domain/problem.ts';
import { Secret } from '../../../domain/secret.ts';
import { findCredential } from '../../../store/credentials.ts';
import { findMaterial } from '../../../store/material.ts';
import { commitFlow } from '../../../store/oauth-flows.ts';
import type { BrokerParts } from '../../parts.ts';
import { openMaterial } from '../../resolve/open-material.ts';
import type { CommittedConnection } from '../../rpc/connection-protocol.ts';
import { openClient } from '../open-client.ts';
import { refreshToken } from '../token-endpoint/refresh-token.ts';
import type { TokenAnswer } from '../token-endpoint/token-client.ts';
import { TokenError, toTokenProblem } from '../token-endpoint/token-failure.ts';
import type { AdmittedFlow } from './admit-connection.ts';
import { commitTokens, type Obtained } from './commit-tokens.ts';

/** As long as a renewal's answer is kept for a store that is away. */
const COMMIT_FOR_MS = 15 * 60_000;
const LONGEST_PAUSE_MS = 5_000;

export interface BringingIn {
  readonly definition: OAuthDefinition;
  /** Of the staged row. */
  readonly refreshTokenVersion: number | undefined;
}

/**
 * @throws Problem `credential/not-found` where no record waits, `credential/seal-refused`, `credential/incomplete`, `oauth/…`; of the
 *   store only where nothing was sent, or after 15 minutes
 */
export async function bringIn(
  parts: BrokerParts,
  { flow, witness }: AdmittedFlow,
  { definition, refreshTokenVersion }: BringingIn,
): Promise<CommittedConnection> {
  const { organisationId, credentialId, configurationId } = flow;
  const record = await findCredential(parts.store.read, { organisationId, solutionId: '' }, credentialId);
  if (!record || record.deletedAt !== undefined) throw new Problem('credential/not-found');
  const given = await openBroughtIn(parts, flow, refreshTokenVersion);
  const client = await openClient(parts, organisationId, configurationId);
  // In force before anything is sent, so that the commit has nothing left to be refused for.
  await parts.store.transaction((tx) => commitFlow(tx, flow, witness));
  const scopes = flow.scopes.length > 0 ? { scopes: flow.scopes } : {};
  const asked = { refreshToken: given, ...scopes, resources: definition.resources };
  const answer = await refreshToken(parts, client, asked).catch((error: unknown) => {
    throw error instanceof TokenError ? toTokenProblem(error.failure, error.cause) : error;
  });
  await keep(parts, { flow, definition, answer: inForce(answer, given) });
  return { isCommitted: true };
}

/** RFC 6749, section 6: without a new one, the old one stays in force. */
function inForce(answer: TokenAnswer, given: Secret<string>): TokenAnswer {
  return { ...answer, refreshToken: answer.refreshToken ?? given };
}

/** What is known now and stored nowhere else is not given up because the store is away for a while. */
async function keep(parts: BrokerParts, obtained: Obtained): Promise<void> {
  const until = performance.now() + COMMIT_FOR_MS;
  for (let attempt = 0; ; attempt++) {
    try {
      await commitTokens(parts, obtained);
      return;
    } catch (error) {
      const isJudged = error instanceof Problem && !error.code.startsWith('store/');
      if ((isJudged && error.code !== 'credential/stale') || performance.now() >= until) throw error;
      parts.logger.warn(
        { credential: obtained.flow.credentialId, err: error },
        'brought-in tokens could not be stored yet',
      );
      await delay(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt));
    }
  }
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
