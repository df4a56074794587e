/**
 * Flows' rows. A flow is staged, witnessed by the broker, and only then can be started; a row confers nothing by being here.
 * Of each credential the flows under way are kept and the one that its tokens came of; all go with the credential.
 */
import type { Selectable } from 'kysely';
import type { ConnectionGrant } from '../domain/connection.ts';
import type { Credential } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import type { FlowPurpose, OAuthFlow } from '../domain/oauth-flow.ts';
import { Problem } from '../domain/problem.ts';
import { databaseNow } from './database-time.ts';
import { dialectOf } from './dialect-of.ts';
import type { FlowTable } from './flow-table.ts';
import type { Queries, Transaction } from './store.ts';

type FlowName = Pick<OAuthFlow, 'organisationId' | 'id'>;

function fromRow(row: Selectable<FlowTable>): OAuthFlow {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    stateHash: row.state_hash,
    credentialId: row.credential_id,
    type: row.type,
    configurationId: row.configuration_id,
    configurationVersion: row.configuration_version,
    grant: row.grant_type as ConnectionGrant,
    policy: row.policy,
    scopes: JSON.parse(row.scopes) as string[],
    redirectUrl: row.redirect_url,
    ...(row.return_url !== null && { returnUrl: row.return_url }),
    purpose: row.purpose as FlowPurpose,
    ...(row.nonce !== null && { nonce: row.nonce }),
    ...(row.cookie_mac !== null && { cookieMac: row.cookie_mac }),
    expiresAt: row.expires_at,
    ...(row.used_at !== null && { usedAt: row.used_at }),
    ...(row.completed_at !== null && { completedAt: row.completed_at }),
    ...(row.witness !== null && { witness: row.witness }),
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

/** Stores a flow as staged, whatever it is given: only `commitFlow` puts it in force. */
export async function stageFlow(tx: Transaction, flow: OAuthFlow): Promise<void> {
  await tx
    .insertInto('oauth_flows')
    .values({
      organisation_id: flow.organisationId,
      id: flow.id,
      state_hash: flow.stateHash,
      credential_id: flow.credentialId,
      type: flow.type,
      configuration_id: flow.configurationId,
      configuration_version: flow.configurationVersion,
      grant_type: flow.grant,
      policy: flow.policy,
      scopes: JSON.stringify(flow.scopes),
      redirect_url: flow.redirectUrl,
      return_url: flow.returnUrl ?? null,
      purpose: flow.purpose,
      nonce: flow.nonce ?? null,
      cookie_mac: null,
      expires_at: flow.expiresAt,
      used_at: null,
      completed_at: null,
      witness: null,
      created_at: flow.createdAt,
      created_by: flow.createdBy,
    })
    .execute();
}

/**
 * Puts a staged flow in force, in the place of those of its credential that came to nothing.
 *
 * @throws Problem `credential/stale` where it is not staged any more
 */
export async function commitFlow(tx: Transaction, flow: OAuthFlow, witness: Uint8Array): Promise<void> {
  const result = await tx
    .updateTable('oauth_flows')
    .set({ witness })
    .where('organisation_id', '=', flow.organisationId)
    .where('id', '=', flow.id)
    .where('witness', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('credential/stale');
  await others(tx, flow)
    .where('completed_at', 'is', null)
    .where(({ eb, or }) => or([eb('used_at', 'is not', null), eb('expires_at', '<=', flow.createdAt)]))
    .execute();
}

function others(tx: Transaction, { organisationId, id, credentialId }: OAuthFlow) {
  return tx
    .deleteFrom('oauth_flows')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    .where('id', '!=', id);
}

/** Notes that the tokens of the credential are those of this flow, in the place of those of another. */
export async function completeFlow(tx: Transaction, flow: OAuthFlow, at: Instant): Promise<void> {
  await tx
    .updateTable('oauth_flows')
    .set({ used_at: at, completed_at: at })
    .where('organisation_id', '=', flow.organisationId)
    .where('id', '=', flow.id)
    .execute();
  await others(tx, flow).where('completed_at', 'is not', null).execute();
}

/** The flow of this id, staged or not. */
export async function findFlow(queries: Queries, { organisationId, id }: FlowName): Promise<OAuthFlow | undefined> {
  const row = await queries
    .selectFrom('oauth_flows')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The flow of a state, of whichever organisation: a browser knows no other name of it. */
export async function findFlowByState(queries: Queries, stateHash: Uint8Array): Promise<OAuthFlow | undefined> {
  const row = await queries
    .selectFrom('oauth_flows')
    .selectAll()
    .where('state_hash', '=', stateHash)
    .where('witness', 'is not', null)
    .executeTakeFirst();
  return row && fromRow(row);
}

/**
 * Of each of these credentials the flow that its tokens came of; of one that has none yet the flow that was begun last.
 * Some hundreds at most; none that is staged.
 */
export async function standingFlows(
  queries: Queries,
  organisationId: string,
  credentialIds: readonly string[],
): Promise<Map<string, OAuthFlow>> {
  if (credentialIds.length === 0) return new Map();
  const rows = await queries
    .selectFrom('oauth_flows')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('credential_id', 'in', credentialIds)
    .where('witness', 'is not', null)
    .orderBy('completed_at', (order) => order.asc().nullsFirst())
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.credential_id, fromRow(row)]));
}

/** The same of one credential. */
export async function standingFlow(
  queries: Queries,
  { organisationId, id }: Pick<Credential, 'organisationId' | 'id'>,
): Promise<OAuthFlow | undefined> {
  return (await standingFlows(queries, organisationId, [id])).get(id);
}

/** How many flows of a credential are under way. */
export async function countOpenFlows(queries: Queries, organisationId: string, credentialId: string, now: Instant) {
  const { count } = await queries
    .selectFrom('oauth_flows')
    .select(({ fn }) => fn.countAll<number | string | bigint>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Binds a flow to the browser that starts it; the one before can no longer finish it. */
export async function bindFlow(tx: Transaction, { organisationId, id }: FlowName, cookieMac: Uint8Array) {
  await tx
    .updateTable('oauth_flows')
    .set({ cookie_mac: cookieMac })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .execute();
}

/**
 * Uses a flow up, by database time.
 *
 * @returns whether it was this caller: once and before it expires
 */
export async function spendFlow(tx: Transaction, { organisationId, id }: FlowName): Promise<boolean> {
  const now = await databaseNow(tx, dialectOf(tx));
  const result = await tx
    .updateTable('oauth_flows')
    .set({ used_at: now })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes back one flow, whatever its state. */
export async function deleteFlow(tx: Transaction, { organisationId, id }: FlowName): Promise<void> {
  await tx.deleteFrom('oauth_flows').where('organisation_id', '=', organisationId).where('id', '=', id).execute();
}

/** Removes the flows of credentials that go; some hundreds at most. */
export async function deleteFlows(
  tx: Transaction,
  organisationId: string,
  credentialIds: readonly string[],
): Promise<void> {
  if (credentialIds.length === 0) return;
  await tx
    .deleteFrom('oauth_flows')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', 'in', credentialIds)
    .execute();
}

/** Removes flows that were staged and never in force, of all organisations. */
export async function deleteStagedFlows(tx: Transaction, olderThan: Instant): Promise<void> {
  await tx.deleteFrom('oauth_flows').where('witness', 'is', null).where('created_at', '<', olderThan).execute();
}
