/**
 * A link counts as long as whoever made it could make it now. Links of who goes are deleted with their going; this holds for
 * one that was being made meanwhile on another node, and for a row that somebody has put back.
 */
import type { AccessToken, Principal } from '../../domain/access-token.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { isId } from '../../domain/id.ts';
import { enterAsMember, type Invitation, type Membership } from '../../domain/membership.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccessToken } from '../../store/access-tokens.ts';
import { findMembership } from '../../store/memberships.ts';
import { findPerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import type { Queries } from '../../store/store.ts';
import { isWitness, witnessAccessToken } from '../admit/witness.ts';
import { assertMayConfer } from './invite.ts';
import type { PeopleParts } from './people-parts.ts';
import { vouchedWithin } from './vouched.ts';
import { witnessPerson } from './witness.ts';

/** Links of the machine: whoever makes one has the root key. */
const MACHINE = 'keyward';

/**
 * @param queries - A transaction that has its turn at the memberships of the link's place, where the link is used.
 * @throws Problem `invitation/invalid`
 */
export async function assertMakerStands(parts: PeopleParts, queries: Queries, link: Invitation): Promise<void> {
  const { createdBy, kind, organisationId } = link;
  if (createdBy === MACHINE) return;
  try {
    const maker = isId('per', createdBy) ? personOf(parts, queries, link) : tokenOf(parts, queries, link);
    const principal = await maker;
    if (kind === 'invitation') return assertMayConfer(principal, link);
    if (organisationId !== INSTALLATION) throw new Problem('invitation/invalid');
    assertAtLeast(principal.role, 'owner');
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    throw new Problem('invitation/invalid', { cause: error });
  }
}

async function personOf(parts: PeopleParts, queries: Queries, link: Invitation): Promise<Principal> {
  const { createdBy: personId, organisationId } = link;
  const person = await findPerson(queries, personId);
  const key = await parts.keys.witnessKey(INSTALLATION);
  const isThere = person !== undefined && isWitness(person.witness, witnessPerson(key, person));
  if (!isThere || person.deactivatedAt !== undefined) throw new Problem('invitation/invalid');
  const roleIn = async (place: string) => vouchedWithin(parts, await findMembership(queries, place, personId));
  const platform = await roleIn(INSTALLATION);
  const own = organisationId === INSTALLATION ? undefined : await roleIn(organisationId);
  const { role } = platform ?? {};
  const memberships = [own].filter((each): each is Membership => each !== undefined);
  const nowhere: Principal = {
    ...{ organisationId: INSTALLATION, tokenId: personId, grants: [], memberships },
    ...(role && { isPlatform: true, role }),
  };
  return organisationId === INSTALLATION ? nowhere : enterAsMember(nowhere, organisationId, 'admin');
}

/** Its rotation is no end of what it has made, nor is that its time is over: to revoke it is. */
async function tokenOf(parts: PeopleParts, queries: Queries, link: Invitation): Promise<Principal> {
  const { createdBy: tokenId, organisationId } = link;
  const find = async (place: string) => witnessed(parts, await findAccessToken(queries, place, tokenId));
  const token = (await find(organisationId)) ?? (await find(INSTALLATION));
  if (!token) throw new Problem('invitation/invalid');
  const { role, solutions } = token;
  return { organisationId, tokenId, grants: [], ...(role && { role }), ...(solutions && { solutionIds: solutions }) };
}

async function witnessed(parts: PeopleParts, token: AccessToken | undefined): Promise<AccessToken | undefined> {
  if (!token || token.revokedAt !== undefined) return undefined;
  const key = await parts.keys.witnessKey(token.organisationId);
  return isWitness(token.witness, witnessAccessToken(key, token)) ? token : undefined;
}
