/**
 * Access tokens' records. A token is found by its hash alone, across organisations; everything else names the organisation.
 * A row confers nothing by being here: whoever reads it checks witness, expiry and revocation.
 */
import { randomBytes } from 'node:crypto';
import type { ExpressionBuilder } from 'kysely';
import type { AccessToken } from '../domain/access-token.ts';
import type { Instant } from '../domain/instant.ts';
import { accessTokenFromRow, accessTokenToRow } from './access-token-row.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { Schema } from './schema.ts';
import type { Queries, Transaction } from './store.ts';

/** Stores a new token; id and hash must be unused, else the database's unique violation is thrown. */
export async function insertAccessToken(tx: Transaction, token: AccessToken): Promise<void> {
  await tx.insertInto('access_tokens').values(accessTokenToRow(token)).execute();
}

/**
 * The token of which this is the value, or was before a rotation: whoever asks judges until when that counts.
 *
 * @param hash - SHA-256 of what the caller has shown.
 */
export async function findAccessTokenByHash(queries: Queries, hash: Uint8Array): Promise<AccessToken | undefined> {
  const row = await queries
    .selectFrom('access_tokens')
    .selectAll()
    .where(({ eb, or }) => or([eb('hash', '=', hash), eb('previous_hash', '=', hash)]))
    .executeTakeFirst();
  return row && accessTokenFromRow(row);
}

/** One token of the organisation by its id, whatever its state. */
export async function findAccessToken(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<AccessToken | undefined> {
  const row = await queries
    .selectFrom('access_tokens')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && accessTokenFromRow(row);
}

/** Which tokens to list. */
export interface AccessTokenListRequest extends PageRequest {
  /** As judged at the instant; pending ones are in none of these states. */
  readonly state?: { readonly is: 'active' | 'expired' | 'revoked'; readonly at: Instant };
  /** Id of the person or token that has issued them. */
  readonly issuer?: string;
}

/**
 * A page of the organisation's tokens, newest first, revoked ones included.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list, organisation or filter
 */
export async function listAccessTokens(
  queries: Queries,
  organisationId: string,
  request: AccessTokenListRequest,
): Promise<Page<AccessToken>> {
  const { limit, state, issuer } = request;
  // Not the instant, which moves on from page to page.
  const binding = listBinding('access-tokens', { organisationId, state: state?.is, issuer });
  let query = queries.selectFrom('access_tokens').selectAll().where('organisation_id', '=', organisationId);
  if (state !== undefined) query = query.where(inState(state));
  if (issuer !== undefined) query = query.where('created_by', '=', issuer);
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: AccessToken) => ({ at: createdAt, id });
  return pageOf(rows.map(accessTokenFromRow), { binding, limit, positionOf });
}

function inState({ is, at }: NonNullable<AccessTokenListRequest['state']>) {
  return ({ eb, and, or }: ExpressionBuilder<Schema, 'access_tokens'>) => {
    if (is === 'revoked') return eb('revoked_at', 'is not', null);
    const isLive = eb('revoked_at', 'is', null);
    if (is === 'expired') return and([isLive, eb('expires_at', '<=', at)]);
    const isInTime = or([eb('expires_at', 'is', null), eb('expires_at', '>', at)]);
    return and([isLive, isInTime, eb('witness', 'is not', null)]);
  };
}

/**
 * Gives a token the broker's witness; a revoked one never gets one again.
 *
 * @returns whether there is such a token that is not revoked
 */
export async function setAccessTokenWitness(
  tx: Transaction,
  organisationId: string,
  id: string,
  witness: Uint8Array,
): Promise<boolean> {
  const result = await tx
    .updateTable('access_tokens')
    .set({ witness })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Ends a token for good: the hash goes too, so that no edit of another column brings it back. Its record stays in the
 * list; the first revocation's time stands.
 *
 * @returns whether there is such a token that was not revoked before
 */
export async function revokeAccessToken(
  tx: Transaction,
  organisationId: string,
  id: string,
  at: Instant,
): Promise<boolean> {
  const result = await tx
    .updateTable('access_tokens')
    .set({ revoked_at: at, witness: null, hash: randomBytes(32), previous_hash: null, previous_until: null })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Gives a token another value.
 *
 * @param rotated - With the new hash and witness.
 * @param formerHash - What the witness was made upon: a rotation that came between leaves the row as it is.
 * @returns whether the token was not revoked and still had that value
 */
export async function replaceAccessTokenValue(
  tx: Transaction,
  rotated: AccessToken,
  formerHash: Uint8Array,
): Promise<boolean> {
  const { hash, previous_hash, previous_until, witness } = accessTokenToRow(rotated);
  const result = await tx
    .updateTable('access_tokens')
    .set({ hash, previous_hash, previous_until, witness })
    .where('organisation_id', '=', rotated.organisationId)
    .where('id', '=', rotated.id)
    .where('hash', '=', formerHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Renames a token; its witness does not cover the name. */
export async function renameAccessToken(
  tx: Transaction,
  organisationId: string,
  id: string,
  name: string,
): Promise<void> {
  await tx
    .updateTable('access_tokens')
    .set({ name })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
}

/** @returns whether there was such a token */
export async function deleteAccessToken(tx: Transaction, organisationId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('access_tokens')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}
