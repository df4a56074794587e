/**
 * The outbox of webhooks: a lease by which one node at a time sends to
 * a webhook, and what has become of each attempt. No transaction here is held over a request. Every instant is database time.
 */
import type { Instant } from '../domain/instant.ts';
import type { DisabledReason } from '../domain/webhook.ts';
import type { Queries, Store, Transaction } from '../store/store.ts';
import { deactivateSigner } from '../store/webhook-references.ts';

/** No request takes so long. What a node that died held is free for others then. */
const LEASE_MS = 60_000;

/** Whether there is anything to dispatch or to send: two looks into indexes, and no write. */
export async function hasWork(queries: Queries, now: Instant): Promise<boolean> {
  const [event, webhook] = await Promise.all([
    queries.selectFrom('events').select('id').where('is_dispatched', '=', 0).limit(1).executeTakeFirst(),
    queries.selectFrom('webhooks').select('id').where('next_at', '<=', now).limit(1).executeTakeFirst(),
  ]);
  return event !== undefined || webhook !== undefined;
}

/** A webhook that this node alone sends to, as long as its lease runs. */
export interface LeasedWebhook {
  readonly organisationId: string;
  readonly id: string;
  /** As stored: to be held against the witness. */
  readonly definition: string;
  readonly witness: Uint8Array | undefined;
  readonly failures: number;
  readonly failingSince: Instant | undefined;
  readonly lease: string;
}

/** Leases up to so many webhooks that are due, the longest due first. */
export async function leaseWebhooks(
  tx: Transaction,
  dialect: Store['dialect'],
  { lease, now, limit }: { readonly lease: string; readonly now: Instant; readonly limit: number },
): Promise<LeasedWebhook[]> {
  const query = tx
    .selectFrom('webhooks')
    .selectAll()
    .where('next_at', '<=', now)
    .where('is_active', '=', 1)
    .where(({ eb, or }) => or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .orderBy('next_at')
    .limit(limit);
  const rows = await (dialect === 'postgres' ? query.forUpdate().skipLocked() : query).execute();
  for (const row of rows) {
    await tx
      .updateTable('webhooks')
      .set({ lease, lease_until: now + LEASE_MS })
      .where('organisation_id', '=', row.organisation_id)
      .where('id', '=', row.id)
      .execute();
  }
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    id: row.id,
    definition: row.definition,
    witness: row.witness ?? undefined,
    failures: row.failures,
    failingSince: row.failing_since ?? undefined,
    lease,
  }));
}

/** A delivery that is due, with the event that it is of. */
export interface DueDelivery {
  readonly id: string;
  readonly attempts: number;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly at: Instant;
    /** JSON. */
    readonly data: string;
  };
}

/** Up to so many deliveries of the webhook that are due, the longest due first. */
export async function dueDeliveries(
  queries: Queries,
  { organisationId, id }: LeasedWebhook,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<DueDelivery[]> {
  const rows = await queries
    .selectFrom('webhook_deliveries as delivery')
    .innerJoin('events as event', (join) =>
      join.onRef('event.organisation_id', '=', 'delivery.organisation_id').onRef('event.id', '=', 'delivery.event_id'),
    )
    .select(['delivery.id', 'delivery.attempts', 'event.id as event_id', 'event.type', 'event.at', 'event.data'])
    .where('delivery.organisation_id', '=', organisationId)
    .where('delivery.webhook_id', '=', id)
    .where('delivery.next_at', '<=', now)
    .orderBy('delivery.next_at')
    .orderBy('delivery.event_id')
    .limit(limit)
    .execute();
  return rows.map(({ id: deliveryId, attempts, event_id, type, at, data }) => {
    return { id: deliveryId, attempts, event: { id: event_id, type, at, data } };
  });
}

/** What has become of an attempt. */
export interface Attempted {
  readonly id: string;
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly attempts: number;
  /** Of the next attempt. */
  readonly nextAt: Instant | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
}

/** How the webhook stands after some attempts. */
export interface Standing {
  readonly failures: number;
  readonly failingSince: Instant | undefined;
  readonly pausedUntil: Instant | undefined;
  /** Ends the webhook: what waits for it is dead. */
  readonly disabledReason: DisabledReason | undefined;
}

/**
 * Notes attempts, and gives the lease back.
 *
 * @returns false where the lease was lost meanwhile: then nothing is noted, and another node sends again
 */
export async function settle(
  tx: Transaction,
  webhook: LeasedWebhook,
  {
    attempted,
    standing,
    now,
  }: { readonly attempted: readonly Attempted[]; readonly standing: Standing; readonly now: Instant },
): Promise<boolean> {
  const { organisationId, id, lease } = webhook;
  const { failures, failingSince = null, pausedUntil = null, disabledReason } = standing;
  // Locks the row first: what is dispatched from here on waits, and what was dispatched is seen below.
  const held = await tx
    .updateTable('webhooks')
    .set({ failures, failing_since: failingSince, paused_until: pausedUntil, lease: null, lease_until: null })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('lease', '=', lease)
    .executeTakeFirst();
  if (held.numUpdatedRows !== 1n) return false;
  for (const { id: deliveryId, state, attempts, nextAt, status, code } of attempted) {
    await tx
      .updateTable('webhook_deliveries')
      .set({ state, attempts, next_at: nextAt ?? null, status: status ?? null, code: code ?? null, attempted_at: now })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', deliveryId)
      .execute();
  }
  if (disabledReason !== undefined) await disable(tx, webhook, disabledReason);
  else await schedule(tx, webhook, { pausedUntil: pausedUntil ?? 0, now });
  return true;
}

async function disable(tx: Transaction, { organisationId, id }: LeasedWebhook, reason: DisabledReason): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'dead', next_at: null })
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', id)
    .where('next_at', 'is not', null)
    .execute();
  await tx
    .updateTable('webhooks')
    .set(({ eb }) => ({ is_active: 0, disabled_reason: reason, next_at: null, version: eb('version', '+', 1) }))
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
  await deactivateSigner(tx, { organisationId, id });
}

/** Gives a lease back with nothing noted; the webhook is due again a while later. */
export async function releaseLease(tx: Transaction, webhook: LeasedWebhook, nextAt: Instant): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ lease: null, lease_until: null, next_at: nextAt })
    .where('organisation_id', '=', webhook.organisationId)
    .where('id', '=', webhook.id)
    .where('lease', '=', webhook.lease)
    .execute();
}

/** Ends deliveries that are due and whose events are kept no longer. */
export async function endOrphans(tx: Transaction, { organisationId, id }: LeasedWebhook, now: Instant): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'dead', next_at: null })
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', id)
    .where('next_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('events')
            .select('events.id')
            .whereRef('events.organisation_id', '=', 'webhook_deliveries.organisation_id')
            .whereRef('events.id', '=', 'webhook_deliveries.event_id'),
        ),
      ),
    )
    .execute();
}

/**
 * When the webhook is due next: with its earliest delivery, not while its endpoint is left alone, and behind those that
 * have waited longer for their turn.
 */
async function schedule(
  tx: Transaction,
  { organisationId, id }: LeasedWebhook,
  { pausedUntil, now }: { readonly pausedUntil: Instant; readonly now: Instant },
): Promise<void> {
  const row = await tx
    .selectFrom('webhook_deliveries')
    .select('next_at')
    .where('organisation_id', '=', organisationId)
    .where('webhook_id', '=', id)
    .where('next_at', 'is not', null)
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  const earliest = row?.next_at ?? null;
  await tx
    .updateTable('webhooks')
    .set({ next_at: earliest === null ? null : Math.max(earliest, pausedUntil, now) })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
}
