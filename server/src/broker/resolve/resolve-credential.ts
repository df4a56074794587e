/**
 * From a key to an opened credential. The order is the safety: find, authorise, check the state, then open. Foreign,
 * unknown and not-granted give the same `credential/not-found`.
 */
import { appendAudit } from '../../audit/append.ts';
import type { Principal } from '../../domain/access-token.ts';
import { type Credential, unusableReason } from '../../domain/credential.ts';
import { coversCredential, type Grant } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { findCredential } from '../../store/credentials.ts';
import type { BrokerParts } from '../parts.ts';
import { CoalescingCache } from './coalescing-cache.ts';
import { evictOnChange } from './evict-on-change.ts';
import { type OpenedCredential, openCredential } from './open-credential.ts';

const CACHED_CREDENTIALS = 10_000;
const TERM_MS = 10 * 60_000;

/** A credential that the principal may use, and the grants that say so. */
export interface Resolved {
  readonly opened: OpenedCredential;
  readonly grants: readonly Grant[];
}

export interface CredentialResolver {
  /**
   * The credential under this key for this principal, at once where it is warm.
   *
   * @throws Problem `credential/not-found`, or why it is not usable
   */
  resolve(principal: Principal, key: string): Resolved | Promise<Resolved>;
}

export function createCredentialResolver(parts: BrokerParts): CredentialResolver {
  const cache = new CoalescingCache<OpenedCredential>({ max: CACHED_CREDENTIALS, termMs: TERM_MS });
  evictOnChange(parts.store, 'credential', cache);

  return {
    resolve(principal, key) {
      const cacheKey = `${principal.organisationId}\n${key}`;
      const warm = cache.get(cacheKey);
      if (warm) {
        parts.assertFresh();
        return authorised(principal, warm, parts.clock());
      }
      return resolveCold(parts, cache, principal, key, cacheKey);
    },
  };
}

async function resolveCold(
  parts: BrokerParts,
  cache: CoalescingCache<OpenedCredential>,
  principal: Principal,
  key: string,
  cacheKey: string,
): Promise<Resolved> {
  const { store, clock } = parts;
  const scope = { organisationId: principal.organisationId, solutionId: '' };
  const credential = await findCredential(store.read, scope, key);
  if (!credential || grantsFor(principal, credential, clock()).length === 0) {
    await reportRefusal(parts, principal, key);
    throw new Problem('credential/not-found');
  }
  // Read again inside the shared fill: a change between the two reads must evict what is kept, or be in it.
  const opened = await cache.load(cacheKey, async () => {
    const current = await findCredential(store.read, scope, key);
    assertUsable(current, clock());
    return { value: await openCredential(parts, current, 'api'), subject: current.id };
  });
  return authorised(principal, opened, clock());
}

function assertUsable(credential: Credential | undefined, now: number): asserts credential is Credential {
  const reason = credential ? unusableReason(credential, now) : 'credential/not-found';
  if (reason) throw new Problem(reason);
}

function grantsFor(principal: Principal, credential: { key: string; id: string }, now: number): Grant[] {
  return principal.grants.filter((grant) => coversCredential(grant, credential, now));
}

function authorised(principal: Principal, opened: OpenedCredential, now: number): Resolved {
  const grants = grantsFor(principal, opened.credential, now);
  if (grants.length === 0) throw new Problem('credential/not-found');
  assertUsable(opened.credential, now);
  return { opened, grants };
}

/** The caller gets one 404; the operator reads here which command would have granted the use. */
async function reportRefusal({ store, clock, logger }: BrokerParts, principal: Principal, key: string): Promise<void> {
  const { organisationId, tokenId: actor } = principal;
  logger.info({ accessToken: actor, grantWith: `keyward token create --credential ${key}` }, 'use refused');
  const code = 'credential/not-found';
  await store.transaction((transaction) =>
    appendAudit(
      transaction,
      { organisationId, actor, action: 'credential.use', outcome: 'refused', code, details: { key } },
      clock(),
    ),
  );
}
