/** Webhooks and deliveries as they are sent and answered. The signing secret is in one answer alone: that which made it. */
import { type Static, Type } from 'typebox';
import { eventTypes } from '../../domain/event.ts';
import { formatInstant } from '../../domain/instant.ts';
import type { Webhook } from '../../domain/webhook.ts';
import type { Delivery } from '../../events/deliveries.ts';
import { DEFAULT_LIMIT, instant, paging, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** Path of a webhook: its id. */
export const webhookParams = Type.Object({ organisation: Type.String(), webhook: Type.String() });

/** Path of a delivery: its id, below its webhook's. */
export const deliveryParams = Type.Object({
  organisation: Type.String(),
  webhook: Type.String(),
  delivery: Type.String(),
});

/** Which events are wanted; all without it. */
const wanted = Type.Array(Type.Enum([...eventTypes]), { minItems: 1, maxItems: eventTypes.length, uniqueItems: true });
const url = Type.String({ minLength: 1, maxLength: 2048 });
const solution = Type.String({ minLength: 1, maxLength: 256 });
/** Id or key of a credential of type `Secret` that may sign for the URL's origin. */
const credential = Type.String({ minLength: 1, maxLength: 128 });

/** Body of a creation. */
export const webhookBody = Type.Object(
  {
    /** `https://…`; holds no secret, for it is kept as it is. */
    url,
    eventTypes: Type.Optional(wanted),
    /** Id or slug: of its credentials alone. */
    solution: Type.Optional(solution),
    description: Type.Optional(text(2000)),
    /** What signs; left out, Keyward makes a secret and shows it in this answer alone. */
    credential: Type.Optional(credential),
  },
  { ...closed, title: 'WebhookInput' },
);

/** Body of a change: what is left out stays, null removes. The URL stays within its origin, for which the secret is sealed. */
export const webhookPatch = Type.Object(
  {
    url: Type.Optional(url),
    eventTypes: Type.Optional(Type.Union([wanted, Type.Null()])),
    solution: Type.Optional(Type.Union([solution, Type.Null()])),
    description: Type.Optional(Type.Union([text(2000), Type.Null()])),
    /** Made active again, a webhook that was ended begins anew. */
    active: Type.Optional(Type.Boolean()),
  },
  { ...closed, title: 'WebhookPatch' },
);

/** Body of a rotation. */
export const rotationBody = Type.Object(
  {
    /** What signs from now on; left out, Keyward makes a secret and shows it in this answer alone. */
    credential: Type.Optional(credential),
    /** How long the secret before signs beside it; 24 by default, 0: not at all. */
    overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 168 })),
  },
  { ...closed, title: 'WebhookRotation' },
);

const members = {
  id: Type.String(),
  url: Type.String(),
  /** Absent: all. */
  eventTypes: Type.Optional(Type.Array(Type.String())),
  solutionId: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  /** Whose secret signs. */
  credentialId: Type.String(),
  /** What signs beside it, and until when. */
  previous: Type.Optional(Type.Object({ credentialId: Type.String(), until: instant }, closed)),
  /** `failing`: the last attempts did not succeed; `disabled`: ended by Keyward, see `disabledReason`. */
  status: Type.Enum(['active', 'failing', 'inactive', 'disabled']),
  disabledReason: Type.Optional(Type.Enum(['failing', 'gone'])),
  failingSince: Type.Optional(instant),
  version: Type.Integer(),
  createdAt: instant,
  createdBy: Type.String(),
  updatedAt: instant,
  updatedBy: Type.String(),
};

/** A webhook. */
export const webhookView = Type.Object(members, { ...closed, title: 'Webhook' });

/** A webhook with its signing secret, `whsec_…`, where Keyward has just made one. */
export const madeWebhookView = Type.Object(
  { ...members, secret: Type.Optional(Type.String()) },
  { ...closed, title: 'MadeWebhook' },
);

/** Webhooks, newest first. */
export const webhooksPage = Type.Object(
  { items: Type.Array(webhookView), nextCursor: Type.Optional(Type.String()) },
  closed,
);

/** A delivery. */
export const deliveryView = Type.Object(
  {
    id: Type.String(),
    webhookId: Type.String(),
    eventId: Type.String(),
    eventType: Type.String(),
    /** `dead`: not tried again unless it is replayed. */
    state: Type.Enum(['pending', 'delivered', 'dead']),
    attempts: Type.Integer(),
    /** When it is tried next. */
    nextAt: Type.Optional(instant),
    /** What the endpoint answered last; nothing else of its answer is kept. */
    status: Type.Optional(Type.Integer()),
    /** Why the last attempt did not count. */
    code: Type.Optional(Type.String()),
    attemptedAt: Type.Optional(instant),
    createdAt: instant,
  },
  { ...closed, title: 'WebhookDelivery' },
);

/** Deliveries, newest first. */
export const deliveriesPage = Type.Object(
  { items: Type.Array(deliveryView), nextCursor: Type.Optional(Type.String()) },
  closed,
);

/** Which deliveries to list. */
export const deliveriesQuery = Type.Object(
  { ...paging, state: Type.Optional(Type.Enum(['pending', 'delivered', 'dead'])) },
  closed,
);

/** Where a list of webhooks goes on. */
export const webhooksQuery = Type.Object(paging, closed);

/** A page's limit as it counts. */
export function pageRequest({ limit = DEFAULT_LIMIT, cursor }: { limit?: number; cursor?: string }) {
  return { limit, ...(cursor !== undefined && { cursor }) };
}

function statusOf({ isActive, disabledReason, failingSince }: Webhook): Static<typeof webhookView>['status'] {
  if (disabledReason !== undefined) return 'disabled';
  if (!isActive) return 'inactive';
  return failingSince === undefined ? 'active' : 'failing';
}

/** The webhook for an answer. */
export function viewWebhook(webhook: Webhook): Static<typeof webhookView> {
  const { id, definition, description, disabledReason, failingSince, version } = webhook;
  const { createdAt, createdBy, updatedAt, updatedBy } = webhook;
  const { url, eventTypes: types, solutionId, credentialId, previous } = definition;
  return {
    ...{ id, url, credentialId, status: statusOf(webhook), version },
    ...(types && { eventTypes: [...types] }),
    ...(solutionId !== undefined && { solutionId }),
    ...(description !== undefined && { description }),
    ...(previous && { previous: { credentialId: previous.credentialId, until: formatInstant(previous.until) } }),
    ...(disabledReason && { disabledReason }),
    ...(failingSince !== undefined && { failingSince: formatInstant(failingSince) }),
    ...{ createdAt: formatInstant(createdAt), createdBy, updatedAt: formatInstant(updatedAt), updatedBy },
  };
}

/** The delivery for an answer. */
export function viewDelivery({ nextAt, attemptedAt, createdAt, ...delivery }: Delivery): Static<typeof deliveryView> {
  return {
    ...delivery,
    ...(nextAt !== undefined && { nextAt: formatInstant(nextAt) }),
    ...(attemptedAt !== undefined && { attemptedAt: formatInstant(attemptedAt) }),
    createdAt: formatInstant(createdAt),
  };
}

export type WebhookBody = Static<typeof webhookBody>;
export type WebhookPatch = Static<typeof webhookPatch>;
export type RotationBody = Static<typeof rotationBody>;
