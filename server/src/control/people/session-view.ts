/** Sessions as their own person sees them. */
import { type Static, Type } from 'typebox';
import { formatInstant } from '../../domain/instant.ts';
import { SESSION_IDLE_MS, type Session } from '../../domain/session.ts';
import { instant } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** One session. */
export const sessionView = Type.Object(
  {
    id: Type.String(),
    /** Whether it is the one that asks. */
    isCurrent: Type.Boolean(),
    createdAt: instant,
    /** To the minute. */
    seenAt: instant,
    expiresAt: instant,
    /** Of the sign-in. */
    address: Type.Optional(Type.String()),
    agent: Type.Optional(Type.String()),
    /** By which identity provider it came; absent: by the password. */
    identityProviderId: Type.Optional(Type.String()),
  },
  { ...closed, title: 'Session' },
);

/** How one came oneself, and when one has to come again. */
export const currentSessionView = Type.Object(
  {
    id: Type.String(),
    /** `password`: with a code where the account has a second factor, or by a one-time link. */
    cameBy: Type.Enum(['password', 'identity-provider']),
    createdAt: instant,
    /** However much it is used. */
    expiresAt: instant,
    /** Where it is not used any more; to the minute. */
    idleEndsAt: instant,
  },
  { ...closed, title: 'CurrentSession' },
);

export function viewCurrentSession({
  id,
  origin,
  createdAt,
  expiresAt,
  seenAt,
}: Session): Static<typeof currentSessionView> {
  const idleEndsAt = Math.min(expiresAt, seenAt + SESSION_IDLE_MS);
  return {
    ...{ id, cameBy: origin ? 'identity-provider' : 'password', createdAt: formatInstant(createdAt) },
    ...{ expiresAt: formatInstant(expiresAt), idleEndsAt: formatInstant(idleEndsAt) },
  };
}

export function viewSession(session: Session, current: string): Static<typeof sessionView> {
  const { id, createdAt, seenAt, expiresAt, address, agent } = session;
  return {
    ...{ id, isCurrent: id === current, createdAt: formatInstant(createdAt) },
    ...{ seenAt: formatInstant(seenAt), expiresAt: formatInstant(expiresAt) },
    ...(address !== undefined && { address }),
    ...(agent !== undefined && { agent }),
    ...(session.origin && { identityProviderId: session.origin.providerId }),
  };
}
