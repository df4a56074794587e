/** Which role may do what on the control plane: one table, read by the wrapper of every route. */
import type { Principal } from '../domain/access-token.ts';
import { isAtLeast, type Role, roles } from '../domain/grant.ts';
import { Problem } from '../domain/problem.ts';

/** The least role of each permission; undefined where every valid token suffices. */
export const leastRole = {
  /** See which organisation the token belongs to. */
  identify: undefined,
  /** List and read credentials, types and the sealing key. */
  read: 'user',
  /** Write credentials, try them, and grant their use by access tokens. */
  edit: 'editor',
  /** Read the audit log. */
  administer: 'admin',
} as const satisfies Record<string, Role | undefined>;

/** What a route demands of who calls it. */
export type Permission = keyof typeof leastRole;

/** @throws Problem `token/forbidden`, naming the roles that suffice */
export function assertPermitted(principal: Principal, permission: Permission): void {
  const least = leastRole[permission];
  if (least === undefined || isAtLeast(principal.role, least)) return;
  throw new Problem('token/forbidden', { roles: roles.filter((role) => isAtLeast(role, least)) });
}
