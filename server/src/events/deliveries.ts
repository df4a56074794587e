/** Deliveries as people see them: listed, sent again, and removed when their time is over. */
import { type Selectable, sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import type { WebhookDeliveryTable } from '../store/event-tables.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from '../store/page.ts';
import type { Queries, Transaction } from '../store/store.ts';

/** One event for one webhook, and what has become of it; nothing of what the endpoint answered but its status. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly nextAt?: Instant;
  /** Of the last attempt. */
  readonly status?: number;
  /** Of the last attempt: why there was no answer, or why it did not count. */
  readonly code?: string;
  readonly attemptedAt?: Instant;
  readonly createdAt: Instant;
}

/** Which deliveries to list. */
export interface DeliveryListRequest extends PageRequest {
  readonly state?: Delivery['state'];
}

const BATCH = 1000;

function fromRow(row: Selectable<WebhookDeliveryTable>): Delivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    eventId: row.event_id,
    eventType: row.event_type,
    state: row.state,
    attempts: row.attempts,
    ...(row.next_at !== null && { nextAt: row.next_at }),
    ...(row.status !== null && { status: row.status }),
    ...(row.code !== null && { code: row.code }),
    ...(row.attempted_at !== null && { attemptedAt: row.attempted_at }),
    createdAt: row.created_at,
  };
}

/**
 * A page of the deliveries of a webhook, newest first.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list or filter
 */
export async function listDeliveries(
  queries: Queries,
  webhook: { readonly organisationId: string; readonly id: string },
  request: DeliveryListRequest,
): Promise<Page<Delivery>> {
  const { organisationId, id } = webhook;
  const binding = listBinding('deliveries', { organisationId, id, state: request.state });
  let query = queries
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', id);
  if (request.state !== undefined) query = query.where('state', '=', request.state);
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id: deliveryId }: Delivery) => ({ at: createdAt, id: deliveryId });
  return pageOf(rows.map(fromRow), { binding, limit: request.limit, positionOf });
}

/**
 * Sends a delivery again, whatever has become of it: at once, and with all attempts before it. Its event keeps its id.
 *
 * @throws Problem `webhook/delivery-not-found`
 */
export async function replayDelivery(
  tx: Transaction,
  webhook: { readonly organisationId: string; readonly id: string },
  { deliveryId, now }: { readonly deliveryId: string; readonly now: Instant },
): Promise<Delivery> {
  const { organisationId, id } = webhook;
  const row = await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'pending', attempts: 0, next_at: now })
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', id)
    .where('id', '=', deliveryId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new Problem('webhook/delivery-not-found');
  // Somebody who asks for it has reason to believe that the endpoint is back.
  await tx
    .updateTable('webhooks')
    .set({ next_at: now, paused_until: null })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
  return fromRow(row);
}

/** Removes up to 1,000 deliveries from before the given instant. @returns how many */
export async function pruneDeliveries(tx: Transaction, before: Instant): Promise<number> {
  const { numAffectedRows = 0n } = await sql`delete from webhook_deliveries where (organisation_id, id) in (
    select organisation_id, id from webhook_deliveries where created_at < ${before} order by created_at limit ${BATCH})`.execute(
    tx,
  );
  return Number(numAffectedRows);
}
