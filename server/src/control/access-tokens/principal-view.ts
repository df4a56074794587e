/** Who calls, in an answer to themselves: what their token confers as the broker has authenticated it, and no secret. */
import { type Static, Type } from 'typebox';
import { formatInstant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import { findPerson } from '../../store/people.ts';
import { findSession } from '../../store/sessions.ts';
import { listSolutions } from '../../store/solutions.ts';
import { membershipView, viewMemberships } from '../people/membership-view.ts';
import { currentSessionView, viewCurrentSession } from '../people/session-view.ts';
import type { Call } from '../route.ts';
import { instant, limits } from '../schemas.ts';
import { grantView, viewGrant } from './access-token-view.ts';

const closed = { additionalProperties: false } as const;
const named = { id: Type.String(), name: Type.Optional(Type.String()) };

/** The caller. */
export const whoamiView = Type.Object(
  {
    /** Absent for a platform token, which acts in every organisation, and for a person. */
    organisation: Type.Optional(Type.Object({ ...named, slug: Type.String() }, closed)),
    isPlatform: Type.Boolean(),
    /** Of a person, who shows no token: their account, and what they are a member of. */
    person: Type.Optional(
      Type.Object(
        {
          id: Type.String(),
          email: Type.String(),
          name: Type.String(),
          sessionId: Type.String(),
          /** Whether a sign-in with the password takes a code. */
          hasSecondFactor: Type.Boolean(),
        },
        closed,
      ),
    ),
    /** Of a person: how and when they came, and when they have to come again. */
    session: Type.Optional(currentSessionView),
    memberships: Type.Optional(Type.Array(membershipView)),
    /** For a person the same as `person`. */
    token: Type.Object(named, closed),
    role: Type.Optional(Type.String()),
    grants: Type.Array(grantView),
    /** Those that it is limited to; a solution that is gone has no slug. */
    solutions: Type.Optional(Type.Array(Type.Object({ ...named, slug: Type.Optional(Type.String()) }, closed))),
    limits: Type.Optional(limits),
    /** When the value that was shown ends to be valid. */
    expiresAt: Type.Optional(instant),
  },
  { ...closed, title: 'Whoami' },
);

/** The caller for an answer. */
export async function viewPrincipal(call: Call): Promise<Static<typeof whoamiView>> {
  const { principal, organisation } = call;
  const { id, slug, name } = organisation;
  const { isPlatform = false, tokenId, tokenName, role, grants, validUntil } = principal;
  return {
    ...(!isPlatform && !principal.memberships && { organisation: { id, slug, name } }),
    ...(await personOf(call)),
    isPlatform,
    token: { id: tokenId, ...(tokenName !== undefined && { name: tokenName }) },
    ...(role !== undefined && { role }),
    grants: grants.map(viewGrant),
    ...(await solutionsOf(call)),
    ...(principal.limits && { limits: principal.limits }),
    ...(validUntil !== undefined && { expiresAt: formatInstant(validUntil) }),
  };
}

async function personOf({ principal, services }: Call) {
  const { memberships, sessionId } = principal;
  if (memberships === undefined || sessionId === undefined) return {};
  const person = await findPerson(services.store.read, principal.tokenId);
  if (!person) throw new Problem('session/invalid');
  const { id, email, name } = person;
  const hasSecondFactor = person.secondFactor?.since !== undefined;
  const session = await findSession(services.store.read, id, sessionId);
  return {
    person: { id, email, name, sessionId, hasSecondFactor },
    ...(session && { session: viewCurrentSession(session) }),
    memberships: await viewMemberships(services, memberships),
  };
}

async function solutionsOf({ principal, organisation, services }: Call) {
  const { solutionIds: ids } = principal;
  if (ids === undefined) return {};
  const { items } = await listSolutions(services.store.read, organisation.id, { limit: ids.length, ids });
  const known = new Map(items.map(({ id, slug, name }) => [id, { id, slug, name }]));
  return { solutions: ids.map((id) => known.get(id) ?? { id }) };
}
