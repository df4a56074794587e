/**
 * Connections: when their tokens end, and which node renews them. A renewal is three short transactions with HTTP between
 * them and never in one: whoever begins locks record and row, judges both by database time and writes what it has judged;
 * every later write stands on the lease's holder. The rules are the caller's; nothing here decides.
 */
import type { Selectable } from 'kysely';
import type { Connection, ConnectionGrant } from '../domain/connection.ts';
import type { Credential } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import type { ConnectionTable } from './connection-tables.ts';
import { credentialFromRow } from './credential-row.ts';
import { databaseNow } from './database-time.ts';
import { dialectOf } from './dialect-of.ts';
import type { Queries, Transaction } from './store.ts';

/** Which connection: its credential. */
export interface ConnectionName {
  readonly organisationId: string;
  readonly credentialId: string;
}

function fromRow(row: Selectable<ConnectionTable>): Connection {
  const { lease_holder, lease_until } = row;
  return {
    organisationId: row.organisation_id,
    credentialId: row.credential_id,
    configurationId: row.configuration_id,
    grant: row.grant_type as ConnectionGrant,
    ...(row.access_expires_at !== null && { accessExpiresAt: row.access_expires_at }),
    obtainedAt: row.obtained_at,
    ...(lease_holder !== null && lease_until !== null && { lease: { holder: lease_holder, until: lease_until } }),
    ...(row.redeeming !== null && { redeeming: row.redeeming }),
    failures: row.failures,
    ...(row.retry_at !== null && { retryAt: row.retry_at }),
    ...(row.last_failure !== null && { lastFailure: row.last_failure }),
    ...(row.keep_alive_at !== null && { keepAliveAt: row.keep_alive_at }),
  };
}

function toRow(connection: Connection): ConnectionTable {
  return {
    organisation_id: connection.organisationId,
    credential_id: connection.credentialId,
    configuration_id: connection.configurationId,
    grant_type: connection.grant,
    access_expires_at: connection.accessExpiresAt ?? null,
    obtained_at: connection.obtainedAt,
    lease_holder: connection.lease?.holder ?? null,
    lease_until: connection.lease?.until ?? null,
    redeeming: connection.redeeming ?? null,
    failures: connection.failures,
    retry_at: connection.retryAt ?? null,
    last_failure: connection.lastFailure ?? null,
    keep_alive_at: connection.keepAliveAt ?? null,
  };
}

/** One connection; undefined where the credential is none. */
export async function findConnection(
  queries: Queries,
  { organisationId, credentialId }: ConnectionName,
): Promise<Connection | undefined> {
  const row = await queries
    .selectFrom('connections')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Those of the organisation that belong to these credentials, some hundreds at most, in no order. */
export async function findConnections(
  queries: Queries,
  organisationId: string,
  credentialIds: readonly string[],
): Promise<Connection[]> {
  if (credentialIds.length === 0) return [];
  const rows = await queries
    .selectFrom('connections')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('credential_id', 'in', credentialIds)
    .execute();
  return rows.map(fromRow);
}

/** How many connections each of these configurations has; one that has none is left out. */
export async function countConnections(
  queries: Queries,
  organisationId: string,
  configurationIds: readonly string[],
): Promise<Map<string, number>> {
  if (configurationIds.length === 0) return new Map();
  const rows = await queries
    .selectFrom('connections')
    .select(({ fn }) => ['configuration_id', fn.countAll<number>().as('count')])
    .where('organisation_id', '=', organisationId)
    .where('configuration_id', 'in', configurationIds)
    .groupBy('configuration_id')
    .execute();
  return new Map(rows.map(({ configuration_id, count }) => [configuration_id, Number(count)]));
}

/**
 * Stores a connection, in the place of what the credential had: a lease, a redemption under way and failures end with it,
 * and whoever still works on them finds out when it writes. Lock the credential's record first, by writing it.
 */
export async function putConnection(tx: Transaction, connection: Connection): Promise<void> {
  const row = toRow(connection);
  await tx
    .insertInto('connections')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organisation_id', 'credential_id']).doUpdateSet(row))
    .execute();
}

/** Removes connections with their credentials; some hundreds at most. */
export async function deleteConnections(
  tx: Transaction,
  organisationId: string,
  credentialIds: readonly string[],
): Promise<void> {
  if (credentialIds.length === 0) return;
  await tx
    .deleteFrom('connections')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', 'in', credentialIds)
    .execute();
}

/** A connection with its record, held by the transaction until it ends. */
export interface LockedConnection {
  readonly connection: Connection;
  readonly credential: Credential;
  /** Database time, from after the lock. */
  readonly now: Instant;
}

/** Reads record and connection and keeps every other writer from both; undefined where either is missing. */
export async function lockConnection(
  tx: Transaction,
  { organisationId, credentialId }: ConnectionName,
): Promise<LockedConnection | undefined> {
  const dialect = dialectOf(tx);
  const ofRecord = tx
    .selectFrom('credentials')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', credentialId);
  // SQLite has one writer at a time, and no such clause. The record first, as everybody who writes both.
  const record = await (dialect === 'postgres' ? ofRecord.forUpdate() : ofRecord).executeTakeFirst();
  const connection = await findConnection(tx, { organisationId, credentialId });
  if (!record || !connection) return undefined;
  return { connection, credential: credentialFromRow(record), now: await databaseNow(tx, dialect) };
}

/** Writes what was judged of a locked connection. */
export async function updateConnection(tx: Transaction, connection: Connection): Promise<void> {
  const { organisation_id, credential_id, ...changing } = toRow(connection);
  await tx
    .updateTable('connections')
    .set(changing)
    .where('organisation_id', '=', organisation_id)
    .where('credential_id', '=', credential_id)
    .execute();
}

/**
 * Renews the lease of a holder that still waits for an answer, by database time.
 *
 * @returns whether it is still the holder
 */
export async function renewLease(
  tx: Transaction,
  { organisationId, credentialId }: ConnectionName,
  { holder, termMs }: { readonly holder: string; readonly termMs: number },
): Promise<boolean> {
  const now = await databaseNow(tx, dialectOf(tx));
  const result = await tx
    .updateTable('connections')
    .set({ lease_until: now + termMs })
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    .where('lease_holder', '=', holder)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What a renewal changes in a record. The version stays, so that it is nobody's edit; `status` and `fields` may change with one. */
export type TokenChange = Pick<Credential, 'secrets'> &
  Partial<Pick<Credential, 'fields' | 'status' | 'errors' | 'version' | 'updatedAt' | 'updatedBy'>>;

/**
 * Puts the versions of new tokens into a locked record.
 *
 * @returns false where it is a tombstone by now, or other tokens have come into it: then nothing is written
 */
export async function changeTokens(tx: Transaction, former: Credential, change: TokenChange): Promise<boolean> {
  const { secrets, fields, status, errors, version, updatedAt, updatedBy } = change;
  const result = await tx
    .updateTable('credentials')
    .set({
      secrets: JSON.stringify(secrets),
      ...(fields && { fields: JSON.stringify(fields) }),
      ...(status && { status }),
      ...(errors && { errors: JSON.stringify(errors) }),
      ...(version !== undefined && { version }),
      ...(updatedAt !== undefined && { updated_at: updatedAt }),
      ...(updatedBy !== undefined && { updated_by: updatedBy }),
    })
    .where('organisation_id', '=', former.organisationId)
    .where('id', '=', former.id)
    .where('deleted_at', 'is', null)
    .where('secrets', '=', JSON.stringify(former.secrets))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Whose turn it is, earliest first. One look into an index. */
export async function dueConnections(queries: Queries, now: Instant, limit: number): Promise<Connection[]> {
  const rows = await queries
    .selectFrom('connections')
    .selectAll()
    .where('keep_alive_at', '<=', now)
    .orderBy('keep_alive_at')
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}
