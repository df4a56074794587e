/** What a person is a member of, as they and owners of the platform are told it. */
import { type Static, Type } from 'typebox';
import type { MembershipClaim } from '../../domain/membership.ts';
import { findOrganisation } from '../../store/organisations.ts';
import type { ControlServices } from '../route.ts';

const closed = { additionalProperties: false } as const;
const named = { id: Type.String(), name: Type.Optional(Type.String()) };

/** One membership. */
export const membershipView = Type.Object(
  {
    organisation: Type.Object({ ...named, slug: Type.String() }, closed),
    role: Type.Optional(Type.String()),
    /** Roles of their own in solutions, by id. */
    solutions: Type.Record(Type.String(), Type.String()),
  },
  { ...closed, title: 'Membership' },
);

/** Those in organisations; that of the platform is in none. */
export async function viewMemberships(
  { store }: Pick<ControlServices, 'store'>,
  memberships: readonly MembershipClaim[],
): Promise<Static<typeof membershipView>[]> {
  const views = memberships.map(async ({ organisationId, role, solutions }) => {
    const found = await findOrganisation(store.read, organisationId);
    const organisation = found && { id: found.id, name: found.name, slug: found.slug };
    return organisation && { organisation, ...(role && { role }), solutions };
  });
  return (await Promise.all(views)).filter((each) => each !== undefined);
}
