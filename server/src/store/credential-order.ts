/** The orders in which credentials are listed. Each expression stands here exactly as in its index (migration 0003). */
import { type RawBuilder, sql } from 'kysely';
import type { Credential } from '../domain/credential.ts';
import { Problem } from '../domain/problem.ts';

/** Stands for "never" among expiries: later than any. */
const NEVER = 9_007_199_254_740_991;

/** One order: how the database and how a cursor see the value. */
export interface CredentialOrder {
  readonly field: string;
  readonly kind: 'text' | 'number';
  readonly expression: RawBuilder<unknown>;
  readonly valueOf: (credential: Credential) => string | number;
  readonly isDescending: boolean;
}

const orders: Readonly<Record<string, Omit<CredentialOrder, 'field' | 'isDescending'>>> = {
  createdAt: { kind: 'number', expression: sql`c.created_at`, valueOf: ({ createdAt }) => createdAt },
  updatedAt: { kind: 'number', expression: sql`c.updated_at`, valueOf: ({ updatedAt }) => updatedAt },
  key: { kind: 'text', expression: sql`c."key"`, valueOf: ({ key }) => key },
  name: { kind: 'text', expression: sql`coalesce(c.name, '')`, valueOf: ({ name = '' }) => name },
  lastUsedAt: {
    kind: 'number',
    expression: sql`coalesce(c.last_used_at, 0)`,
    valueOf: ({ lastUsedAt = 0 }) => lastUsedAt,
  },
  expiresAt: {
    kind: 'number',
    expression: sql`coalesce(c.expires_at, 9007199254740991)`,
    valueOf: ({ expiresAt = NEVER }) => expiresAt,
  },
};

/** Newest first. */
export const DEFAULT_SORT = '-createdAt';

/**
 * The order of a `sort` parameter. Where a member may be absent: no name comes first, never used before all uses, never
 * expiring after all expiries; turned around by `-`.
 *
 * @param sort - `createdAt`, `updatedAt`, `key`, `name`, `lastUsedAt` or `expiresAt`, descending with a `-` before it.
 * @throws Problem `request/sort-unknown`
 */
export function credentialOrder(sort: string): CredentialOrder {
  const isDescending = sort.startsWith('-');
  const field = isDescending ? sort.slice(1) : sort;
  if (Object.hasOwn(orders, field)) return { field, isDescending, ...orders[field]! };
  throw new Problem('request/sort-unknown', {
    errors: [{ path: '/sort', message: `is none of ${Object.keys(orders).join(', ')}` }],
  });
}
