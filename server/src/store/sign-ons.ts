/**
 * Single sign-on: flows, each found by the hash of its state and used once, and links of accounts. The broker alone writes them;
 * rows confer nothing by being here: it checks each witness.
 */
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import { type IdentityLink, NOBODY, type SignOnFlow, type SignOnPurpose } from '../domain/sign-on.ts';
import type { IdentityLinkTable, SignOnFlowTable } from './people-tables.ts';
import type { Queries, Transaction } from './store.ts';

function flowFromRow(row: Selectable<SignOnFlowTable>): SignOnFlow {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    providerId: row.provider_id,
    providerVersion: row.provider_version,
    purpose: row.purpose as SignOnPurpose,
    stateHash: row.state_hash,
    cookieMac: row.cookie_mac,
    ...(row.person_id !== null && { personId: row.person_id }),
    ...(row.session_id !== null && { sessionId: row.session_id }),
    returnPath: row.return_path,
    redirectUrl: row.redirect_url,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    witness: row.witness,
  };
}

function linkFromRow(row: Selectable<IdentityLinkTable>): IdentityLink {
  return {
    id: row.id,
    personId: row.person_id,
    organisationId: row.organisation_id,
    providerId: row.provider_id,
    issuer: row.issuer,
    subject: row.subject,
    createdAt: row.created_at,
    usedAt: row.used_at,
    witness: row.witness,
  };
}

export async function insertSignOnFlow(
  tx: Transaction,
  flow: SignOnFlow & { readonly witness: Uint8Array },
): Promise<void> {
  const values: SignOnFlowTable = {
    id: flow.id,
    organisation_id: flow.organisationId,
    provider_id: flow.providerId,
    provider_version: flow.providerVersion,
    purpose: flow.purpose,
    state_hash: flow.stateHash,
    cookie_mac: flow.cookieMac,
    person_id: flow.personId ?? null,
    session_id: flow.sessionId ?? null,
    return_path: flow.returnPath,
    redirect_url: flow.redirectUrl,
    created_at: flow.createdAt,
    expires_at: flow.expiresAt,
    witness: flow.witness,
  };
  await tx.insertInto('sign_on_flows').values(values).execute();
}

/** @param hash - SHA-256 of the state. */
export async function findSignOnFlow(queries: Queries, hash: Uint8Array): Promise<SignOnFlow | undefined> {
  const query = queries.selectFrom('sign_on_flows').selectAll().where('state_hash', '=', hash);
  const row = await query.executeTakeFirst();
  return row && flowFromRow(row);
}

/** Uses a flow up. @returns whether nobody has before */
export async function spendSignOnFlow(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.deleteFrom('sign_on_flows').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n;
}

/** Removes flows that are long over; who comes back late is told so for a while. */
export async function deleteOldSignOnFlows(tx: Transaction, before: Instant): Promise<void> {
  await tx.deleteFrom('sign_on_flows').where('expires_at', '<', before).execute();
}

/** @returns whether the subject was free; the transaction may go on */
export async function insertIdentityLink(
  tx: Transaction,
  link: IdentityLink & { readonly witness: Uint8Array },
): Promise<boolean> {
  const values: IdentityLinkTable = {
    id: link.id,
    person_id: link.personId,
    organisation_id: link.organisationId,
    provider_id: link.providerId,
    issuer: link.issuer,
    subject: link.subject,
    created_at: link.createdAt,
    used_at: link.usedAt,
    witness: link.witness,
  };
  const query = tx.insertInto('identity_links').values(values);
  const result = await query.onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** The link of a subject at a provider. */
export async function findIdentityLink(
  queries: Queries,
  { organisationId, providerId, issuer, subject }: Omit<IdentityLink, 'id' | 'personId' | 'createdAt' | 'usedAt'>,
): Promise<IdentityLink | undefined> {
  const row = await queries
    .selectFrom('identity_links')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('provider_id', '=', providerId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row && linkFromRow(row);
}

export async function findIdentityLinkById(queries: Queries, id: string): Promise<IdentityLink | undefined> {
  const row = await queries.selectFrom('identity_links').selectAll().where('id', '=', id).executeTakeFirst();
  return row && linkFromRow(row);
}

/** Those of a person, oldest first. */
export async function identityLinksOf(queries: Queries, personId: string): Promise<IdentityLink[]> {
  const query = queries.selectFrom('identity_links').selectAll().where('person_id', '=', personId);
  return (await query.orderBy('created_at').orderBy('id').limit(200).execute()).map(linkFromRow);
}

/** Of which place a provider is: an id may stand in several. */
export interface ProviderPlace {
  readonly organisationId: string;
  readonly providerId: string;
}

/** How many a provider has. */
export async function countIdentityLinks(
  queries: Queries,
  { organisationId, providerId }: ProviderPlace,
): Promise<number> {
  const { count } = await queries
    .selectFrom('identity_links')
    .select(({ fn }) => fn.countAll<number | string | bigint>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('provider_id', '=', providerId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function touchIdentityLink(tx: Transaction, id: string, at: Instant): Promise<void> {
  await tx.updateTable('identity_links').set({ used_at: at }).where('id', '=', id).execute();
}

/**
 * Takes the account from a link: the subject is known on, and nobody's. Else who was removed would unlink, and be taken for new.
 *
 * @param link.witness - Of the link with `NOBODY`.
 * @returns whether it was somebody's
 */
export async function loosenIdentityLink(
  tx: Transaction,
  { id, witness }: { readonly id: string; readonly witness: Uint8Array },
): Promise<boolean> {
  const query = tx.updateTable('identity_links').set({ person_id: NOBODY, witness });
  const result = await query.where('id', '=', id).where('person_id', '!=', NOBODY).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** @returns whether it was there */
export async function deleteIdentityLink(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.deleteFrom('identity_links').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n;
}

/** Removes all that hangs on a provider. */
export async function deleteIdentityLinksOf(
  tx: Transaction,
  { organisationId, providerId }: ProviderPlace,
): Promise<number> {
  const flows = tx.deleteFrom('sign_on_flows').where('organisation_id', '=', organisationId);
  await flows.where('provider_id', '=', providerId).execute();
  const links = tx.deleteFrom('identity_links').where('organisation_id', '=', organisationId);
  const result = await links.where('provider_id', '=', providerId).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Every link, for the doctor. */
export async function allIdentityLinks(queries: Queries): Promise<IdentityLink[]> {
  return (await queries.selectFrom('identity_links').selectAll().execute()).map(linkFromRow);
}
