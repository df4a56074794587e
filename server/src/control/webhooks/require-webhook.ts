/** Finds the webhook that a path names. */
import { isId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import type { Webhook } from '../../domain/webhook.ts';
import { findWebhook } from '../../events/webhooks.ts';
import type { Call } from '../route.ts';

/** A call whose path names a webhook. */
export type WebhookCall<Body = unknown, Query = unknown> = Call<{ webhook: string }, Query, Body>;

/** @throws Problem `webhook/not-found` */
export async function requireWebhook({ services, organisation, params }: WebhookCall): Promise<Webhook> {
  const { webhook: id } = params;
  const found = isId('whk', id) ? await findWebhook(services.store.read, organisation.id, id) : undefined;
  if (!found) throw new Problem('webhook/not-found');
  return found;
}
