/**
 * Webhooks' rows. A definition is staged, witnessed by the broker, and only then in force: what is staged is sent nothing,
 * and a row whose text is not the one that was witnessed is sent nothing either.
 */
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import {
  type DisabledReason,
  readDefinition,
  type Webhook,
  type WebhookDefinition,
  writeDefinition,
} from '../domain/webhook.ts';
import type { WebhookTable } from '../store/event-tables.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from '../store/page.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { forgetSigner } from '../store/webhook-references.ts';

/** Stands for a definition that cannot be read: such a webhook is listed, and sent nothing. */
const DAMAGED: WebhookDefinition = { url: 'about:damaged', credentialId: '' };

function fromRow(row: Selectable<WebhookTable>): Webhook {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    ...(row.description !== null && { description: row.description }),
    definition: readDefinition(row.definition) ?? DAMAGED,
    isActive: row.is_active === 1,
    ...(row.disabled_reason !== null && { disabledReason: row.disabled_reason as DisabledReason }),
    ...(row.failing_since !== null && { failingSince: row.failing_since }),
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

/** Stores a new webhook with its definition staged: until it is witnessed it is inactive and not listed. */
export async function insertWebhook(tx: Transaction, webhook: Webhook): Promise<void> {
  const definition = writeDefinition(webhook.definition);
  await tx
    .insertInto('webhooks')
    .values({
      organisation_id: webhook.organisationId,
      id: webhook.id,
      description: webhook.description ?? null,
      definition,
      witness: null,
      staged: definition,
      is_active: 0,
      disabled_reason: null,
      failing_since: null,
      failures: 0,
      next_at: null,
      paused_until: null,
      lease: null,
      lease_until: null,
      version: webhook.version,
      created_at: webhook.createdAt,
      created_by: webhook.createdBy,
      updated_at: webhook.updatedAt,
      updated_by: webhook.updatedBy,
    })
    .execute();
}

function whereIs(tx: Transaction, { organisationId, id }: Pick<Webhook, 'organisationId' | 'id'>) {
  return tx.updateTable('webhooks').where('organisation_id', '=', organisationId).where('id', '=', id);
}

/** Puts a definition beside the one in force, to be witnessed. @throws Problem `webhook/stale` */
export async function stageDefinition(
  tx: Transaction,
  webhook: Pick<Webhook, 'organisationId' | 'id' | 'version'>,
  definition: WebhookDefinition,
): Promise<void> {
  const staged = writeDefinition(definition);
  const result = await whereIs(tx, webhook).set({ staged }).where('version', '=', webhook.version).executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('webhook/stale');
}

/** The text that waits for its witness; undefined where there is none. */
export async function stagedDefinition(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<string | undefined> {
  const row = await queries
    .selectFrom('webhooks')
    .select('staged')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.staged ?? undefined;
}

/** A webhook as it is to be, and what vouches for its definition. */
export interface WitnessedWebhook {
  readonly webhook: Webhook;
  /** Absent: the definition in force, and its witness, stay. */
  readonly witness?: Uint8Array;
  /** The version that the write stands on. */
  readonly expectedVersion: number;
}

/**
 * Puts a webhook in force as it is to be. One that becomes active begins anew: its failures are forgotten.
 *
 * @throws Problem `webhook/stale` where another write came first
 */
export async function putInForce(
  tx: Transaction,
  { webhook, witness, expectedVersion }: WitnessedWebhook,
): Promise<void> {
  const { isActive, description, version, updatedAt, updatedBy } = webhook;
  const text = writeDefinition(webhook.definition);
  let query = whereIs(tx, webhook)
    .set({
      description: description ?? null,
      is_active: isActive ? 1 : 0,
      version,
      updated_at: updatedAt,
      updated_by: updatedBy,
      ...(isActive && { disabled_reason: null, failing_since: null, failures: 0, paused_until: null }),
      ...(isActive && { next_at: updatedAt }),
      ...(witness && { definition: text, witness, staged: null }),
    })
    .where('version', '=', expectedVersion);
  if (witness) query = query.where('staged', '=', text);
  const result = await query.executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('webhook/stale');
}

/** The webhook of this id, once it has been in force. */
export async function findWebhook(queries: Queries, organisationId: string, id: string): Promise<Webhook | undefined> {
  const row = await queries
    .selectFrom('webhooks')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('witness', 'is not', null)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** How many webhooks the organisation has. */
export async function countWebhooks(queries: Queries, organisationId: string): Promise<number> {
  const { count } = await queries
    .selectFrom('webhooks')
    .select(({ fn }) => fn.countAll<number | string | bigint>().as('count'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * A page of the organisation's webhooks, newest first.
 *
 * @throws Problem `request/cursor-invalid`
 */
export async function listWebhooks(
  queries: Queries,
  organisationId: string,
  request: PageRequest,
): Promise<Page<Webhook>> {
  const binding = listBinding('webhooks', { organisationId });
  const query = queries
    .selectFrom('webhooks')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('witness', 'is not', null);
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: Webhook) => ({ at: createdAt as Instant, id });
  return pageOf(rows.map(fromRow), { binding, limit: request.limit, positionOf });
}

/** Removes a webhook with all that waits for it. */
export async function deleteWebhook(tx: Transaction, organisationId: string, id: string): Promise<void> {
  await tx
    .deleteFrom('webhook_deliveries')
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', id)
    .execute();
  await tx.deleteFrom('webhooks').where('organisation_id', '=', organisationId).where('id', '=', id).execute();
  await forgetSigner(tx, { organisationId, id });
}
