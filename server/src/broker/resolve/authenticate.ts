/**
 * Who a token is. The one authenticator of both planes: it finds the row by hash, checks its witness, and refuses a row
 * that somebody wrote into the database past the broker.
 */
import { timingSafeEqual } from 'node:crypto';
import { type AccessToken, digestAccessToken, isAccessToken, type Principal } from '../../domain/access-token.ts';
import type { Instant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import type { CacheCounts } from '../../metrics/broker-state.ts';
import { findAccessTokenByHash } from '../../store/access-tokens.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { isWitness, witnessAccessToken } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';
import type { UseRecorder } from '../use/use-recorder.ts';
import { CoalescingCache } from './coalescing-cache.ts';
import { evictOnChange } from './evict-on-change.ts';

interface Authenticated {
  readonly principal: Principal;
  readonly expiresAt: Instant;
}

const CACHED_TOKENS = 10_000;
const TERM_MS = 10 * 60_000;

export interface Authenticator {
  /**
   * The principal, at once where the token is warm. A platform token's acts in no organisation yet.
   *
   * @throws Problem `token/invalid`, `token/missing`
   */
  authenticate(token: string | undefined): Principal | Promise<Principal>;
  /** Of its cache. */
  readonly counts: CacheCounts;
}

export function createAuthenticator(parts: BrokerParts, uses: Pick<UseRecorder, 'noteToken'>): Authenticator {
  const { store, clock } = parts;
  const cache = new CoalescingCache<Authenticated>({ max: CACHED_TOKENS, termMs: TERM_MS });
  evictOnChange(store, 'access-token', cache);

  function current({ principal, expiresAt }: Authenticated): Principal {
    if (expiresAt <= clock()) throw new Problem('token/invalid');
    uses.noteToken(principal.organisationId, principal.tokenId);
    return principal;
  }

  return {
    get counts() {
      return cache.counts;
    },
    authenticate(token) {
      if (token === undefined || token === '') throw new Problem('token/missing');
      if (!isAccessToken(token)) throw new Problem('token/invalid');
      const cacheKey = digestAccessToken(token);
      const warm = cache.get(cacheKey);
      if (warm) {
        parts.assertFresh();
        return current(warm);
      }
      return cache.load(cacheKey, () => loadAccessToken(parts, Buffer.from(cacheKey, 'base64'))).then(current);
    },
  };
}

async function loadAccessToken(parts: BrokerParts, hash: Buffer): Promise<{ value: Authenticated; subject: string }> {
  const row = await findAccessTokenByHash(parts.store.read, hash);
  const validUntil = row && validityOf(row, hash);
  if (!row || validUntil === undefined || row.revokedAt !== undefined) throw new Problem('token/invalid');
  const key = await parts.keys.witnessKey(row.organisationId);
  if (!isWitness(row.witness, witnessAccessToken(key, row))) {
    await reportUnwitnessed(parts, row);
    throw new Problem('token/invalid');
  }
  return { value: { principal: principalOf(row, validUntil), expiresAt: validUntil }, subject: row.id };
}

/** Until when the shown value counts; undefined where it is not this token's. */
function validityOf({ hash, previous, expiresAt = Infinity }: AccessToken, shown: Buffer): Instant | undefined {
  if (isEqual(hash, shown)) return expiresAt;
  return previous && isEqual(previous.hash, shown) ? Math.min(expiresAt, previous.until) : undefined;
}

function isEqual(stored: Uint8Array, shown: Buffer): boolean {
  return stored.length === shown.length && timingSafeEqual(stored, shown);
}

function principalOf(
  { organisationId, id, name, role, grants, solutions, limits }: AccessToken,
  validUntil: Instant,
): Principal {
  const isPlatform = organisationId === INSTALLATION;
  return {
    organisationId,
    tokenId: id,
    tokenName: name,
    grants,
    ...(solutions && { solutionIds: solutions }),
    ...(limits && { limits }),
    ...(isPlatform && { isPlatform }),
    ...(role !== undefined && { role }),
    ...(validUntil !== Infinity && { validUntil }),
  };
}

async function reportUnwitnessed({ refusals, logger }: BrokerParts, row: AccessToken): Promise<void> {
  const { organisationId, id: subject } = row;
  logger.warn(
    { accessToken: subject, organisation: organisationId },
    'an access token without a valid witness was shown',
  );
  const code = 'token/invalid';
  await refusals.record({ organisationId, actor: 'keyward', action: 'access-token.unwitnessed', subject, code });
}
