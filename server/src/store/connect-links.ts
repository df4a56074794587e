/**
 * Connect links. A link is found by the hash of its token alone, across organisations; everything else names the
 * organisation. A row confers nothing by being here: the broker checks its witness, and whoever ends a link takes that.
 */
import type { Selectable } from 'kysely';
import { type ConnectLink, MOST_TRIES } from '../domain/connect-link.ts';
import type { Instant } from '../domain/instant.ts';
import type { ConnectLinkTable } from './connect-link-table.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { Queries, Transaction } from './store.ts';

/** How long a link that has ended stays in the list. */
const KEPT_MS = 90 * 24 * 3_600_000;

function fromRow(row: Selectable<ConnectLinkTable>): ConnectLink {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    hash: row.hash,
    definition: row.definition,
    ...(row.witness !== null && { witness: row.witness }),
    tries: row.tries,
    createdAt: row.created_at,
    createdBy: row.created_by,
    ...(row.used_at !== null && { usedAt: row.used_at }),
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
  };
}

/** What is stored of a link beside its own members, for lists. */
export interface LinkedCredential {
  readonly credentialId: string;
  readonly solutionId: string;
  readonly expiresAt: Instant;
}

/** Stores a link that is still to be admitted, and removes those that ended long ago. */
export async function insertConnectLink(tx: Transaction, link: ConnectLink, about: LinkedCredential): Promise<void> {
  const { organisationId, createdAt } = link;
  await tx
    .deleteFrom('connect_links')
    .where('organisation_id', '=', organisationId)
    .where('expires_at', '<', createdAt - KEPT_MS)
    .execute();
  await tx
    .insertInto('connect_links')
    .values({
      organisation_id: organisationId,
      id: link.id,
      hash: link.hash,
      credential_id: about.credentialId,
      solution_id: about.solutionId,
      definition: link.definition,
      witness: null,
      tries: 0,
      expires_at: about.expiresAt,
      created_at: createdAt,
      created_by: link.createdBy,
      used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** The link whose token has this SHA-256, whatever its state. */
export async function findConnectLinkByHash(queries: Queries, hash: Uint8Array): Promise<ConnectLink | undefined> {
  const row = await queries.selectFrom('connect_links').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row && fromRow(row);
}

/** One link of the organisation, whatever its state. */
export async function findConnectLink(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<ConnectLink | undefined> {
  const row = await queries
    .selectFrom('connect_links')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Which links to list. */
export interface ConnectLinkListRequest extends PageRequest {
  /** Of these scopes alone; of all without it. */
  readonly solutionIds?: readonly string[] | undefined;
}

/** A page of the organisation's links, newest first; what was never admitted is none. */
export async function listConnectLinks(
  queries: Queries,
  organisationId: string,
  { solutionIds, ...request }: ConnectLinkListRequest,
): Promise<Page<ConnectLink>> {
  const binding = listBinding('connect-links', { organisationId, solutionIds });
  let query = queries
    .selectFrom('connect_links')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where(({ eb, or }) =>
      or([eb('witness', 'is not', null), eb('used_at', 'is not', null), eb('revoked_at', 'is not', null)]),
    );
  if (solutionIds) query = query.where('solution_id', 'in', [...solutionIds]);
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: ConnectLink) => ({ at: createdAt, id });
  return pageOf(rows.map(fromRow), { binding, limit: request.limit, positionOf });
}

type Named = Pick<ConnectLink, 'organisationId' | 'id'>;

function open(tx: Transaction, { organisationId, id }: Named) {
  return tx
    .updateTable('connect_links')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null);
}

/** Gives a link the broker's witness. @returns whether there is such a link that has not ended */
export async function setConnectLinkWitness(tx: Transaction, named: Named, witness: Uint8Array): Promise<boolean> {
  const { numUpdatedRows } = await open(tx, named).set({ witness }).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Counts that values are handed in. @returns whether that may be done once more */
export async function countConnectLinkTry(tx: Transaction, named: Named): Promise<boolean> {
  const { numUpdatedRows } = await open(tx, named)
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('tries', '<', MOST_TRIES)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Ends a link because it has done what it was made for. Its witness goes, so that no edit of another column revives it.
 *
 * @returns whether it had not ended before
 */
export async function finishConnectLink(tx: Transaction, named: Named, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await open(tx, named).set({ used_at: at, witness: null }).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends a link for good. @returns whether it had not ended before */
export async function revokeConnectLink(tx: Transaction, named: Named, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await open(tx, named).set({ revoked_at: at, witness: null }).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Removes a link that was never admitted. */
export async function deleteConnectLink(tx: Transaction, { organisationId, id }: Named): Promise<void> {
  await tx
    .deleteFrom('connect_links')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('witness', 'is', null)
    .execute();
}
