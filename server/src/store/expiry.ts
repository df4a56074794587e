/**
 * Credentials whose time has come: turned into tombstones, their material destroyed. Judged by database time inside the
 * transaction, so that of many nodes each credential expires on one, and on none too early.
 */
import type { Credential } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import { deleteConnections } from './connections.ts';
import { credentialFromRow } from './credential-row.ts';
import { databaseNow } from './database-time.ts';
import { deletePrivateConfigurations } from './oauth-configurations.ts';
import { deleteFlows } from './oauth-flows.ts';
import type { Queries, Store, Transaction } from './store.ts';

/** A credential that has just become a tombstone. */
export interface ExpiredCredential {
  /** As it was; its `secrets` are those that are destroyed, with the versions that they had. */
  readonly former: Credential;
  readonly expiresAt: Instant;
}

/** What one transaction has ended, and when by the database's clock. */
export interface Expired {
  readonly credentials: readonly ExpiredCredential[];
  readonly at: Instant;
}

interface Due {
  readonly organisation_id: string;
  readonly id: string;
}

/** When the next live credential expires, which may be past; undefined where none ever does. One look into an index. */
export async function nextExpiry(queries: Queries): Promise<Instant | undefined> {
  const row = await queries
    .selectFrom('credentials')
    .select('expires_at')
    .where('deleted_at', 'is', null)
    .where('expires_at', 'is not', null)
    .orderBy('expires_at')
    .limit(1)
    .executeTakeFirst();
  return row?.expires_at ?? undefined;
}

/**
 * Ends what is due, earliest first: status `expired`, the next version, no secrets; `deleted_at` frees the key for a
 * successor, as a tombstone's does.
 *
 * @param limit - Most credentials of one transaction. What another transaction holds is left to it, or to the next time.
 */
export async function expireDue(tx: Transaction, dialect: Store['dialect'], limit: number): Promise<Expired> {
  const at = await databaseNow(tx, dialect);
  const due = tx
    .selectFrom('credentials')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('expires_at', '<=', at)
    .orderBy('expires_at')
    .orderBy('organisation_id')
    .orderBy('id')
    .limit(limit);
  // SQLite has one writer at a time, and no such clause.
  const rows = await (dialect === 'postgres' ? due.forUpdate().skipLocked() : due).execute();
  if (rows.length === 0) return { credentials: [], at };
  const entombed = await entomb(tx, rows, at);
  await destroyMaterial(tx, entombed);
  const ended = new Set(entombed.map(({ organisation_id, id }) => `${organisation_id}\n${id}`));
  const credentials = rows
    .filter(({ organisation_id, id }) => ended.has(`${organisation_id}\n${id}`))
    .map((row) => ({ former: credentialFromRow(row), expiresAt: row.expires_at! }));
  return { credentials, at };
}

/** The condition stands again in the update: what is no longer due by then stays. */
async function entomb(tx: Transaction, due: readonly Due[], at: Instant): Promise<Due[]> {
  return tx
    .updateTable('credentials')
    .set(({ eb }) => ({
      status: 'expired',
      secrets: '{}',
      policy_hash: null,
      errors: '[]',
      version: eb('version', '+', 1),
      updated_at: at,
      updated_by: 'keyward',
      deleted_at: at,
    }))
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('organisation_id', 'id'),
        'in',
        due.map(({ organisation_id, id }) => tuple(organisation_id, id)),
      ),
    )
    .where('deleted_at', 'is', null)
    .where('expires_at', '<=', at)
    .returning(['organisation_id', 'id'])
    .execute();
}

/** Staged rows go too, and of connections the token life and the client of their own. */
async function destroyMaterial(tx: Transaction, ended: readonly Due[]): Promise<void> {
  for (const organisationId of new Set(ended.map(({ organisation_id }) => organisation_id))) {
    const ids = ended.filter(({ organisation_id }) => organisation_id === organisationId).map(({ id }) => id);
    await tx
      .deleteFrom('material')
      .where('organisation_id', '=', organisationId)
      .where('credential_id', 'in', ids)
      .execute();
    await deleteConnections(tx, organisationId, ids);
    await deletePrivateConfigurations(tx, organisationId, ids);
    await deleteFlows(tx, organisationId, ids);
  }
}
