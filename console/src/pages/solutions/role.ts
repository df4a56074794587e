/** Which role somebody has in a solution; the API decides, this only spares a click. */
import { isAtLeast, membershipIn, type Organisation, type Role } from '../../session/organisation.tsx';

/** Roles that one may be given in a solution. */
export const solutionRoles = ['admin', 'editor', 'user'] as const;

/** Whether somebody has at least this role there, by a role in the solution or in the whole organisation. */
export function mayIn({ who, reference }: Pick<Organisation, 'who' | 'reference'>, solutionId: string, least: Role) {
  const { role, solutions = {} } = membershipIn(who, reference) ?? {};
  return [who.role, role, solutions[solutionId]].some((each) => isAtLeast(each, least));
}
