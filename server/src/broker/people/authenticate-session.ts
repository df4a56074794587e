/**
 * Who a session is: the authenticator's part for people. Finds the row by hash, checks the witnesses of session, person and
 * each membership, and the two lives of a session. Serves the control plane alone: the hot path never comes here.
 */
import { timingSafeEqual } from 'node:crypto';
import { digestAccessToken, type Principal } from '../../domain/access-token.ts';
import { isIdentityProvider } from '../../domain/identity-provider.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Membership } from '../../domain/membership.ts';
import type { Person } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';
import { SESSION_IDLE_MS, type Session } from '../../domain/session.ts';
import { membershipsOf } from '../../store/memberships.ts';
import { findPerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { findSessionByHash, touchSession } from '../../store/sessions.ts';
import type { Store } from '../../store/store.ts';
import { isWitness } from '../admit/witness.ts';
import { CoalescingCache } from '../resolve/coalescing-cache.ts';
import { evictOnChange } from '../resolve/evict-on-change.ts';
import type { PeopleParts } from './people-parts.ts';
import { vouchedProvider } from './sign-on/identity-provider.ts';
import { isLinked } from './sign-on/links.ts';
import { report, vouchedMembership, vouchedPerson } from './vouched.ts';
import { witnessSession } from './witness.ts';

interface Known {
  readonly principal: Principal;
  readonly sessionId: string;
  readonly expiresAt: Instant;
  /** As far as this node knows. */
  seenAt: Instant;
}

const CACHED_SESSIONS = 10_000;
const TERM_MS = 60_000;
/** How exactly it is kept when a session was used last. */
const TOUCH_MS = 60_000;

/** Authenticates sessions. */
export interface SessionAuthenticator {
  /** @throws Problem `session/invalid` */
  authenticate(token: string): Promise<Principal>;
}

export function createSessionAuthenticator(parts: PeopleParts, assertFresh: () => void): SessionAuthenticator {
  const { store, clock } = parts;
  const cache = new CoalescingCache<Known>({ max: CACHED_SESSIONS, termMs: TERM_MS });
  evictOnChange(store, 'person', cache);
  forgetOnChangedProvider(store, cache);

  async function used(known: Known): Promise<Principal> {
    const now = clock();
    if (known.expiresAt <= now) throw new Problem('session/invalid');
    if (known.seenAt + TOUCH_MS <= now) {
      known.seenAt = now;
      await store.transaction((tx) => touchSession(tx, known.sessionId, now));
    }
    return known.principal;
  }

  return {
    async authenticate(token) {
      const cacheKey = digestAccessToken(token);
      const warm = cache.get(cacheKey);
      // Another node may have seen it since: what seems idle here is read again.
      const isIdle = warm !== undefined && warm.seenAt + SESSION_IDLE_MS <= clock();
      if (warm && !isIdle) {
        assertFresh();
        return used(warm);
      }
      if (isIdle) cache.forget(cacheKey);
      return used(await cache.load(cacheKey, () => loadSession(parts, Buffer.from(cacheKey, 'base64'))));
    },
  };
}

/** Sessions that came by an identity provider hang on it; it changes seldom, and whose they are is not known by it. */
function forgetOnChangedProvider(store: Store, cache: CoalescingCache<Known>): void {
  store.changes.subscribe((changes) => {
    const isProvider = changes.some(
      ({ kind, subject }) => kind === 'oauth-configuration' && isIdentityProvider({ id: subject }),
    );
    if (isProvider) cache.clear();
  });
}

async function loadSession(parts: PeopleParts, hash: Buffer): Promise<{ value: Known; subject: string }> {
  const { store, clock, keys } = parts;
  const session = await findSessionByHash(store.read, hash);
  if (!session || session.hash.length !== hash.length || !timingSafeEqual(session.hash, hash)) {
    throw new Problem('session/invalid');
  }
  const now = clock();
  if (session.expiresAt <= now || session.seenAt + SESSION_IDLE_MS <= now) throw new Problem('session/invalid');
  if (!isWitness(session.witness, witnessSession(await keys.witnessKey(INSTALLATION), session))) {
    await report(parts, { organisationId: INSTALLATION, action: 'session.unwitnessed', subject: session.id });
    throw new Problem('session/invalid');
  }
  const person = await vouchedPerson(parts, await findPerson(store.read, session.personId));
  if (!person || person.epoch !== session.epoch || person.deactivatedAt !== undefined) {
    throw new Problem('session/invalid');
  }
  const reach = await reachOf(parts, session, person);
  const all = await claimsOf(parts, person.id);
  const claims = reach === undefined ? all : all.filter(({ organisationId }) => organisationId === reach);
  const platform = claims.find(({ organisationId }) => organisationId === INSTALLATION);
  const principal: Principal = {
    organisationId: INSTALLATION,
    tokenId: person.id,
    tokenName: person.email,
    grants: [],
    memberships: claims.map(({ organisationId, role, solutions }) => ({
      organisationId,
      ...(role && { role }),
      solutions,
    })),
    sessionId: session.id,
    ...(session.origin && { identityProviderId: session.origin.providerId }),
    ...(reach !== undefined && { reach }),
    hasSecondFactor: person.secondFactor?.since !== undefined,
    validUntil: session.expiresAt,
    ...(platform?.role && { isPlatform: true, role: platform.role }),
  };
  const { id: sessionId, expiresAt, seenAt } = session;
  return { value: { principal, sessionId, expiresAt, seenAt }, subject: person.id };
}

/**
 * The one organisation that a session reaches; undefined for all that its person has.
 *
 * @throws Problem `session/invalid` where the identity provider that it came by does not stand for it any more
 */
async function reachOf(
  parts: PeopleParts,
  { origin, personId }: Session,
  { home }: Person,
): Promise<string | undefined> {
  if (!origin) {
    if (home !== undefined) throw new Problem('session/invalid');
    return undefined;
  }
  const provider = await vouchedProvider(parts, origin);
  const { signIn, issuer } = provider?.definition ?? {};
  const isServing = signIn?.isActive === true && signIn.epoch === origin.epoch;
  const isAtHome = home === undefined || home === origin.organisationId;
  const isStanding = isServing && isAtHome && (await isLinked(parts, { origin, personId, issuer: issuer! }));
  if (!isStanding) throw new Problem('session/invalid');
  return origin.organisationId === INSTALLATION ? undefined : origin.organisationId;
}

/** Those that the broker vouches for. */
async function claimsOf(parts: PeopleParts, personId: string): Promise<Membership[]> {
  const rows = await membershipsOf(parts.store.read, personId);
  const vouched = await Promise.all(rows.map((row) => vouchedMembership(parts, row)));
  return vouched.filter((each) => each !== undefined);
}
