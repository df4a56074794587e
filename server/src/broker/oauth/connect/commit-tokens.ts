/**
 * Puts the tokens of a flow into its credential: one transaction with the record, the token life, the log, the event and what
 * other nodes have to forget. Until it commits, what was there before goes on; where it fails, it goes on too.
 */
import { appendAudit } from '../../../audit/append.ts';
import { auditedCredential } from '../../../audit/audited.ts';
import { changesOf } from '../../../audit/diff.ts';
import type { Connection } from '../../../domain/connection.ts';
import type { Credential, Material } from '../../../domain/credential.ts';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { missingScopes, type OAuthFlow } from '../../../domain/oauth-flow.ts';
import { parsePolicy, policyHash } from '../../../domain/policy.ts';
import { Problem } from '../../../domain/problem.ts';
import { recordCredentialEvents } from '../../../events/credential-events.ts';
import { recordChange } from '../../../store/changes.ts';
import { putConnection } from '../../../store/connections.ts';
import { findCredential, updateCredential } from '../../../store/credentials.ts';
import { deleteMaterial } from '../../../store/material.ts';
import { completeFlow } from '../../../store/oauth-flows.ts';
import { endByFlow } from '../../connect-links/end-by-flow.ts';
import type { BrokerParts } from '../../parts.ts';
import { lifeOf } from '../refresh/open-grant.ts';
import { sealTokens, storeTokens, versionsOfTokens } from '../seal-tokens.ts';
import type { TokenAnswer } from '../token-endpoint/token-client.ts';
import { type Narrowed, narrowPolicy } from './narrow-policy.ts';

const ATTEMPTS = 5;

/** What a flow has come to. */
export interface Obtained {
  readonly flow: OAuthFlow;
  readonly definition: OAuthDefinition;
  readonly answer: TokenAnswer;
}

/** The record before and after. */
export interface Connected {
  readonly former: Credential;
  readonly record: Credential;
  readonly missing: readonly string[];
}

/** What was granted: as the server says, else as it was asked for (RFC 6749, section 5.1). */
export function grantedScopes({ flow, answer }: Pick<Obtained, 'flow' | 'answer'>): readonly string[] {
  return answer.scope === undefined ? flow.scopes : answer.scope.split(' ').filter((scope) => scope !== '');
}

/** The token life that begins with an answer. */
export function connectionOf({ flow, definition, answer }: Obtained): Connection {
  const { organisationId, credentialId, configurationId, grant } = flow;
  const connection = { organisationId, credentialId };
  const life = lifeOf({ answer, definition, connection, hasRefreshToken: false });
  const { obtainedAt, accessExpiresAt, keepAliveAt } = life;
  return {
    ...{ ...connection, configurationId, grant, obtainedAt, failures: 0 },
    ...(accessExpiresAt !== undefined && { accessExpiresAt }),
    ...(keepAliveAt !== undefined && { keepAliveAt }),
  };
}

/**
 * @throws Problem `credential/not-found` where it is gone, `connection/no-refresh-token`, `policy/origin-refused`, `credential/stale`
 *   only when it was overtaken 5 times
 */
export async function commitTokens(parts: BrokerParts, obtained: Obtained): Promise<Connected> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await commitOnce(parts, obtained);
    } catch (error) {
      const isStale = error instanceof Problem && error.code === 'credential/stale';
      if (!isStale || attempt === ATTEMPTS) throw error;
    }
  }
}

async function liveRecord({ store, clock }: BrokerParts, flow: OAuthFlow): Promise<Credential> {
  const { organisationId, credentialId, type } = flow;
  const record = await findCredential(store.read, { organisationId, solutionId: '' }, credentialId);
  const isOver = record?.expiresAt !== undefined && record.expiresAt <= clock();
  const isGone = !record || record.deletedAt !== undefined || record.type !== type || isOver;
  if (isGone) throw new Problem('credential/not-found');
  return record;
}

async function commitOnce(parts: BrokerParts, obtained: Obtained): Promise<Connected> {
  const { flow, definition, answer } = obtained;
  const former = await liveRecord(parts, flow);
  assertNoWorse(former, obtained);
  const unnarrowed = { definition, policy: parsePolicy(flow.policy), baseUrl: former.baseUrl };
  const narrowed = narrowPolicy(unnarrowed, answer.captures);
  const { organisationId, credentialId, type } = flow;
  const target = { organisationId, credentialId, type, policyBytes: narrowed.policyBytes };
  const tokens = { accessToken: answer.accessToken, refreshToken: answer.refreshToken };
  const rows = await sealTokens(parts, target, { tokens, live: former.secrets });
  const record = recordWith(parts, { former, obtained, narrowed, rows });
  await write(parts, { obtained, former, record, rows });
  return { former, record, missing: missingScopes(flow.scopes, grantedScopes(obtained)) };
}

/**
 * A consent without a refresh token would end a connection that renews itself. The old one is of another consent, perhaps of another
 * account: it is not kept beside new tokens.
 */
function assertNoWorse(former: Credential, { flow, answer }: Obtained): void {
  const isLost = flow.grant === 'authorization_code' && Object.hasOwn(former.secrets, 'refreshToken');
  if (isLost && answer.refreshToken === undefined) throw new Problem('connection/no-refresh-token');
}

interface NextState {
  readonly former: Credential;
  readonly obtained: Obtained;
  readonly narrowed: Narrowed;
  readonly rows: readonly Required<Material>[];
}

function recordWith({ clock }: BrokerParts, { former, obtained, narrowed, rows }: NextState): Credential {
  const { baseUrl: _, ...kept } = former;
  return {
    ...kept,
    ...(narrowed.baseUrl !== undefined && { baseUrl: narrowed.baseUrl }),
    fields: { ...former.fields, ...obtained.answer.captures, scope: grantedScopes(obtained).join(' ') },
    secrets: versionsOfTokens(rows),
    policyHash: policyHash(narrowed.policyBytes).toString('hex'),
    ...{ status: 'valid', errors: [], verification: { verdict: 'unverified', steps: [] } },
    ...{ version: former.version + 1, updatedAt: clock(), updatedBy: obtained.flow.createdBy },
  };
}

interface Writing extends Omit<NextState, 'narrowed'> {
  readonly record: Credential;
}

async function write({ store, clock }: BrokerParts, { obtained, former, record, rows }: Writing): Promise<void> {
  const { flow } = obtained;
  const { organisationId, id: subject, key: subjectKey, version } = record;
  const actor = flow.createdBy;
  const missing = missingScopes(flow.scopes, grantedScopes(obtained));
  const changes = changesOf(auditedCredential(former), auditedCredential(record));
  const details = { purpose: flow.purpose, version, changes, ...(missing.length > 0 && { missingScopes: missing }) };
  const entry = { organisationId, actor, action: 'connection.complete', subject, subjectKey, details } as const;
  await store.transaction(async (tx) => {
    await updateCredential(tx, record, former.version, former.secrets);
    await storeTokens(tx, rows);
    await deleteMaterial(tx, organisationId, subject, record.secrets);
    await putConnection(tx, connectionOf(obtained));
    await completeFlow(tx, flow, clock());
    await endByFlow(tx, { flow, record }, clock());
    await appendAudit(tx, { ...entry, outcome: 'done' }, clock());
    await recordCredentialEvents(tx, [{ record, former, actor }], clock());
    await recordChange(tx, { organisationId, kind: 'credential', subject });
  });
}
