/**
 * Sums of uses: added to by every node, read in groups. A row is one (credential, hour, token, consumer, origin); hours
 * past the retention are removed, a few at a time.
 */
import { sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { UseTally } from '../domain/use.ts';
import { type JsonColumn, namesOf, selectJsonRows } from './json-rows.ts';
import { latencyColumns } from './latency-columns.ts';
import { INSTALLATION } from './schema.ts';
import type { Store, Transaction } from './store.ts';

/** Rows of one statement. */
const BATCH = 1000;

const keyColumns = ['organisation_id', 'credential_id', 'hour', 'token_id', 'consumer', 'origin'] as const;
const numberColumns = [
  'hour',
  'first_used_at',
  'last_used_at',
  'count',
  'status_2xx',
  'status_3xx',
  'status_4xx',
  'status_5xx',
  'failed',
  'request_bytes',
  'response_bytes',
  'waited_us',
  ...latencyColumns,
];

/** What is added up when two rows meet. */
export const summedColumns: readonly string[] = numberColumns.slice(3);

const columns: readonly JsonColumn[] = [
  ...keyColumns.filter((name) => name !== 'hour').map((name): JsonColumn => [name, 'text']),
  ...numberColumns.map((name): JsonColumn => [name, 'bigint']),
];

function toRow(tally: UseTally): (string | number)[] {
  return [
    tally.organisationId,
    tally.credentialId,
    tally.tokenId,
    tally.consumer,
    tally.origin,
    tally.hour,
    tally.firstUsedAt,
    tally.lastUsedAt,
    tally.count,
    tally.status2xx,
    tally.status3xx,
    tally.status4xx,
    tally.status5xx,
    tally.failed,
    tally.requestBytes,
    tally.responseBytes,
    tally.waitedUs,
    ...tally.buckets,
  ];
}

/** A text by which rows are sorted as their keys are on no database, but the same on every node. */
function orderOf(tally: UseTally): string {
  const { organisationId, credentialId, hour, tokenId, consumer, origin } = tally;
  return [organisationId, credentialId, hour, tokenId, consumer, origin].join('\n');
}

/** On PostgreSQL and SQLite alike: SQLite has `min`, PostgreSQL `least`. */
function boundOf(column: string, sign: '<' | '>') {
  const [mine, theirs] = [sql.ref(`credential_use.${column}`), sql.ref(`excluded.${column}`)];
  return sql`${sql.ref(column)} = case when ${theirs} ${sql.raw(sign)} ${mine} then ${theirs} else ${mine} end`;
}

/** Adds to what is stored. No two tallies may be of one subject and hour. */
export async function addUses(tx: Transaction, dialect: Store['dialect'], tallies: readonly UseTally[]): Promise<void> {
  // In one order on every node, so that two of them never wait for each other's rows.
  const ordered = tallies.map((tally) => ({ order: orderOf(tally), tally }));
  ordered.sort((a, b) => (a.order < b.order ? -1 : 1));
  const sums = summedColumns.map(
    (name) => sql`${sql.ref(name)} = ${sql.ref(`credential_use.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
  );
  for (let from = 0; from < ordered.length; from += BATCH) {
    const rows = ordered.slice(from, from + BATCH).map(({ tally }) => toRow(tally));
    await sql`insert into credential_use ${namesOf(columns)} ${selectJsonRows(dialect, columns, rows)}
      on conflict (${sql.join(keyColumns.map((name) => sql.ref(name)))}) do update set ${sql.join([
        ...sums,
        boundOf('first_used_at', '<'),
        boundOf('last_used_at', '>'),
      ])}`.execute(tx);
  }
}

/** One batch of one process. */
export interface UseBatchId {
  /** Of the process; never used by another. */
  readonly writer: string;
  /** Rises with each batch. */
  readonly sequence: number;
}

/**
 * Claims a batch in the transaction that writes it.
 *
 * @returns false where the batch was committed before, by a transaction whose outcome was not heard of
 */
export async function claimUseBatch(tx: Transaction, { writer, sequence }: UseBatchId, at: Instant): Promise<boolean> {
  const claimed = await tx
    .insertInto('use_writers')
    .values({ organisation_id: INSTALLATION, writer, sequence, at })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'writer'])
        .doUpdateSet({ sequence, at })
        .where('use_writers.sequence', '<', sequence),
    )
    .returning('sequence')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Removes up to 1,000 rows of hours before the given instant. @returns how many */
export async function pruneUses(tx: Transaction, before: Instant): Promise<number> {
  const { numAffectedRows = 0n } = await sql`delete from credential_use
    where (organisation_id, credential_id, hour, token_id, consumer, origin) in (
      select organisation_id, credential_id, hour, token_id, consumer, origin from credential_use
      where hour < ${before} order by hour limit ${BATCH})`.execute(tx);
  return Number(numAffectedRows);
}

/** Forgets the batches of processes that have written none since. */
export async function pruneUseWriters(tx: Transaction, before: Instant): Promise<void> {
  await tx.deleteFrom('use_writers').where('at', '<', before).execute();
}
