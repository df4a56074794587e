/**
 * The filters of the credentials' list, each in two forms: as a condition judged row by row, and as the set of ids that
 * its own index gives at once.
 */
import { type RawBuilder, sql } from 'kysely';
import type { CredentialStatus, Verdict } from '../domain/credential.ts';
import { dialectOf } from './dialect-of.ts';
import { sampleRows } from './sample-credentials.ts';
import type { Queries } from './store.ts';
import { foldText, tokensToAsk } from './trigrams.ts';
import { verdictExpression } from './verdict-expression.ts';

/** Which credentials to list; all that is given must hold. */
export interface CredentialFilters {
  readonly type?: string;
  readonly provider?: string;
  /** A provider, or a type without one. */
  readonly component?: string;
  /** `deleted` lists tombstones, which are left out otherwise. */
  readonly status?: CredentialStatus;
  /** What their last live check came to. */
  readonly verdict?: Verdict;
  /** Id of the solution that they belong to. */
  readonly solution?: string;
  /** Ids of the solutions of which they may be; the empty string stands for the organisation itself. */
  readonly solutions?: readonly string[];
  /** Id of a solution: those of the organisation are left out whose key means something else there, a tombstone too. */
  readonly unhiddenIn?: string;
  readonly owner?: string;
  /** Labels with their values, each of which they have. */
  readonly labels?: readonly (readonly [name: string, value: string])[];
  /** Part of key, name or description, whatever its case; of fewer than three characters: how the key begins. */
  readonly search?: string;
}

/** One filter that is given. */
export interface AppliedFilter {
  /** A condition on `c` that no index serves, so that the order's index is gone through. */
  readonly condition: RawBuilder<boolean>;
  /** All ids that satisfy it, as a column `id`. */
  readonly ids: RawBuilder<unknown>;
  /** A condition on `c` that an index of its own serves in the order of creation; none for what is searched. */
  readonly direct: RawBuilder<boolean> | undefined;
  /** Whether an index of its own gives the ids: of tombstones only some do. */
  readonly hasIndex: boolean;
  /** Whether its index reads all that it finds before it gives the first: counting what is frequent costs much. */
  readonly isCountCostly?: boolean;
}

const live = sql<boolean>`status <> 'deleted'`;

/** An index of live rows is used only where the query says that it asks for no others. */
function stateOf({ status }: CredentialFilters): RawBuilder<unknown> {
  return status === 'deleted' ? sql`true` : live;
}

/** Looked up for each row: as `exists` it might be made into a join of whole tables, by a planner without statistics. */
function eachRow(query: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`coalesce((${query}), false)`;
}

function columnFilter(
  organisationId: string,
  column: string,
  value: string,
  filters: CredentialFilters,
): AppliedFilter {
  const plain = sql.ref(column);
  const state = stateOf(filters);
  const ids = sql`select id from credentials
    where organisation_id = ${organisationId} and ${plain} = ${value} and ${state}`;
  return {
    // An expression in the place of the column keeps its index out of the plan.
    condition: sql<boolean>`coalesce(${sql.ref(`c.${column}`)}, '') = ${value}`,
    ids,
    direct: sql<boolean>`${sql.ref(`c.${column}`)} = ${value}`,
    hasIndex: column === 'status' || filters.status !== 'deleted',
  };
}

function componentFilter(organisationId: string, component: string, filters: CredentialFilters): AppliedFilter {
  const ids = sql`select id from credentials
    where organisation_id = ${organisationId} and coalesce(provider, type) = ${component} and ${stateOf(filters)}`;
  return {
    condition: sql<boolean>`(coalesce(c.provider, c.type) || '') = ${component}`,
    ids,
    direct: sql<boolean>`coalesce(c.provider, c.type) = ${component}`,
    hasIndex: filters.status !== 'deleted',
  };
}

function verdictFilter(
  queries: Queries,
  organisationId: string,
  { verdict, ...filters }: CredentialFilters & { readonly verdict: Verdict },
): AppliedFilter {
  const expression = (table: string) => sql.raw<string>(verdictExpression(dialectOf(queries), table));
  const ids = sql`select id from credentials
    where organisation_id = ${organisationId} and ${expression('')} = ${verdict} and ${stateOf(filters)}`;
  return {
    condition: sql<boolean>`(${expression('c.')} || '') = ${verdict}`,
    ids,
    direct: sql<boolean>`${expression('c.')} = ${verdict}`,
    hasIndex: filters.status !== 'deleted',
  };
}

function scopeFilter(organisationId: string, solutions: readonly string[], filters: CredentialFilters): AppliedFilter {
  const list = sql.join(solutions);
  const ids = sql`select id from credentials
    where organisation_id = ${organisationId} and solution_id in (${list}) and ${stateOf(filters)}`;
  return {
    condition: sql<boolean>`coalesce(c.solution_id, '') in (${list})`,
    ids,
    direct: undefined,
    hasIndex: filters.status !== 'deleted',
  };
}

function unhiddenFilter(organisationId: string, solutionId: string, filters: CredentialFilters): AppliedFilter {
  const isHidden = (of: string) => sql`${sql.ref(`${of}.solution_id`)} = '' and exists (
    select 1 from credentials h where h.organisation_id = ${organisationId} and h.solution_id = ${solutionId}
      and h."key" = ${sql.ref(`${of}.key`)})`;
  return {
    condition: sql<boolean>`not (${isHidden('c')})`,
    ids: sql`select o.id from credentials o
      where o.organisation_id = ${organisationId} and ${stateOf(filters)} and not (${isHidden('o')})`,
    direct: undefined,
    hasIndex: false,
  };
}

function labelFilter(organisationId: string, name: string, value: string): AppliedFilter {
  const isIt = sql`l.organisation_id = ${organisationId} and l.name = ${name} and l.value = ${value}`;
  const ids = sql`select l.credential_id as id from credential_labels l where ${isIt}`;
  return {
    condition: eachRow(sql`select true from credential_labels l
      where ${isIt} and l.created_at = c.created_at and l.credential_id = c.id`),
    ids,
    direct: undefined,
    hasIndex: true,
  };
}

function prefixFilter(organisationId: string, term: string, filters: CredentialFilters): AppliedFilter {
  // "~" follows every character of a key.
  const range = (key: RawBuilder<unknown>) => sql<boolean>`${key} >= ${term} and ${key} < ${`${term}~`}`;
  const ids = sql`select id from credentials
    where organisation_id = ${organisationId} and ${stateOf(filters)} and ${range(sql`"key"`)}`;
  return {
    condition: range(sql`(c."key" || '')`),
    ids,
    direct: undefined,
    hasIndex: filters.status !== 'deleted',
  };
}

async function sampleTexts(queries: Queries, organisationId: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select s.text from (${sampleRows(organisationId)}) as c cross join credential_search s
    where s.organisation_id = ${organisationId} and s.credential_id = c.id`.execute(queries);
  return rows.map(({ text }) => text);
}

async function searchFilter(
  queries: Queries,
  organisationId: string,
  search: string,
  filters: CredentialFilters,
): Promise<AppliedFilter> {
  const term = foldText(search);
  const tokens = tokensToAsk(organisationId, term, await sampleTexts(queries, organisationId));
  if (tokens.length === 0) return prefixFilter(organisationId, term, filters);
  const isPostgres = dialectOf(queries) === 'postgres';
  const contains = isPostgres ? sql`strpos(s.text, ${term}) > 0` : sql`instr(s.text, ${term}) > 0`;
  const matching = sql`select rowid as id from credential_grams where credential_grams match ${tokens.join(' AND ')}`;
  const candidates = isPostgres ? sql`s.grams @> ${tokens}::text[]` : sql`s.number in (${matching})`;
  return {
    condition: eachRow(sql`select ${contains} from credential_search s
      where s.organisation_id = c.organisation_id and s.credential_id = c.id`),
    // The plus keeps SQLite from going through all texts of the organisation in place of the few candidates.
    ids: sql`select s.credential_id as id from credential_search s
      where ${candidates} and ${isPostgres ? sql`` : sql`+`}s.organisation_id = ${organisationId} and ${contains}`,
    direct: undefined,
    hasIndex: true,
    isCountCostly: true,
  };
}

/** The filters given, the one that usually leaves the fewest rows first. */
export async function appliedFilters(
  queries: Queries,
  organisationId: string,
  filters: CredentialFilters,
): Promise<AppliedFilter[]> {
  const { owner, labels = [], search, solution, solutions, unhiddenIn, component, provider, status, type } = filters;
  const { verdict } = filters;
  const columns = { owner, solution_id: solution, provider, type, status };
  const isSearch = search !== undefined && search !== '';
  return [
    ...(verdict === undefined ? [] : [verdictFilter(queries, organisationId, { ...filters, verdict })]),
    ...(isSearch ? [await searchFilter(queries, organisationId, search, filters)] : []),
    ...labels.map(([name, value]) => labelFilter(organisationId, name, value)),
    ...Object.entries(columns).flatMap(([column, value]) =>
      value === undefined ? [] : [columnFilter(organisationId, column, value, filters)],
    ),
    ...(component === undefined ? [] : [componentFilter(organisationId, component, filters)]),
    ...(solutions ? [scopeFilter(organisationId, solutions, filters)] : []),
    ...(unhiddenIn === undefined ? [] : [unhiddenFilter(organisationId, unhiddenIn, filters)]),
  ];
}
