/** People and how often somebody has tried to sign in as one. Rows confer nothing by being here: the broker checks each witness. */
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { PersonTable } from './people-tables.ts';
import type { Queries, Transaction } from './store.ts';

function fromRow(row: Selectable<PersonTable>): Person {
  const { totp_salt: salt, totp_since: since } = row;
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    ...(row.home !== '' && { home: row.home }),
    ...(row.password !== '' && { password: row.password }),
    epoch: row.epoch,
    ...(salt !== null && {
      secondFactor: { salt, ...(since !== null && { since }), backupCodes: JSON.parse(row.backup_codes) },
    }),
    ...(row.deactivated_at !== null && { deactivatedAt: row.deactivated_at }),
    witness: row.witness,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** A person with the witness that the broker has made. */
export type WitnessedPerson = Person & { readonly witness: Uint8Array };

function toRow(person: WitnessedPerson): Omit<PersonTable, 'totp_step'> {
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    home: person.home ?? '',
    password: person.password ?? '',
    epoch: person.epoch,
    totp_salt: person.secondFactor?.salt ?? null,
    totp_since: person.secondFactor?.since ?? null,
    backup_codes: JSON.stringify(person.secondFactor?.backupCodes ?? []),
    deactivated_at: person.deactivatedAt ?? null,
    witness: person.witness,
    created_at: person.createdAt,
    updated_at: person.updatedAt,
  };
}

/** @returns whether the address was free; the transaction may go on */
export async function insertPerson(tx: Transaction, person: WitnessedPerson): Promise<boolean> {
  const result = await tx
    .insertInto('people')
    .values({ ...toRow(person), totp_step: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return result.numInsertedOrUpdatedRows === 1n;
}

/**
 * Puts a changed person in place of what was read.
 *
 * @returns whether nobody else had changed it meanwhile
 */
export async function updatePerson(tx: Transaction, person: WitnessedPerson, former: Person): Promise<boolean> {
  const result = await tx
    .updateTable('people')
    .set(toRow(person))
    .where('id', '=', person.id)
    .where('witness', '=', former.witness!)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The account that is signed in to by this address. @param email - In lower case. */
export async function findPersonByEmail(queries: Queries, email: string): Promise<Person | undefined> {
  const query = queries.selectFrom('people').selectAll().where('email', '=', email).where('home', '=', '');
  const row = await query.executeTakeFirst();
  return row && fromRow(row);
}

/** Whether a member of the organisation has this address, by whichever account. @param email - In lower case. */
export async function isAddressOfMember(queries: Queries, organisationId: string, email: string): Promise<boolean> {
  const row = await queries
    .selectFrom('people')
    .innerJoin('memberships', 'memberships.person_id', 'people.id')
    .select('people.id')
    .where('people.email', '=', email)
    .where('memberships.organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findPerson(queries: Queries, id: string): Promise<Person | undefined> {
  const row = await queries.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

/**
 * Takes the code of a time step, which is then good for nobody else.
 *
 * @returns whether neither it nor a later one was taken before
 */
export async function takeTimeStep(tx: Transaction, personId: string, step: number): Promise<boolean> {
  const result = await tx
    .updateTable('people')
    .set({ totp_step: step })
    .where('id', '=', personId)
    .where('totp_step', '<', step)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Counts one attempt in a window of time that begins with the first.
 *
 * @returns how many there are with this one, and since when
 */
export async function countAttempt(
  tx: Transaction,
  bucket: string,
  { now, windowMs }: { readonly now: Instant; readonly windowMs: number },
): Promise<{ attempts: number; since: Instant }> {
  const begin = now - windowMs;
  return await tx
    .insertInto('sign_in_attempts')
    .values({ bucket, attempts: 1, since: now })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet({
        attempts: sql`case when sign_in_attempts.since <= ${begin} then 1 else sign_in_attempts.attempts + 1 end`,
        since: sql`case when sign_in_attempts.since <= ${begin} then ${now} else sign_in_attempts.since end`,
      }),
    )
    .returning(['attempts', 'since'])
    .executeTakeFirstOrThrow();
}

/** Takes attempts back that were no failures. */
export async function forgiveAttempts(tx: Transaction, buckets: readonly string[]): Promise<void> {
  // PostgreSQL takes no empty list.
  if (buckets.length === 0) return;
  await tx
    .updateTable('sign_in_attempts')
    .set({ attempts: sql`attempts - 1` })
    .where('bucket', 'in', [...buckets])
    .where('attempts', '>', 0)
    .execute();
}

/** Forgets attempts of windows that are over. */
export async function deleteOldAttempts(tx: Transaction, before: Instant): Promise<void> {
  await tx.deleteFrom('sign_in_attempts').where('since', '<', before).execute();
}

/** Which accounts to list. */
export interface PersonListRequest extends PageRequest {
  /** In the address or name, whatever the case. */
  readonly search?: string;
  readonly state?: 'active' | 'deactivated';
}

/**
 * A page of all accounts, newest first.
 *
 * @throws Problem `request/cursor-invalid`
 */
export async function listPeople(queries: Queries, request: PersonListRequest): Promise<Page<Person>> {
  const { limit, search, state } = request;
  const binding = listBinding('people', { search, state });
  let query = queries.selectFrom('people').selectAll();
  if (state !== undefined) query = query.where('deactivated_at', state === 'active' ? 'is' : 'is not', null);
  if (search !== undefined && search !== '') {
    const part = `%${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`(email like ${part} escape '\\' or lower(name) like ${part} escape '\\')`);
  }
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  return pageOf(rows.map(fromRow), { binding, limit, positionOf: ({ createdAt, id }) => ({ at: createdAt, id }) });
}

/** Every person, for the doctor. */
export async function allPeople(queries: Queries): Promise<Person[]> {
  return (await queries.selectFrom('people').selectAll().execute()).map(fromRow);
}
