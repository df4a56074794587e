/**
 * The rows of keys: public halves in one table, private halves in another, wrapped by the root key. Nothing here wraps,
 * unwraps or checks a signature; a row read is not yet to be trusted.
 */
import type { Instant } from '../domain/instant.ts';
import { INSTALLATION, type OrganisationKeyTable, type WrappedKeyTable } from './schema.ts';
import type { Queries, Transaction } from './store.ts';

/** Stores both halves of a new key under one (organisation, kid); a kid used before is a unique violation. */
export async function insertKey(
  tx: Transaction,
  keyRow: OrganisationKeyTable,
  wrappedRow: WrappedKeyTable,
): Promise<void> {
  await tx.insertInto('organisation_keys').values(keyRow).execute();
  await tx.insertInto('wrapped_keys').values(wrappedRow).execute();
}

/** The sealing key with the latest `not_after`, whether or not that has passed; undefined when there is none. */
export async function currentSealingKey(
  queries: Queries,
  organisationId: string,
): Promise<OrganisationKeyTable | undefined> {
  return await queries
    .selectFrom('organisation_keys')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', 'sealing')
    .orderBy('not_after', (order) => order.desc().nullsLast())
    .orderBy('kid')
    .executeTakeFirst();
}

/** The organisations of which no sealing key is good until that instant, and the installation where it has none. */
export async function listOrganisationsToRenew(queries: Queries, until: Instant): Promise<string[]> {
  const own = await currentSealingKey(queries, INSTALLATION);
  const isOwnDue = !(own?.not_after && own.not_after > until);
  const rows = await queries
    .selectFrom('organisations')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('organisation_keys')
            .select('kid')
            .whereRef('organisation_id', '=', 'organisations.id')
            .where('purpose', '=', 'sealing')
            .where('not_after', '>', until),
        ),
      ),
    )
    .execute();
  return [...(isOwnDue ? [INSTALLATION] : []), ...rows.map(({ id }) => id)];
}

/** All keys of one purpose, oldest first. */
export async function listKeys(
  queries: Queries,
  organisationId: string,
  purpose: OrganisationKeyTable['purpose'],
): Promise<OrganisationKeyTable[]> {
  return await queries
    .selectFrom('organisation_keys')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', purpose)
    .orderBy('created_at')
    .orderBy('kid')
    .execute();
}

/** @param kid - 16 bytes in hex. */
export async function findKey(
  queries: Queries,
  organisationId: string,
  kid: string,
): Promise<OrganisationKeyTable | undefined> {
  return await queries
    .selectFrom('organisation_keys')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('kid', '=', kid)
    .executeTakeFirst();
}

/** The wrapped private half; undefined where it was left out of a backup. */
export async function findWrappedKey(
  queries: Queries,
  organisationId: string,
  kid: string,
): Promise<WrappedKeyTable | undefined> {
  return await queries
    .selectFrom('wrapped_keys')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('kid', '=', kid)
    .executeTakeFirst();
}

/** Which root key wraps which key, of all organisations; without the wrapped bytes. */
export async function listWrappedKeys(queries: Queries): Promise<Omit<WrappedKeyTable, 'wrapped'>[]> {
  return await queries
    .selectFrom('wrapped_keys')
    .select(['organisation_id', 'kid', 'root_key_id'])
    .orderBy('organisation_id')
    .orderBy('kid')
    .execute();
}
