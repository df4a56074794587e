/** Which role somebody has in a solution; the API decides, this only spares a click. */
import type { Organisation } from '../../session/organisation.tsx';

const roles = ['user', 'editor', 'admin', 'owner'] as const;

/** From the least on. */
export type Role = (typeof roles)[number];

/** Roles that one may be given in a solution. */
export const solutionRoles = ['admin', 'editor', 'user'] as const;

function rankOf(role: string | undefined): number {
  return roles.indexOf(role as Role);
}

/** Whether somebody has at least this role there, by a role in the solution or in the whole organisation. */
export function mayIn({ who, reference }: Pick<Organisation, 'who' | 'reference'>, solutionId: string, least: Role) {
  const membership = who.memberships?.find(({ organisation: { id, slug } }) => id === reference || slug === reference);
  const own = (membership?.solutions as Readonly<Record<string, string>> | undefined)?.[solutionId];
  return [who.role, membership?.role, own].some((role) => rankOf(role) >= rankOf(least));
}
