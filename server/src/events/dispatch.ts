/**
 * From events to deliveries: one for each webhook that wants the event, made once, by one node. Nothing is sent here.
 */
import { sql } from 'kysely';
import { newId } from '../domain/id.ts';
import type { Instant } from '../domain/instant.ts';
import { readDefinition, wants } from '../domain/webhook.ts';
import type { WebhookDeliveryTable } from '../store/event-tables.ts';
import type { Store, Transaction } from '../store/store.ts';

const BATCH = 200;

/** Makes the webhook due, unless its endpoint is being left alone. */
async function wake(
  tx: Transaction,
  organisationId: string,
  webhookIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (webhookIds.length === 0) return;
  const due = sql<number>`case when paused_until > ${now} then paused_until else ${now} end`;
  await tx
    .updateTable('webhooks')
    .set({ next_at: sql<number>`case when next_at is null or next_at > ${due} then ${due} else next_at end` })
    .where('organisation_id', '=', organisationId)
    // In one order on every node, so that two never wait for each other.
    .where('id', 'in', [...webhookIds].sort())
    .execute();
}

function newDelivery(
  webhook: { readonly organisation_id: string; readonly id: string },
  event: { readonly id: string; readonly type: string },
  now: Instant,
): WebhookDeliveryTable {
  return {
    organisation_id: webhook.organisation_id,
    id: newId('dlv'),
    webhook_id: webhook.id,
    event_id: event.id,
    event_type: event.type,
    state: 'pending',
    attempts: 0,
    next_at: now,
    status: null,
    code: null,
    attempted_at: null,
    created_at: now,
  };
}

/**
 * Makes deliveries of up to 200 events; each event on one node, once.
 *
 * @returns how many events were looked at
 */
export async function dispatchEvents(tx: Transaction, dialect: Store['dialect'], now: Instant): Promise<number> {
  const query = tx
    .selectFrom('events')
    .select(['organisation_id', 'id', 'type', 'solution_id'])
    .where('is_dispatched', '=', 0)
    .orderBy('at')
    .orderBy('organisation_id')
    .orderBy('id')
    .limit(BATCH);
  // SQLite has one writer at a time, and no such clause.
  const events = await (dialect === 'postgres' ? query.forUpdate().skipLocked() : query).execute();
  const organisations = [...new Set(events.map(({ organisation_id }) => organisation_id))].sort();
  for (const organisationId of organisations) {
    const own = events.filter(({ organisation_id }) => organisation_id === organisationId);
    const webhooks = await activeWebhooks(tx, organisationId);
    const deliveries = own.flatMap((event) =>
      webhooks
        .filter(({ definition }) => wants(definition, { type: event.type, solutionId: event.solution_id }))
        .map((webhook) => newDelivery(webhook, event, now)),
    );
    for (let from = 0; from < deliveries.length; from += BATCH) {
      const rows = deliveries.slice(from, from + BATCH);
      await tx
        .insertInto('webhook_deliveries')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await wake(tx, organisationId, [...new Set(deliveries.map(({ webhook_id }) => webhook_id))], now);
    await tx
      .updateTable('events')
      .set({ is_dispatched: 1 })
      .where('organisation_id', '=', organisationId)
      .where(
        'id',
        'in',
        own.map(({ id }) => id),
      )
      .execute();
  }
  return events.length;
}

async function activeWebhooks(tx: Transaction, organisationId: string) {
  const rows = await tx
    .selectFrom('webhooks')
    .select(['organisation_id', 'id', 'definition'])
    .where('organisation_id', '=', organisationId)
    .where('is_active', '=', 1)
    .where('witness', 'is not', null)
    .execute();
  return rows.flatMap((row) => {
    const definition = readDefinition(row.definition);
    return definition ? [{ ...row, definition }] : [];
  });
}

/** Makes one delivery of one event, whatever the webhook has asked for. @returns its id */
export async function deliverOnly(
  tx: Transaction,
  webhook: { readonly organisationId: string; readonly id: string },
  event: { readonly id: string; readonly type: string; readonly at: Instant },
): Promise<string> {
  const { organisationId, id } = webhook;
  const row = newDelivery({ organisation_id: organisationId, id }, event, event.at);
  await tx.insertInto('webhook_deliveries').values(row).execute();
  await wake(tx, organisationId, [id], event.at);
  return row.id;
}
