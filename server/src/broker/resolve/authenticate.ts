/**
 * Who a token is. The one authenticator of both planes: it finds the row by hash, checks its witness, and refuses a row
 * that somebody wrote into the database past the broker.
 */
import { timingSafeEqual } from 'node:crypto';
import { appendAudit } from '../../audit/append.ts';
import { type AccessToken, hashAccessToken, isAccessToken, type Principal } from '../../domain/access-token.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccessTokenByHash } from '../../store/access-tokens.ts';
import { isWitness, witnessAccessToken } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';
import { CoalescingCache } from './coalescing-cache.ts';
import { evictOnChange } from './evict-on-change.ts';

interface Authenticated {
  readonly principal: Principal;
  readonly expiresAt: number;
}

const CACHED_TOKENS = 10_000;
const TERM_MS = 10 * 60_000;

export interface Authenticator {
  /** The principal, at once where the token is warm. @throws Problem `token/invalid`, `token/missing` */
  authenticate(token: string | undefined): Principal | Promise<Principal>;
}

export function createAuthenticator(parts: BrokerParts): Authenticator {
  const { store, clock } = parts;
  const cache = new CoalescingCache<Authenticated>({ max: CACHED_TOKENS, termMs: TERM_MS });
  evictOnChange(store, 'access-token', cache);

  function current({ principal, expiresAt }: Authenticated): Principal {
    if (expiresAt <= clock()) throw new Problem('token/invalid');
    return principal;
  }

  return {
    authenticate(token) {
      if (token === undefined || token === '') throw new Problem('token/missing');
      if (!isAccessToken(token)) throw new Problem('token/invalid');
      const hash = hashAccessToken(token);
      const cacheKey = hash.toString('base64');
      const warm = cache.get(cacheKey);
      if (warm) {
        parts.assertFresh();
        return current(warm);
      }
      return cache.load(cacheKey, () => loadAccessToken(parts, hash)).then(current);
    },
  };
}

async function loadAccessToken(parts: BrokerParts, hash: Buffer): Promise<{ value: Authenticated; subject: string }> {
  const row = await findAccessTokenByHash(parts.store.read, hash);
  const isFound = row !== undefined && row.hash.length === hash.length && timingSafeEqual(row.hash, hash);
  if (!isFound || row.revokedAt !== undefined) throw new Problem('token/invalid');
  const key = await parts.keys.witnessKey(row.organisationId);
  if (!isWitness(row.witness, witnessAccessToken(key, row))) {
    await reportUnwitnessed(parts, row);
    throw new Problem('token/invalid');
  }
  const { organisationId, id, role, grants } = row;
  const principal: Principal = { organisationId, tokenId: id, grants, ...(role !== undefined && { role }) };
  return { value: { principal, expiresAt: row.expiresAt ?? Number.POSITIVE_INFINITY }, subject: id };
}

async function reportUnwitnessed({ store, clock, logger }: BrokerParts, row: AccessToken): Promise<void> {
  logger.warn(
    { accessToken: row.id, organisation: row.organisationId },
    'an access token without a valid witness was shown',
  );
  const { organisationId, id: subject } = row;
  await store.transaction((transaction) =>
    appendAudit(
      transaction,
      {
        organisationId,
        actor: 'keyward',
        action: 'access-token.unwitnessed',
        subject,
        outcome: 'refused',
        code: 'token/invalid',
      },
      clock(),
    ),
  );
}
