/**
 * Which credentials are named by whom. References hold keys and no ids. Whoever writes some holds the credentials that
 * they mean; whoever deletes a credential writes its row first and reads its users then:
 *
 *     writer of a reference     credential's row `for share` → is it live? → insert the reference
 *     deletion                  update the credential's row  → who names it? → refuse, and roll back
 *
 * On PostgreSQL the one waits for the other at the row; SQLite has one writer. So nothing is left dangling unseen.
 */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Credential } from '../domain/credential.ts';
import type { CredentialUser, Reference, ReferenceHolder } from '../domain/reference.ts';
import { credentialFromRow } from './credential-row.ts';
import type { CredentialScope } from './credentials.ts';
import { dialectOf } from './dialect-of.ts';
import { type JsonColumn, namesOf, selectJsonRows } from './json-rows.ts';
import type { CredentialReferenceTable } from './reference-tables.ts';
import type { Queries, Transaction } from './store.ts';

type Row = Selectable<CredentialReferenceTable>;
type HolderName = Pick<ReferenceHolder, 'organisationId' | 'kind' | 'id'>;

const columns: readonly JsonColumn[] = [
  ['organisation_id', 'text'],
  ['holder_kind', 'text'],
  ['holder_id', 'text'],
  ['holder_name', 'text'],
  ['holder_link', 'text'],
  ['solution_id', 'text'],
  ['key', 'text'],
  ['step', 'text'],
  ['component', 'text'],
  ['active', 'bigint'],
  ['credential_id', 'text'],
];

function toRow(holder: ReferenceHolder, reference: Reference): (string | number | null)[] {
  const { organisationId, kind, id, name, link = null, solutionId, isActive } = holder;
  const { key, step = '', component = null, credentialId = null } = reference;
  return [organisationId, kind, id, name, link, solutionId, key, step, component, Number(isActive), credentialId];
}

function referenceOf({ key, step, component, credential_id: credentialId }: Row): Reference {
  return {
    key,
    ...(step !== '' && { step }),
    ...(component !== null && { component }),
    ...(credentialId !== null && { credentialId }),
  };
}

function userOf(row: Row): CredentialUser {
  const holder = {
    organisationId: row.organisation_id,
    kind: row.holder_kind,
    id: row.holder_id,
    name: row.holder_name,
    ...(row.holder_link !== null && { link: row.holder_link }),
    solutionId: row.solution_id,
    isActive: row.active === 1,
  };
  return { holder, reference: referenceOf(row) };
}

/** Removes all that a holder names. */
async function deleteReferences(tx: Transaction, { organisationId, kind, id }: HolderName): Promise<void> {
  await tx
    .deleteFrom('credential_references')
    .where('organisation_id', '=', organisationId)
    .where('holder_kind', '=', kind)
    .where('holder_id', '=', id)
    .execute();
}

/**
 * Replaces all that a holder names, by none where it is gone, in the transaction that writes the holder's own row, and after it: that row is what
 * two writers of one holder wait for. What is not to dangle is held by `holdReferenced` in the same transaction.
 *
 * @param references - Each (key, step) once.
 */
export async function writeReferences(
  tx: Transaction,
  holder: ReferenceHolder,
  references: readonly Reference[],
): Promise<void> {
  await deleteReferences(tx, holder);
  if (references.length === 0) return;
  const rows = selectJsonRows(
    dialectOf(tx),
    columns,
    references.map((reference) => toRow(holder, reference)),
  );
  await sql`insert into credential_references ${namesOf(columns)} ${rows}`.execute(tx);
}

/** What holders of one kind name, by holder's id, in the order of keys and steps; some hundreds of holders at most. */
export async function readReferences(
  queries: Queries,
  { organisationId, kind }: Omit<HolderName, 'id'>,
  ids: readonly string[],
): Promise<Map<string, Reference[]>> {
  const named = new Map<string, Reference[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return named;
  const rows = await queries
    .selectFrom('credential_references')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('holder_kind', '=', kind)
    .where('holder_id', 'in', ids)
    .orderBy('holder_id')
    .orderBy('key')
    .orderBy('step')
    .execute();
  for (const row of rows) named.get(row.holder_id)?.push(referenceOf(row));
  return named;
}

/**
 * The live credentials that keys mean in a scope, kept from being deleted until the transaction ends.
 *
 * @param keys - Some hundreds at most.
 * @returns by key; a key that means none, or a tombstone, is missing
 */
export async function holdReferenced(
  tx: Transaction,
  { organisationId, solutionId }: CredentialScope,
  keys: readonly string[],
): Promise<Map<string, Credential>> {
  if (keys.length === 0) return new Map();
  const query = tx
    .selectFrom('credentials')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('solution_id', 'in', [...new Set(['', solutionId])])
    .where('key', 'in', keys)
    .where('deleted_at', 'is', null);
  // Not `for key share`: a deletion updates no column of a key, and would not wait. In one order in every transaction, so
  // that two of them never wait for each other; SQLite, where none does, would go through the whole organisation for it.
  const rows = await (dialectOf(tx) === 'postgres' ? query.orderBy('id').forShare() : query).execute();
  const ended = await endedKeys(tx, { organisationId, solutionId }, keys);
  const held = new Map<string, Credential>();
  for (const row of rows) if (row.solution_id === '' && !ended.has(row.key)) held.set(row.key, credentialFromRow(row));
  for (const row of rows) if (row.solution_id === solutionId) held.set(row.key, credentialFromRow(row));
  return held;
}

/** Keys whose look-up a tombstone of the solution ends. Asked for after the live rows are held, so that none slips by. */
async function endedKeys(
  tx: Transaction,
  { organisationId, solutionId }: CredentialScope,
  keys: readonly string[],
): Promise<Set<string>> {
  if (solutionId === '') return new Set();
  const rows = await tx
    .selectFrom('credentials')
    .select('key')
    .distinct()
    .where('organisation_id', '=', organisationId)
    .where('solution_id', '=', solutionId)
    .where('key', 'in', keys)
    .where('deleted_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/**
 * The condition under which reference `r` means credential `c`: of the two scopes in which its key may be looked up, the
 * solution's comes first, and whatever bears the key there ends the look-up, a tombstone too. A tombstone is meant only
 * while no live credential has its key. One that says so means one very credential alone. Looked up for each row: as `exists` it might be made into a join of whole tables,
 * by a planner without statistics.
 */
const means = sql<boolean>`r.organisation_id = c.organisation_id and r."key" = c."key"
  and (r.credential_id = c.id or (r.credential_id is null
  and (r.solution_id = c.solution_id or (c.solution_id = '' and (
    select 1 from credentials h
    where h.organisation_id = r.organisation_id and h.solution_id = r.solution_id and h."key" = r."key" limit 1) is null))
  and (c.deleted_at is null or (
    select 1 from credentials l where l.organisation_id = c.organisation_id and l.solution_id = c.solution_id
      and l."key" = c."key" and l.deleted_at is null limit 1) is null)))`;

/**
 * The references of a query, found by their keys. SQLite, which keeps no statistics here, would sooner go through all
 * references of the organisation, in the order in which they are wanted.
 */
function byKey(queries: Queries): RawBuilder<unknown> {
  const isSqlite = dialectOf(queries) === 'sqlite';
  return isSqlite ? sql`credential_references r indexed by credential_references_by_key` : sql`credential_references r`;
}

/** The condition that a row of `consumers` names the credential. */
export function namesCredential(
  queries: Queries,
  { organisationId, id }: Pick<Credential, 'organisationId' | 'id'>,
): RawBuilder<boolean> {
  return sql<boolean>`consumers.id in (select r.holder_id from credentials c, ${byKey(queries)}
    where c.organisation_id = ${organisationId} and c.id = ${id} and r.holder_kind = 'consumer' and ${means})`;
}

const trafficName = sql`(case r.holder_kind when 'function' then 'function/' || r.holder_name else r.holder_id end)`;

/** Which users of a credential to list. */
export interface UsersRequest {
  readonly limit: number;
  /** None but those of active holders. */
  readonly isActiveOnly?: boolean;
  /** None but those of these solutions, the empty string for the organisation's own; all by default. */
  readonly solutions?: readonly string[] | undefined;
  /** None but those whose traffic goes under these names: a consumer's id, `function/` and a function's name. */
  readonly trafficNames?: readonly string[];
  /** Of the user that the page before ended with. */
  readonly after?: UserPosition | undefined;
}

/** Where a page ends. */
export interface UserPosition {
  readonly kind: string;
  readonly id: string;
  readonly step: string;
}

/** Who names a credential, in the order of holders and steps. */
export async function listCredentialUsers(
  queries: Queries,
  { organisationId, id }: Pick<Credential, 'organisationId' | 'id'>,
  { limit, isActiveOnly = false, solutions, trafficNames, after }: UsersRequest,
): Promise<CredentialUser[]> {
  const conditions = [
    sql`c.organisation_id = ${organisationId}`,
    sql`c.id = ${id}`,
    means,
    ...(isActiveOnly ? [sql`r.active = 1`] : []),
    ...(solutions ? [solutions.length === 0 ? sql`false` : sql`r.solution_id in (${sql.join(solutions)})`] : []),
    ...(trafficNames
      ? [trafficNames.length === 0 ? sql`false` : sql`${trafficName} in (${sql.join(trafficNames)})`]
      : []),
    ...(after
      ? [
          sql`(r.holder_kind, r.holder_id, r.step)
            > (${after.kind}, ${after.id}, ${after.step})`,
        ]
      : []),
  ];
  const { rows } = await sql<Row>`select r.* from credentials c, ${byKey(queries)}
    where ${sql.join(conditions, sql` and `)}
    order by r.holder_kind, r.holder_id, r.step limit ${limit}`.execute(queries);
  return rows.map(userOf);
}

/** How many users a credential has. */
export interface UserCounts {
  readonly all: number;
  /** Of those solutions that were given. */
  readonly visible: number;
}

/** Of which credentials to count the users, and which. */
export interface UserCountRequest {
  /** Some hundreds at most. */
  readonly ids: readonly string[];
  /** None but those of active holders. */
  readonly isActiveOnly?: boolean;
  /** What counts as visible; all by default. */
  readonly solutions?: readonly string[] | undefined;
}

/** Counts references by credential, in one query; a credential that nobody names is missing. */
export async function countCredentialUsers(
  queries: Queries,
  organisationId: string,
  { ids, isActiveOnly = false, solutions }: UserCountRequest,
): Promise<Map<string, UserCounts>> {
  if (ids.length === 0) return new Map();
  const isSeen = solutions?.length ? sql`r.solution_id in (${sql.join(solutions)})` : sql`${sql.lit(!solutions)}`;
  const { rows } = await sql<UserCounts & { id: string }>`
    select c.id as id, count(*) as "all", sum(case when ${isSeen} then 1 else 0 end) as visible
    from credentials c, ${byKey(queries)}
    where c.organisation_id = ${organisationId} and c.id in (${sql.join(ids)}) and ${means}
      ${isActiveOnly ? sql`and r.active = 1` : sql``}
    group by c.id`.execute(queries);
  return new Map(rows.map(({ id, all, visible }) => [id, { all: Number(all), visible: Number(visible) }]));
}

/** Who names a key. */
export interface NamingHolder {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

const MOST_DANGLING = 1_000;

/** The keys named in a scope that mean no live credential, with their holders; 1,000 references at most. */
export async function danglingReferences(
  queries: Queries,
  { organisationId, solutionId }: CredentialScope,
): Promise<Map<string, NamingHolder[]>> {
  const { rows } = await sql<Row>`select distinct r."key", r.holder_kind, r.holder_id, r.holder_name
    from credential_references r
    where r.organisation_id = ${organisationId} and r.solution_id = ${solutionId} and (
      select 1 from credentials c where c.deleted_at is null and ${means} limit 1) is null
    order by r."key", r.holder_kind, r.holder_id limit ${sql.lit(MOST_DANGLING)}`.execute(queries);
  const holders = new Map<string, NamingHolder[]>();
  for (const { key, holder_kind: kind, holder_id: id, holder_name: name } of rows) {
    holders.set(key, [...(holders.get(key) ?? []), { kind, id, name }]);
  }
  return holders;
}
