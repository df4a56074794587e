/** The uses of one credential in numbers, in groups, and what the query for them takes. */
import { type Static, Type } from 'typebox';
import { formatInstant } from '../../domain/instant.ts';
import { latencyQuantile } from '../../domain/latency.ts';
import { listUses, type UseDimension, type UseGroup, useDimensions } from '../../store/read-uses.ts';
import { assertManages, requireCredential } from '../credentials/find-live.ts';
import { period, readPeriod } from '../period.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT, inSolution, instant, paging } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());
const count = Type.Integer();

/** One group: what it was grouped by, and its sums. */
const group = Type.Object(
  {
    /** Beginning of the day or hour, in UTC. */
    day: Type.Optional(instant),
    hour: Type.Optional(instant),
    /** Empty where the callers named none; `(other)` past a thousand names an hour, `(verification)` where Keyward tried it. */
    consumer: optionalText,
    origin: optionalText,
    tokenId: optionalText,
    /** Uses let through. Those in no class have not ended, or were cut short by a crash. */
    count,
    statuses: Type.Object({ '2xx': count, '3xx': count, '4xx': count, '5xx': count }, closed),
    /** Uses without an answer of the upstream. */
    failed: count,
    requestBytes: count,
    responseBytes: count,
    /** From the dispatch to the answer's header section; absent where nothing was answered. */
    latency: Type.Optional(
      Type.Object({ meanMs: Type.Number(), p50Ms: Type.Number(), p95Ms: Type.Number(), p99Ms: Type.Number() }, closed),
    ),
    firstUsedAt: instant,
    lastUsedAt: instant,
  },
  { ...closed, title: 'CredentialUse' },
);

const DIMENSION = `(?:${useDimensions.join('|')})`;

/** How to group, and which hours. */
export const useQuery = Type.Object(
  {
    ...paging,
    ...inSolution,
    /** `day`, `hour`, `consumer`, `origin`, `token`, several of them with commas between, or `all` for one sum. */
    by: Type.Optional(Type.String({ maxLength: 64, pattern: `^(?:all|${DIMENSION}(?:,${DIMENSION})*)$` })),
    ...period,
  },
  closed,
);

/** Groups, newest first. */
export const usePage = Type.Object({ items: Type.Array(group), nextCursor: optionalText }, closed);

type UseQuery = Static<typeof useQuery>;

const DEFAULT_BY = 'hour,consumer,origin';

function latencyOf({ buckets, waitedUs }: UseGroup) {
  const answered = buckets.reduce((sum, one) => sum + one, 0);
  if (answered === 0) return {};
  const quantile = (share: number) => latencyQuantile(buckets, share)!;
  const meanMs = Math.round(waitedUs / answered) / 1000;
  return { latency: { meanMs, p50Ms: quantile(0.5), p95Ms: quantile(0.95), p99Ms: quantile(0.99) } };
}

function subjectOf({ day, hour, consumer, origin, token }: UseGroup) {
  return {
    ...(day !== undefined && { day: formatInstant(Number(day)) }),
    ...(hour !== undefined && { hour: formatInstant(Number(hour)) }),
    ...(consumer !== undefined && { consumer: String(consumer) }),
    ...(origin !== undefined && { origin: String(origin) }),
    ...(token !== undefined && { tokenId: String(token) }),
  };
}

function viewOf(uses: UseGroup): Static<typeof group> {
  const { status2xx, status3xx, status4xx, status5xx, failed, requestBytes, responseBytes } = uses;
  return {
    ...subjectOf(uses),
    count: uses.count,
    statuses: { '2xx': status2xx, '3xx': status3xx, '4xx': status4xx, '5xx': status5xx },
    ...{ failed, requestBytes, responseBytes },
    ...latencyOf(uses),
    firstUsedAt: formatInstant(uses.firstUsedAt),
    lastUsedAt: formatInstant(uses.lastUsedAt),
  };
}

/**
 * A token that is limited to solutions is not told who else uses what is the organisation's.
 *
 * @throws Problem `credential/not-found`, `token/forbidden`
 */
async function credentialIdOf(call: Call<{ credential: string }, UseQuery>): Promise<string> {
  const found = await requireCredential(call);
  assertManages(call, found);
  return found.id;
}

/** @throws Problem `credential/not-found`, `request/cursor-invalid`, `request/invalid` for an instant that is none */
export async function pageUse(call: Call<{ credential: string }, UseQuery>): Promise<Static<typeof usePage>> {
  const { services, organisation, query } = call;
  const { limit = DEFAULT_LIMIT, cursor, by = DEFAULT_BY } = query;
  const { items, nextCursor } = await listUses(services.store.read, organisation.id, {
    credentialId: await credentialIdOf(call),
    by: by === 'all' ? [] : (by.split(',') as UseDimension[]),
    limit,
    ...(cursor !== undefined && { cursor }),
    ...readPeriod(query),
  });
  return { items: items.map(viewOf), ...(nextCursor !== undefined && { nextCursor }) };
}
