/**
 * From a key to an opened credential. The order is the safety: find, authorise, check the state, then open. Foreign,
 * unknown and not-granted give the same `credential/not-found`.
 */
import type { Principal } from '../../domain/access-token.ts';
import { type Credential, unusableReason } from '../../domain/credential.ts';
import { coversCredential, type Grant } from '../../domain/grant.ts';
import { isId } from '../../domain/id.ts';
import type { Instant } from '../../domain/instant.ts';
import { isKey } from '../../domain/key.ts';
import type { OrganisationSettings } from '../../domain/organisation-settings.ts';
import { Problem } from '../../domain/problem.ts';
import type { CacheCounts } from '../../metrics/broker-state.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import type { Store } from '../../store/store.ts';
import type { OrganisationDirectory } from '../organisations/organisation-directory.ts';
import type { BrokerParts } from '../parts.ts';
import { CoalescingCache } from './coalescing-cache.ts';
import { evictOnChange } from './evict-on-change.ts';
import { FormerTokens } from './former-tokens.ts';
import { type OpenedCredential, openCredential } from './open-credential.ts';

const CACHED_CREDENTIALS = 10_000;
const TERM_MS = 10 * 60_000;
/** Beside its scrubber an opened credential is small. */
const OPENED_BYTES = 4 * 1024;
/** Tokens reach the number first; only credentials with secrets of many KiB reach this. */
const CACHED_BYTES = 256 * 1024 * 1024;

/** A credential that the principal may use, and the grants that say so. */
export interface Resolved {
  readonly opened: OpenedCredential;
  readonly grants: readonly Grant[];
}

export interface CredentialResolver {
  /**
   * The credential under this key for this principal, at once where it is warm.
   *
   * @param solutionId - Where the key is looked up before the organisation; the empty string: in the organisation alone.
   * Whoever goes on with it beyond this turn of the event loop holds its memory.
   *
   * @throws Problem `credential/not-found`, or why it is not usable
   */
  resolve(principal: Principal, key: string, solutionId: string): Resolved | Promise<Resolved>;
  /** Forgets what is opened of one credential. */
  forget(credentialId: string): void;
  /** Forgets and wipes every credential. */
  close(): void;
  /** Of its cache. */
  readonly counts: CacheCounts;
}

export function createCredentialResolver(parts: BrokerParts, organisations: OrganisationDirectory): CredentialResolver {
  const cache = new CoalescingCache<OpenedCredential>({
    max: CACHED_CREDENTIALS,
    termMs: TERM_MS,
    size: { maxBytes: CACHED_BYTES, bytesOf: ({ scrubber }) => OPENED_BYTES + (scrubber?.bytes ?? 0) },
    onForgotten: ({ memory, signer }) => {
      memory.retire();
      if (signer?.identity) parts.upstreams.forget(signer.identity);
    },
  });
  const formerTokens = new FormerTokens();
  evictOnChange(parts.store, 'credential', cache);
  forgetHidden(parts.store, cache);

  return {
    get counts() {
      return cache.counts;
    },
    resolve(principal, key, solutionId) {
      const cacheKey = cacheKeyOf(principal.organisationId, `${solutionId}/${key}`);
      const warm = cache.get(cacheKey);
      const organisation = organisations.warm(principal.organisationId);
      if (warm && organisation) {
        parts.assertFresh();
        return authorised(principal, warm, { now: parts.clock(), settings: organisation.settings });
      }
      return resolveCold({ ...parts, organisations, cache, formerTokens }, principal, { key, solutionId, cacheKey });
    },
    forget: (credentialId) => cache.evict(credentialId),
    close: () => cache.clear(),
  };
}

/** @param place - A solution's id, which may be empty, a slash and the key. */
function cacheKeyOf(organisationId: string, place: string): string {
  return `${organisationId}\n${place}`;
}

/** A credential that is new in a solution hides the organisation's, which was kept under its key until now. */
function forgetHidden(store: Store, cache: CoalescingCache<OpenedCredential>): void {
  store.changes.subscribe((changes) => {
    for (const { kind, organisationId, subject } of changes) {
      if (kind === 'credential-key') cache.forget(cacheKeyOf(organisationId, subject));
    }
  });
}

interface ResolverParts extends BrokerParts {
  readonly formerTokens: FormerTokens;
  readonly organisations: OrganisationDirectory;
  readonly cache: CoalescingCache<OpenedCredential>;
}

/** By what the state of a credential is judged. */
interface Standards {
  readonly now: Instant;
  readonly settings: OrganisationSettings;
}

interface LookUp {
  readonly key: string;
  readonly solutionId: string;
  readonly cacheKey: string;
}

async function resolveCold(
  parts: ResolverParts,
  principal: Principal,
  { key, solutionId, cacheKey }: LookUp,
): Promise<Resolved> {
  const { store, clock, organisations, cache } = parts;
  const scope = { organisationId: principal.organisationId, solutionId };
  const credential = await lookUpCredential(store.read, scope, key);
  if (!credential || grantsFor(principal, credential, clock()).length === 0) {
    // The caller gets one 404; the operator reads here which command would have granted the use.
    const inSolution = solutionId === '' ? '' : ` --solution ${solutionId}`;
    // Anything else in the place of the key might be a token or a secret that was pasted into the path.
    const isNameable = isKey(key) || isId('cred', key);
    const grantWith = isNameable ? `keyward token create --credential ${key}${inSolution}` : undefined;
    parts.logger.info({ accessToken: principal.tokenId, grantWith }, 'use refused');
    throw new Problem('credential/not-found');
  }
  const { settings } = await organisations.find(principal.organisationId);
  // Read again inside the shared fill: a change between the two reads must evict what is kept, or be in it.
  const opened = await cache.load(cacheKey, async () => {
    const current = await lookUpCredential(store.read, scope, key);
    assertUsable(current, { now: clock(), settings });
    const value = await openCredential(parts, current, 'api', parts.formerTokens.of(current));
    parts.formerTokens.note(value);
    return { value, subject: current.id };
  });
  return authorised(principal, opened, { now: clock(), settings });
}

function assertUsable(
  credential: Credential | undefined,
  { now, settings }: Standards,
): asserts credential is Credential {
  const reason = credential ? unusableReason(credential, now, settings) : 'credential/not-found';
  if (reason) throw new Problem(reason);
}

function grantsFor(principal: Principal, credential: { key: string; id: string }, now: number): Grant[] {
  return principal.grants.filter((grant) => coversCredential(grant, credential, now));
}

function authorised(principal: Principal, opened: OpenedCredential, standards: Standards): Resolved {
  const grants = grantsFor(principal, opened.credential, standards.now);
  if (grants.length === 0) throw new Problem('credential/not-found');
  assertUsable(opened.credential, standards);
  return { opened, grants };
}
