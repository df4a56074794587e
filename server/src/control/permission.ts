/**
 * Which role may do what on the control plane: one table, read by the wrapper of every route. A platform token's role
 * counts in every organisation; what concerns all of them takes a platform token.
 */
import type { Principal } from '../domain/access-token.ts';
import { isAtLeast, type Role, roles } from '../domain/grant.ts';
import { Problem } from '../domain/problem.ts';

/** The least role of each permission; undefined where every valid token suffices. */
export const leastRole = {
  /** See which organisation the token belongs to. */
  identify: undefined,
  /** List and read credentials, types and the sealing key. */
  read: 'user',
  /** Write credentials, try them, grant their use by access tokens, and give roles that are not above one's own. */
  edit: 'editor',
  /** Read the audit log and the request log. */
  administer: 'admin',
  /** Change the organisation's settings. */
  configure: 'admin',
  /** See who is a member of the organisation. */
  seeMembers: 'user',
  /** Change roles in the organisation. */
  manageMembers: 'admin',
  /** Invite, and give roles in solutions. */
  manageSolutionMembers: 'admin',
  /** Make, rename and delete solutions. */
  manageSolutions: 'editor',
  /** Make, change and delete providers of the organisation's own: they say where secrets may go. */
  manageProviders: 'admin',
  /** Make, change and delete OAuth configurations of the organisation: they say where client secrets may go. */
  manageOAuth: 'admin',
  /** Make, change and remove identity providers of the organisation: they say who is whom in it. */
  manageIdentityProviders: 'admin',
  /** Make organisations. */
  createOrganisation: 'admin',
  /** Read the metrics of the installation. */
  observe: 'admin',
  /** Issue, read and end tokens of the platform. */
  managePlatform: 'owner',
} as const satisfies Record<string, Role | undefined>;

/** What a route demands of who calls it. */
export type Permission = keyof typeof leastRole;

/** What only a platform token may do, whatever another's role. */
export const platformPermissions: ReadonlySet<Permission> = new Set([
  'createOrganisation',
  'observe',
  'managePlatform',
]);

/** What a token that is limited to solutions may not do, whatever its role: it concerns the whole organisation. */
const organisationWide: ReadonlySet<Permission> = new Set([
  'seeMembers',
  'manageMembers',
  'administer',
  'configure',
  'manageSolutions',
  'manageProviders',
  'manageOAuth',
  'manageIdentityProviders',
]);

/**
 * Refuses a token that is limited to solutions.
 *
 * @throws Problem `token/forbidden`
 */
export function assertUnlimited({ solutionIds }: Principal): void {
  if (solutionIds === undefined) return;
  throw new Problem('token/forbidden', { detail: 'This takes a token that is not limited to solutions.' });
}

/** @throws Problem `token/forbidden`, naming the roles that suffice */
export function assertPermitted(principal: Principal, permission: Permission): void {
  if (organisationWide.has(permission)) assertUnlimited(principal);
  const least = leastRole[permission];
  const isElsewhere = platformPermissions.has(permission) && !principal.isPlatform;
  if (!isElsewhere && (least === undefined || isAtLeast(principal.role, least))) return;
  throw new Problem('token/forbidden', {
    ...(isElsewhere && { detail: 'This takes a platform token.' }),
    roles: roles.filter((role) => least === undefined || isAtLeast(role, least)),
  });
}
