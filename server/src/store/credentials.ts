/**
 * Credentials' records; secrets lie in `material`. Each query names the organisation, so that a foreign id finds nothing.
 * A key is unique among the live credentials of its scope; tombstones keep theirs beside a successor.
 */
import { typesOfConnections } from '../domain/connection.ts';
import type { Credential, Verification } from '../domain/credential.ts';
import { isId } from '../domain/id.ts';
import { Problem } from '../domain/problem.ts';
import { credentialFromRow, credentialToRow, verificationFromRow } from './credential-row.ts';
import { indexCredentials, reindexCredential } from './index-credentials.ts';
import type { Queries, Transaction } from './store.ts';

/** Where a key is looked up. */
export type CredentialScope = {
  readonly organisationId: string;
  /** Empty string: the organisation's own. */
  readonly solutionId: string;
};

/** A record to be stored over a former state of it. */
export type CredentialChange = Omit<Credential, 'verification'> & Partial<Pick<Credential, 'verification'>>;

/**
 * @param reference - An id: any state, of any scope in the organisation. Else a key: the live credential of this scope,
 *   or its newest tombstone.
 */
export async function findCredential(
  queries: Queries,
  scope: CredentialScope,
  reference: string,
): Promise<Credential | undefined> {
  const inOrganisation = queries
    .selectFrom('credentials')
    .selectAll()
    .where('organisation_id', '=', scope.organisationId);
  const query = isId('cred', reference)
    ? inOrganisation.where('id', '=', reference)
    : inOrganisation
        .where('solution_id', '=', scope.solutionId)
        .where('key', '=', reference)
        .orderBy('deleted_at', (order) => order.desc().nullsFirst())
        .orderBy('id', 'desc')
        .limit(1);
  const row = await query.executeTakeFirst();
  return row && credentialFromRow(row);
}

/**
 * The look-up by which a key is used: in the solution first, then in the organisation. Whatever bears the key in the
 * solution ends it, a tombstone too: else deleting it would send what relied on it to another account without a word.
 *
 * @param reference - A key; or an id, of a credential of the solution or of the organisation's own.
 * @returns the record, in any state
 */
export async function lookUpCredential(
  queries: Queries,
  scope: CredentialScope,
  reference: string,
): Promise<Credential | undefined> {
  const { organisationId, solutionId } = scope;
  const found = await findCredential(queries, scope, reference);
  if (isId('cred', reference)) return found && isInReach(found, solutionId) ? found : undefined;
  if (found || solutionId === '') return found;
  return findCredential(queries, { organisationId, solutionId: '' }, reference);
}

function isInReach(credential: Credential, solutionId: string): boolean {
  return credential.solutionId === '' || credential.solutionId === solutionId;
}

/**
 * Stores a new credential. After either problem the transaction may go on, with another key say.
 *
 * @throws Problem `credential/id-taken`, `credential/key-taken`
 */
export async function insertCredential(tx: Transaction, credential: Credential): Promise<void> {
  // Not the error of a violation but a count: on PostgreSQL an error would abort the transaction.
  const result = await tx
    .insertInto('credentials')
    .values(credentialToRow(credential))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (result.numInsertedOrUpdatedRows === 1n) return indexCredentials(tx, [credential]);
  const holder = await tx
    .selectFrom('credentials')
    .select('id')
    .where('organisation_id', '=', credential.organisationId)
    .where('id', '=', credential.id)
    .executeTakeFirst();
  throw new Problem(holder ? 'credential/id-taken' : 'credential/key-taken');
}

/** Those of the organisation with these ids, some hundreds at most, in no order. */
export async function findCredentialsById(
  queries: Queries,
  organisationId: string,
  ids: readonly string[],
): Promise<Credential[]> {
  if (ids.length === 0) return [];
  const rows = await queries
    .selectFrom('credentials')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .execute();
  return rows.map(credentialFromRow);
}

/** Which of these keys live credentials of the scope have; some hundreds at most. */
export async function takenKeys(
  queries: Queries,
  scope: CredentialScope,
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await queries
    .selectFrom('credentials')
    .select('key')
    .where('organisation_id', '=', scope.organisationId)
    .where('solution_id', '=', scope.solutionId)
    .where('key', 'in', keys)
    .where('deleted_at', 'is', null)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/**
 * Stores new credentials at once, some hundreds at most; those whose id or key is taken are left out.
 *
 * @returns the ids of those stored
 */
export async function insertCredentials(tx: Transaction, credentials: readonly Credential[]): Promise<Set<string>> {
  const rows = await tx
    .insertInto('credentials')
    .values(credentials.map(credentialToRow))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const ids = new Set(rows.map(({ id }) => id));
  const stored = credentials.filter(({ id }) => ids.has(id));
  if (stored.length > 0) await indexCredentials(tx, stored);
  return ids;
}

/**
 * Replaces all that may change: neither id, scope, key, type and creation, nor `lastUsedAt`, which `recordLastUses` alone sets.
 *
 * @param credential - With its new version. A verdict that is left out stays the stored one: a verification between
 *   reading and writing leaves the version as it was. So do the secrets of a live connection: a renewal of its tokens does.
 * @param secretsFrom - Of a connection: the secrets that its new ones take the place of, where they are to be written.
 * @returns the verification as it is stored now
 * @throws Problem `credential/stale` when the stored version is not the expected one, or the secrets are not, or there is
 *   no such credential
 */
export async function updateCredential(
  tx: Transaction,
  credential: CredentialChange,
  expectedVersion: number,
  secretsFrom?: Credential['secrets'],
): Promise<Verification> {
  const whole: Credential = { verification: { verdict: 'unverified', steps: [] }, ...credential };
  const {
    organisation_id,
    id,
    solution_id,
    key,
    type,
    created_at,
    created_by,
    last_used_at,
    verification,
    secrets,
    ...changing
  } = credentialToRow(whole);
  const keepsSecrets = typesOfConnections.has(type) && credential.deletedAt === undefined && secretsFrom === undefined;
  const former = await tx
    .selectFrom('credentials')
    .select(['name', 'description', 'labels', 'key', 'created_at'])
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', id)
    .executeTakeFirst();
  const updated = await tx
    .updateTable('credentials')
    .set({ ...changing, ...(credential.verification && { verification }), ...(!keepsSecrets && { secrets }) })
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .$if(secretsFrom !== undefined, (query) => query.where('secrets', '=', JSON.stringify(secretsFrom)))
    .returning('verification')
    .executeTakeFirst();
  if (updated === undefined || former === undefined) throw new Problem('credential/stale');
  // Key and creation as they are stored: whatever the caller says of them was not written.
  await reindexCredential(tx, { ...whole, key: former.key, createdAt: former.created_at }, former);
  return verificationFromRow(updated);
}

/** Whether a live credential of this scope has the key. */
export async function isKeyTaken(queries: Queries, scope: CredentialScope, key: string): Promise<boolean> {
  const row = await queries
    .selectFrom('credentials')
    .select('id')
    .where('organisation_id', '=', scope.organisationId)
    .where('solution_id', '=', scope.solutionId)
    .where('key', '=', key)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
