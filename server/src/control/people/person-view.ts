/** Accounts as owners of the platform see them: never a password, a code or anything to try one with. */
import { type Static, Type } from 'typebox';
import { formatInstant } from '../../domain/instant.ts';
import type { Person } from '../../domain/person.ts';
import { SESSION_IDLE_MS } from '../../domain/session.ts';
import { countTokensIssuedBy } from '../../store/issued-tokens.ts';
import { membershipsOf } from '../../store/memberships.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { listSessions } from '../../store/sessions.ts';
import type { ControlServices } from '../route.ts';
import { instant } from '../schemas.ts';
import { membershipView, viewMemberships } from './membership-view.ts';

const closed = { additionalProperties: false } as const;

const members = {
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  state: Type.Enum(['active', 'deactivated']),
  hasSecondFactor: Type.Boolean(),
  createdAt: instant,
  deactivatedAt: Type.Optional(instant),
};

/** One account. */
export const personView = Type.Object(members, { ...closed, title: 'Person' });

/** One account, with what it is a member of and has left behind. */
export const personDetailView = Type.Object(
  {
    ...members,
    /** In every organisation. */
    platformRole: Type.Optional(Type.String()),
    memberships: Type.Array(membershipView),
    /** Sessions that are not over; 200 are counted at most. */
    sessions: Type.Integer(),
    /** Access tokens that they issued anywhere, and those made with these in turn, that live. */
    activeTokens: Type.Integer(),
  },
  { ...closed, title: 'PersonDetail' },
);

/** The account for an answer. */
export function viewPerson({
  id,
  email,
  name,
  secondFactor,
  createdAt,
  deactivatedAt,
}: Person): Static<typeof personView> {
  return {
    ...{ id, email, name, state: deactivatedAt === undefined ? 'active' : 'deactivated' },
    ...{ hasSecondFactor: secondFactor?.since !== undefined, createdAt: formatInstant(createdAt) },
    ...(deactivatedAt !== undefined && { deactivatedAt: formatInstant(deactivatedAt) }),
  };
}

/** The account with what belongs to it. */
export async function viewPersonDetail(
  { store, clock }: ControlServices,
  person: Person,
): Promise<Static<typeof personDetailView>> {
  const now = clock();
  const rows = await membershipsOf(store.read, person.id);
  const platformRole = rows.find(({ organisationId }) => organisationId === INSTALLATION)?.role;
  const sessions = await listSessions(store.read, person.id, { now, idleMs: SESSION_IDLE_MS });
  return {
    ...viewPerson(person),
    ...(platformRole && { platformRole }),
    memberships: await viewMemberships({ store }, rows),
    sessions: sessions.length,
    activeTokens: await countTokensIssuedBy(store.read, { issuer: person.id, now }),
  };
}
