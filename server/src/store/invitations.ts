/** One-time links. Each is deleted when it is used; a row confers nothing by being here: the broker checks its witness. */
import type { Selectable } from 'kysely';
import type { Role } from '../domain/grant.ts';
import type { Instant } from '../domain/instant.ts';
import type { Invitation } from '../domain/membership.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { InvitationTable } from './people-tables.ts';
import type { Queries, Transaction } from './store.ts';

function fromRow(row: Selectable<InvitationTable>): Invitation {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    kind: row.kind,
    hash: row.hash,
    ...(row.email !== null && { email: row.email }),
    ...(row.role !== null && { role: row.role as Role }),
    solutions: JSON.parse(row.solutions),
    expiresAt: row.expires_at,
    witness: row.witness,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

export async function insertInvitation(
  tx: Transaction,
  invitation: Invitation & { readonly witness: Uint8Array },
): Promise<void> {
  const values: InvitationTable = {
    organisation_id: invitation.organisationId,
    id: invitation.id,
    kind: invitation.kind,
    hash: invitation.hash,
    email: invitation.email ?? null,
    role: invitation.role ?? null,
    solutions: JSON.stringify(invitation.solutions),
    expires_at: invitation.expiresAt,
    witness: invitation.witness,
    created_at: invitation.createdAt,
    created_by: invitation.createdBy,
  };
  await tx.insertInto('invitations').values(values).execute();
}

/** @param hash - SHA-256 of the link's token. */
export async function findInvitationByHash(queries: Queries, hash: Uint8Array): Promise<Invitation | undefined> {
  const row = await queries.selectFrom('invitations').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row && fromRow(row);
}

export async function findInvitation(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<Invitation | undefined> {
  const row = await queries
    .selectFrom('invitations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

/**
 * A page of the open invitations, newest first.
 *
 * @throws Problem `request/cursor-invalid`
 */
export async function listInvitations(
  queries: Queries,
  organisationId: string,
  request: PageRequest & { readonly now: Instant },
): Promise<Page<Invitation>> {
  const binding = listBinding('invitations', { organisationId });
  const query = queries
    .selectFrom('invitations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'invitation')
    .where('expires_at', '>', request.now);
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: Invitation) => ({ at: createdAt, id });
  return pageOf(rows.map(fromRow), { binding, limit: request.limit, positionOf });
}

/**
 * Takes the link out: whoever deletes it has used it.
 *
 * @returns whether it was still there
 */
export async function deleteInvitation(tx: Transaction, organisationId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('invitations')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Takes back links of a kind of the installation, for one account or for none: a new one counts alone. */
export async function deleteInvitationsLike(
  tx: Transaction,
  { organisationId, kind, email }: Pick<Invitation, 'organisationId' | 'kind' | 'email'>,
): Promise<void> {
  await tx
    .deleteFrom('invitations')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .where((eb) => (email === undefined ? eb('email', 'is', null) : eb('email', '=', email)))
    .execute();
}

/** Removes what has expired. */
export async function deleteExpiredInvitations(tx: Transaction, now: Instant): Promise<void> {
  await tx.deleteFrom('invitations').where('expires_at', '<=', now).execute();
}

/**
 * Takes back the links that somebody has made.
 *
 * @param where - In one organisation; everywhere by default.
 * @returns how many there were
 */
export async function deleteInvitationsBy(
  tx: Transaction,
  createdBy: string,
  { organisationId }: { readonly organisationId?: string } = {},
): Promise<number> {
  let query = tx.deleteFrom('invitations').where('created_by', '=', createdBy);
  if (organisationId !== undefined) query = query.where('organisation_id', '=', organisationId);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Every link, for the doctor. */
export async function allInvitations(queries: Queries): Promise<Invitation[]> {
  return (await queries.selectFrom('invitations').selectAll().execute()).map(fromRow);
}
