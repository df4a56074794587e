/** What people have sent to a webhook: a test, and a delivery once more; and what has become of all of them. */
import { type Static, Type } from 'typebox';
import { isId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { type DeliveryListRequest, listDeliveries, replayDelivery } from '../../events/deliveries.ts';
import { deliverOnly } from '../../events/dispatch.ts';
import { recordEvent } from '../../events/record-event.ts';
import { requireWebhook, type WebhookCall } from './require-webhook.ts';
import {
  type deliveriesPage,
  type deliveriesQuery,
  type deliveryView,
  pageRequest,
  viewDelivery,
} from './webhook-view.ts';

/** What was set going. */
export const testView = Type.Object(
  { eventId: Type.String(), deliveryId: Type.String() },
  { additionalProperties: false, title: 'WebhookTest' },
);

async function requireActive(call: WebhookCall) {
  const webhook = await requireWebhook(call);
  if (!webhook.isActive) throw new Problem('webhook/inactive');
  return webhook;
}

/** @throws Problem `webhook/not-found`, `webhook/inactive` */
export async function testWebhook(call: WebhookCall): Promise<Static<typeof testView>> {
  const { organisationId, id } = await requireActive(call);
  const { store, clock } = call.services;
  return store.transaction(async (transaction) => {
    const at = clock();
    const type = 'webhook.test';
    const data = { organisationId, webhookId: id, actor: call.principal.tokenId };
    const eventId = await recordEvent(transaction, { organisationId, type, solutionId: '', data }, at);
    const deliveryId = await deliverOnly(transaction, { organisationId, id }, { id: eventId, type, at });
    await call.recordDone(transaction, { subject: id, details: { deliveryId } });
    return { eventId, deliveryId };
  });
}

/** @throws Problem `webhook/not-found`, `webhook/inactive`, `webhook/delivery-not-found` */
export async function replay(
  call: WebhookCall & { readonly params: { readonly webhook: string; readonly delivery: string } },
): Promise<Static<typeof deliveryView>> {
  const webhook = await requireActive(call);
  const { delivery: deliveryId } = call.params;
  if (!isId('dlv', deliveryId)) throw new Problem('webhook/delivery-not-found');
  const { store, clock } = call.services;
  const delivery = await store.transaction(async (transaction) => {
    const replayed = await replayDelivery(transaction, webhook, { deliveryId, now: clock() });
    await call.recordDone(transaction, { subject: webhook.id, details: { deliveryId, eventId: replayed.eventId } });
    return replayed;
  });
  return viewDelivery(delivery);
}

/** @throws Problem `webhook/not-found`, `request/cursor-invalid` */
export async function pageDeliveries(
  call: WebhookCall<unknown, Static<typeof deliveriesQuery>>,
): Promise<Static<typeof deliveriesPage>> {
  const webhook = await requireWebhook(call);
  const { state } = call.query;
  const request: DeliveryListRequest = { ...pageRequest(call.query), ...(state && { state }) };
  const { items, nextCursor } = await listDeliveries(call.services.store.read, webhook, request);
  return { items: items.map(viewDelivery), ...(nextCursor !== undefined && { nextCursor }) };
}
