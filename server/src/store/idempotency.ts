/**
 * What was done under which Idempotency-Key. A key is claimed before the work begins and marked inside the transaction
 * that does it, so that neither a crash nor a second claimant makes the work be done twice.
 *
 *     claimed (resource and status null) → committed (resource) → answered (status)
 *             └→ in part (resource, status 102), once or more ──┘
 */
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import type { IdempotencyTable } from './schema.ts';
import type { Transaction } from './store.ts';

/** How long a key is known: 24 hours. */
export const IDEMPOTENCY_TERM_MS = 24 * 60 * 60_000;

/** After this long without an end whoever claimed is taken for dead; if it lives, its commit is refused. */
const CLAIM_TERM_MS = 60_000;

/** Of work that is done in several transactions, until the last of them: 102 (Processing). */
const IN_PART = 102;

/** Whose key, and who works under it. */
export type IdempotencyClaim = Pick<IdempotencyTable, 'organisation_id' | 'principal' | 'key' | 'claim'>;

function rowOf(tx: Transaction, { organisation_id, principal, key }: IdempotencyClaim) {
  return tx
    .selectFrom('idempotency')
    .selectAll()
    .where('organisation_id', '=', organisation_id)
    .where('principal', '=', principal)
    .where('key', '=', key)
    .executeTakeFirst();
}

function updateOf(tx: Transaction, { organisation_id, principal, key, claim }: IdempotencyClaim) {
  return tx
    .updateTable('idempotency')
    .where('organisation_id', '=', organisation_id)
    .where('principal', '=', principal)
    .where('key', '=', key)
    .where('claim', '=', claim);
}

/** The first request under a key, which the new one repeats. */
export interface RepeatedRequest extends Pick<Selectable<IdempotencyTable>, 'status' | 'resource' | 'fingerprint'> {
  /** Whether it was interrupted: the claim stands, and what `resource` does not tell of is to be done. */
  readonly isInPart: boolean;
}

/**
 * Claims a key, or finds what was done under it. Forgets keys that are over, of all organisations.
 *
 * @returns undefined where the claim stands and the work is to be done
 * @throws Problem `idempotency/mismatch`, `idempotency/in-progress`
 */
export async function claimIdempotencyKey(
  tx: Transaction,
  row: Omit<IdempotencyTable, 'status' | 'resource' | 'created_at' | 'claimed_at'>,
  now: Instant,
): Promise<RepeatedRequest | undefined> {
  await tx
    .deleteFrom('idempotency')
    .where('created_at', '<=', now - IDEMPOTENCY_TERM_MS)
    .execute();
  const result = await tx
    .insertInto('idempotency')
    .values({ ...row, status: null, resource: null, created_at: now, claimed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (result.numInsertedOrUpdatedRows === 1n) return undefined;
  const former = await rowOf(tx, row);
  if (former === undefined) throw new Problem('idempotency/in-progress');
  if (former.fingerprint !== row.fingerprint) throw new Problem('idempotency/mismatch');
  const isInPart = former.status === IN_PART;
  if (!isInPart && (former.status !== null || former.resource !== null)) return { ...former, isInPart };
  if (former.claimed_at > now - CLAIM_TERM_MS) throw new Problem('idempotency/in-progress');
  const taken = await updateOf(tx, former).set({ claim: row.claim, claimed_at: now }).executeTakeFirst();
  if (taken.numUpdatedRows !== 1n) throw new Problem('idempotency/in-progress');
  return isInPart ? { ...former, isInPart } : undefined;
}

/**
 * Begins the claim's term anew, in a transaction of long work.
 *
 * @throws Problem `idempotency/in-progress` where another claimant has taken over, which undoes the transaction
 */
export async function renewIdempotencyClaim(tx: Transaction, claim: IdempotencyClaim, now: Instant): Promise<void> {
  const result = await updateOf(tx, claim).set({ claimed_at: now }).executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('idempotency/in-progress');
}

/**
 * Notes what is written, in the transaction that writes it.
 *
 * @param resource - An id, or JSON of ids and codes; never a body.
 * @param isInPart - Whether more is to be written, so that a repetition goes on from here rather than answer.
 * @throws Problem `idempotency/in-progress` where another claimant has taken over, which undoes the transaction
 */
export async function keepIdempotentResource(
  tx: Transaction,
  claim: IdempotencyClaim,
  resource: string,
  isInPart = false,
): Promise<void> {
  const status = isInPart ? IN_PART : null;
  const result = await updateOf(tx, claim).set({ resource, status }).executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('idempotency/in-progress');
}

/** Notes the answer's status, and the resource where nothing had to be written. */
export async function finishIdempotent(
  tx: Transaction,
  claim: IdempotencyClaim,
  status: number,
  resource: string,
): Promise<void> {
  await updateOf(tx, claim).set({ status }).execute();
  await updateOf(tx, claim).set({ resource }).where('resource', 'is', null).execute();
}

/** Frees the key of a request that failed and wrote nothing; one that wrote in part may be gone on with at once. */
export async function releaseIdempotencyKey(tx: Transaction, claim: IdempotencyClaim): Promise<void> {
  await tx
    .deleteFrom('idempotency')
    .where('organisation_id', '=', claim.organisation_id)
    .where('principal', '=', claim.principal)
    .where('key', '=', claim.key)
    .where('claim', '=', claim.claim)
    .where('resource', 'is', null)
    .execute();
  await updateOf(tx, claim).set({ claimed_at: 0 }).where('status', '=', IN_PART).execute();
}
