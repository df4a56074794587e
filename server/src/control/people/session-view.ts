/** Sessions as their own person sees them. */
import { type Static, Type } from 'typebox';
import { formatInstant } from '../../domain/instant.ts';
import type { Session } from '../../domain/session.ts';
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
