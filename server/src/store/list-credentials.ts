/**
 * Lists credentials, in every order and under every filter without going through all of them. What passes the filters is
 * either frequent, and then soon found in the order, or rare, and then few enough to be sorted:
 *
 *     no filter, or one with an index in this order → that index, as far as the page reaches
 *     else, the first 1,000 rows of the order fill the page → these
 *     else, the filter that finds the fewest leads: its rows are held against the other filters. Each is
 *     counted up to 5,000; where all find more, the one that a sample of all rows passes the least
 *       it has an index in this order → that index, as far as the page reaches
 *       else, it finds at most 5,000 rows → these, sorted; more → the order's index, as far as the page reaches
 */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Credential } from '../domain/credential.ts';
import { type AppliedFilter, appliedFilters, type CredentialFilters } from './credential-filter.ts';
import { type CredentialOrder, credentialOrder, DEFAULT_SORT } from './credential-order.ts';
import { credentialFromRow } from './credential-row.ts';
import { decodeCursor, encodeCursor, type SortPosition } from './cursor.ts';
import { dialectOf } from './dialect-of.ts';
import type { Page, PageRequest } from './page.ts';
import { SAMPLE_SIZE, sampleRows } from './sample-credentials.ts';
import type { CredentialTable } from './schema.ts';
import type { Queries } from './store.ts';

/** Which credentials to list, and in which order. */
export interface CredentialListRequest extends PageRequest, CredentialFilters {
  /** See `credentialOrder`; newest first by default. */
  readonly sort?: string;
}

const WINDOW = 1_000;

/** So many rows are sorted in no time. */
const FEW = 5_000;

/** What so many rows of a sample pass is frequent: a fiftieth of all or more. */
const OFTEN = SAMPLE_SIZE / 50;

interface ListPlan {
  readonly queries: Queries;
  readonly organisationId: string;
  readonly order: CredentialOrder;
  readonly filters: readonly AppliedFilter[];
  readonly after: SortPosition | undefined;
  /** One more than the page holds. */
  readonly limit: number;
}

function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function orderBy({ expression, isDescending }: CredentialOrder): RawBuilder<unknown> {
  return isDescending ? sql`order by ${expression} desc, c.id desc` : sql`order by ${expression}, c.id`;
}

/** On `c`: of the organisation, and behind the cursor. */
function base({ organisationId, order, after }: ListPlan): RawBuilder<unknown> {
  const own = sql`c.organisation_id = ${organisationId}`;
  if (after === undefined) return own;
  const compare = order.isDescending ? sql`<` : sql`>`;
  return sql`${own} and (${order.expression}, c.id) ${compare} (${after.value}, ${after.id})`;
}

async function rowsOf(plan: ListPlan, query: RawBuilder<unknown>): Promise<Credential[]> {
  const { rows } = await (query as RawBuilder<Selectable<CredentialTable>>).execute(plan.queries);
  return rows.map(credentialFromRow);
}

/**
 * Through the index of the order, or of the one filter that has this order, until enough rows have passed the others.
 * PostgreSQL takes what it cannot count for very rare: it would sort the whole table for the few that it expects. The
 * `offset` keeps it from looking at the other conditions before it has chosen how to go.
 */
function inIndexOrder(
  plan: ListPlan,
  indexed: readonly RawBuilder<unknown>[],
  others: readonly RawBuilder<unknown>[] = [],
): Promise<Credential[]> {
  const { order, limit } = plan;
  const rows = (conditions: readonly RawBuilder<unknown>[]) =>
    sql`select c.* from credentials c where ${base(plan)} and ${allOf(conditions)} ${orderBy(order)}`;
  if (others.length === 0 || dialectOf(plan.queries) === 'sqlite') {
    return rowsOf(plan, sql`${rows([...indexed, ...others])} limit ${limit}`);
  }
  const first = sql`select c.* from (${rows(indexed)} offset 0) as c where ${allOf(others)} limit ${limit}`;
  return rowsOf(plan, sql`select c.* from (${first}) as c ${orderBy(order)}`);
}

/** What of the first rows of the order passes the filters. */
function inWindow(plan: ListPlan): Promise<Credential[]> {
  return rowsOf(
    plan,
    sql`select c.* from (
        select c.* from credentials c where ${base(plan)} and c.status <> 'deleted' ${orderBy(plan.order)} limit ${WINDOW}
      ) as c
      where ${allOf(plan.filters.map(({ condition }) => condition))}
      ${orderBy(plan.order)} limit ${plan.limit}`,
  );
}

/** How many rows a query finds, counted up to one more than few. */
async function countFew({ queries }: ListPlan, found: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from (${found}) as found limit ${FEW + 1}) as counted`.execute(queries);
  return rows[0]!.count;
}

/** How many rows of a sample each filter finds. */
async function hitsInSample({ queries, organisationId }: ListPlan, filters: readonly AppliedFilter[]) {
  const sums = filters.map(
    ({ condition }, index) => sql`sum(case when ${condition} then 1 else 0 end) as ${sql.ref(`hits${index}`)}`,
  );
  const { rows } = await sql<Record<string, number | null>>`
    select ${sql.join(sums)} from (${sampleRows(organisationId)}) as c`.execute(queries);
  return filters.map((_, index) => Number(rows[0]![`hits${index}`] ?? 0));
}

/**
 * The filters, the one that finds the fewest rows first, and whether these are few enough to be sorted. What a sample
 * shows to be frequent is not counted where that is costly; among what is not few, the sample decides.
 */
async function fewestFirst(
  plan: ListPlan,
  isDeletedListed: boolean,
): Promise<{ filters: readonly AppliedFilter[]; isRare: boolean }> {
  const candidates = plan.filters.filter(({ hasIndex }) => hasIndex);
  const leading = (lead: AppliedFilter) => [lead, ...plan.filters.filter((filter) => filter !== lead)];
  const hits = isDeletedListed ? candidates.map(() => 0) : await hitsInSample(plan, candidates);
  const counts = await Promise.all(
    candidates.map(({ ids, isCountCostly }, index) =>
      isCountCostly && hits[index]! >= OFTEN ? FEW + 1 : countFew(plan, ids),
    ),
  );
  const least = Math.min(...counts);
  if (least <= FEW) return { filters: leading(candidates[counts.indexOf(least)]!), isRare: true };
  return { filters: leading(candidates[hits.indexOf(Math.min(...hits))]!), isRare: false };
}

/** All that one filter finds, held against the others and sorted. */
function bySorting(plan: ListPlan, isDeletedListed: boolean): Promise<Credential[]> {
  const [first, ...others] = plan.filters;
  const state = isDeletedListed ? [] : [sql`c.status <> 'deleted'`];
  // Where they are known to be few, PostgreSQL has to know it too, or it joins whole tables.
  const most = isDeletedListed ? sql`` : sql`limit ${FEW}`;
  return rowsOf(
    plan,
    sql`with found as materialized (${first!.ids} ${most})
      select c.* from found cross join credentials c
      where c.id = found.id and ${base(plan)} and ${allOf([...state, ...others.map(({ condition }) => condition)])}
      ${orderBy(plan.order)} limit ${plan.limit}`,
  );
}

async function findRows(plan: ListPlan, request: CredentialListRequest): Promise<Credential[]> {
  const [only, ...more] = plan.filters;
  const isDeletedListed = request.status === 'deleted';
  // The indexes of live rows are used only where the query says that it asks for no others.
  const state = isDeletedListed ? [] : [sql`c.status <> 'deleted'`];
  if (only === undefined) return inIndexOrder(plan, state);
  const isByCreation = plan.order.field === 'createdAt';
  if (isByCreation && only.direct !== undefined && more.length === 0)
    return inIndexOrder(plan, [...state, only.direct]);
  const firstRows = isDeletedListed ? [] : await inWindow(plan);
  if (firstRows.length === plan.limit) return firstRows;
  const { filters, isRare } = await fewestFirst(plan, isDeletedListed);
  const [lead, ...others] = filters as [AppliedFilter, ...AppliedFilter[]];
  const conditions = others.map(({ condition }) => condition);
  if (isByCreation && lead.direct !== undefined) return inIndexOrder(plan, [...state, lead.direct], conditions);
  if (isDeletedListed || isRare) return bySorting({ ...plan, filters }, isDeletedListed);
  return inIndexOrder(plan, state, [lead.condition, ...conditions]);
}

/**
 * A page of the organisation's credentials of all scopes.
 *
 * @throws Problem `request/sort-unknown`; `request/cursor-invalid` for a cursor of another list, filter or order
 */
export async function listCredentials(
  queries: Queries,
  organisationId: string,
  request: CredentialListRequest,
): Promise<Page<Credential>> {
  const { limit, cursor, sort = DEFAULT_SORT, ...filters } = request;
  const order = credentialOrder(sort);
  const binding = JSON.stringify(['credentials', organisationId, sort, Object.entries(filters).sort()]);
  const after = cursor === undefined ? undefined : decodeCursor(binding, order.kind, cursor);
  const applied = await appliedFilters(queries, organisationId, filters);
  const plan = { queries, organisationId, order, filters: applied, after, limit: limit + 1 };
  const rows = await findRows(plan, request);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  return { items, nextCursor: encodeCursor(binding, { value: order.valueOf(last), id: last.id }) };
}
