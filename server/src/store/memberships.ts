/** Memberships of people. A row confers nothing by being here: the broker checks its witness before anybody acts by it. */
import { type Selectable, sql } from 'kysely';
import type { Role } from '../domain/grant.ts';
import type { Membership } from '../domain/membership.ts';
import { dialectOf } from './dialect-of.ts';
import { listBinding, type Page, type PageRequest, pageOf, parseCursor } from './page.ts';
import type { MembershipTable, PersonTable } from './people-tables.ts';
import type { Queries, Transaction } from './store.ts';

/** A membership with what is shown of its person. */
export interface Member extends Membership {
  readonly email: string;
  readonly name: string;
  readonly hasSecondFactor: boolean;
  readonly isDeactivated: boolean;
}

function fromRow(row: Selectable<MembershipTable>): Membership {
  return {
    organisationId: row.organisation_id,
    personId: row.person_id,
    ...(row.role !== null && { role: row.role as Role }),
    solutions: JSON.parse(row.solutions),
    witness: row.witness,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

type MemberRow = Selectable<MembershipTable> & Pick<PersonTable, 'email' | 'name' | 'totp_since' | 'deactivated_at'>;

function memberFromRow(row: MemberRow): Member {
  const { email, name, totp_since, deactivated_at } = row;
  const of = { hasSecondFactor: totp_since !== null, isDeactivated: deactivated_at !== null };
  return { ...fromRow(row), email, name, ...of };
}

/** Makes the membership, or puts it in place of the person's former one. */
export async function putMembership(
  tx: Transaction,
  membership: Membership & { readonly witness: Uint8Array },
): Promise<void> {
  const { organisationId: organisation_id, personId: person_id, updatedAt: updated_at, updatedBy } = membership;
  const changed = {
    role: membership.role ?? null,
    solutions: JSON.stringify(membership.solutions),
    witness: membership.witness,
    updated_at,
    updated_by: updatedBy,
  };
  const made = { created_at: membership.createdAt, created_by: membership.createdBy };
  await tx
    .insertInto('memberships')
    .values({ organisation_id, person_id, ...changed, ...made })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet(changed))
    .execute();
}

/** @returns whether there was one */
export async function deleteMembership(tx: Transaction, organisationId: string, personId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('memberships')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** All that a person is a member of. */
export async function membershipsOf(queries: Queries, personId: string): Promise<Membership[]> {
  const rows = await queries.selectFrom('memberships').selectAll().where('person_id', '=', personId).execute();
  return rows.map(fromRow);
}

export async function findMembership(
  queries: Queries,
  organisationId: string,
  personId: string,
): Promise<Membership | undefined> {
  const row = await queries
    .selectFrom('memberships')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Those with the role in the whole organisation. */
export async function membershipsWithRole(queries: Queries, organisationId: string, role: Role): Promise<Membership[]> {
  const rows = await queries
    .selectFrom('memberships')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('role', '=', role)
    .execute();
  return rows.map(fromRow);
}

/** An arbitrary first number of the locks that memberships are changed under; no other use of advisory locks has it. */
const MEMBERSHIPS = 7_422;

/**
 * Waits until no other transaction changes members of the organisation: two owners who remove each other at once must not
 * both succeed. On SQLite every writing transaction has its turn as it is.
 */
export async function awaitMembershipTurn(tx: Transaction, organisationId: string): Promise<void> {
  if (dialectOf(tx) !== 'postgres') return;
  await sql`select pg_advisory_xact_lock(${sql.lit(MEMBERSHIPS)}, hashtext(${organisationId}))`.execute(tx);
}

/** Which members to list. */
export interface MemberListRequest extends PageRequest {
  /** Those with a role of their own in this solution, or in the whole organisation. */
  readonly solutionId?: string;
}

/**
 * A page of the organisation's members, newest first.
 *
 * @throws Problem `request/cursor-invalid`
 */
export async function listMembers(
  queries: Queries,
  organisationId: string,
  { limit, cursor, solutionId }: MemberListRequest,
): Promise<Page<Member>> {
  const binding = listBinding('members', { organisationId, solutionId });
  let query = queries
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .selectAll('memberships')
    .select(['people.email', 'people.name', 'people.totp_since', 'people.deactivated_at'])
    .where('organisation_id', '=', organisationId)
    .orderBy('memberships.created_at', 'desc')
    .orderBy('person_id', 'desc')
    .limit(limit + 1);
  if (solutionId !== undefined) {
    query = query.where(({ eb, or }) => or([eb('role', 'is not', null), eb('solutions', 'like', `%"${solutionId}"%`)]));
  }
  if (cursor !== undefined) {
    const { at, id } = parseCursor(binding, cursor);
    query = query.where(sql<boolean>`(memberships.created_at, person_id) < (${at}, ${id})`);
  }
  const rows = await query.execute();
  return pageOf(rows.map(memberFromRow), {
    binding,
    limit,
    positionOf: ({ createdAt, personId }) => ({ at: createdAt, id: personId }),
  });
}

/**
 * One member with what is shown of the person, by the person's id or email address. Of several with one address it is the account that
 * signs in by it; of several that do not, nobody is meant.
 */
export async function findMember(
  queries: Queries,
  organisationId: string,
  reference: string,
): Promise<Member | undefined> {
  const [row, second] = await queries
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .selectAll('memberships')
    .select(['people.email', 'people.name', 'people.home', 'people.totp_since', 'people.deactivated_at'])
    .where('organisation_id', '=', organisationId)
    .where(({ eb, or }) => or([eb('person_id', '=', reference), eb('people.email', '=', reference)]))
    .orderBy('people.home')
    .limit(2)
    .execute();
  const isNobodys = second !== undefined && row?.home !== '';
  return row && !isNobodys ? memberFromRow(row) : undefined;
}

/** Every membership, for the doctor. */
export async function allMemberships(queries: Queries): Promise<Membership[]> {
  return (await queries.selectFrom('memberships').selectAll().execute()).map(fromRow);
}
