/**
 * Sends one event to one webhook: signed, through the guarded way out, without redirects, and nothing of the answer read
 * but its status.
 */
import { formatInstant } from '../../domain/instant.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import { type WebhookDefinition, webhookOrigin } from '../../domain/webhook.ts';
import type { DueDelivery } from '../../events/outbox.ts';
import type { BrokerParts } from '../parts.ts';
import { toUpstreamProblem } from '../proxy/upstream-problem.ts';
import { signWebhook } from './signature.ts';

/** From the connection to the end of the answer's header section. */
const TIMEOUT_MS = 15_000;
const MOST_PAUSE_SECONDS = 3600;

/** How an attempt went. */
export interface Sent {
  /** Of the endpoint; absent where it did not answer. */
  readonly status?: number;
  /** Why it did not count; absent where it did. */
  readonly code?: ProblemCode;
  /** The endpoint itself fails, and not this event alone. */
  readonly isEndpointFailing: boolean;
  /** As the endpoint asked for, an hour at most. */
  readonly retryAfterMs?: number;
}

/** What is sent, the same in every attempt. */
function payloadOf({ event }: DueDelivery): string {
  // The data is JSON as it was stored; put in as it stands, it is the same bytes each time.
  const { id, type, at, data } = event;
  return `{"id":${JSON.stringify(id)},"type":${JSON.stringify(type)},"timestamp":"${formatInstant(at)}","data":${data}}`;
}

function retryAfterOf(value: string | string[] | undefined): Pick<Sent, 'retryAfterMs'> {
  const seconds = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0;
  return seconds > 0 ? { retryAfterMs: Math.min(seconds, MOST_PAUSE_SECONDS) * 1000 } : {};
}

function judge(status: number, retryAfter: string | string[] | undefined): Sent {
  if (status >= 200 && status < 300) return { status, isEndpointFailing: false };
  const isEndpointFailing = status >= 500 || status === 429 || status === 408 || status < 200;
  return { status, code: 'webhook/answer-refused', isEndpointFailing, ...retryAfterOf(retryAfter) };
}

/** Where to, with what keys. */
export interface Destination {
  readonly organisationId: string;
  readonly definition: WebhookDefinition;
  readonly keys: readonly Buffer[];
}

/** Never fails: what goes wrong is what came of it. */
export async function sendEvent(
  { upstreams, clock, logger }: Pick<BrokerParts, 'upstreams' | 'clock' | 'logger'>,
  { organisationId, definition, keys }: Destination,
  delivery: DueDelivery,
): Promise<Sent> {
  const { id } = delivery.event;
  const body = payloadOf(delivery);
  const seconds = Math.floor(clock() / 1000);
  const origin = webhookOrigin(definition);
  const url = new URL(definition.url);
  try {
    const answer = await upstreams.get(organisationId, origin).request({
      method: 'POST',
      path: url.pathname + url.search,
      headers: {
        host: url.host,
        'content-type': 'application/json',
        'user-agent': 'Keyward-Webhooks/1',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signWebhook(keys, { id, seconds, body }),
      },
      body,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer.body.on('error', () => undefined).destroy();
    return judge(answer.statusCode, answer.headers['retry-after']);
  } catch (error) {
    const problem = toUpstreamProblem(error);
    logger.info({ delivery: delivery.id, code: problem.code }, 'a webhook could not be reached');
    return { code: problem.code, isEndpointFailing: true };
  }
}
