/**
 * The credentials of a function, found by key, judged and opened. What is opened stays in memory as the hot path's does:
 * for a version of a function and a credential, until either changes.
 */

import { type Credential, unusableReason } from '../../domain/credential.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OrganisationSettings } from '../../domain/organisation-settings.ts';
import { type Origin, originOf } from '../../domain/origin.ts';
import { Problem } from '../../domain/problem.ts';
import type { TokenLife } from '../../domain/token-life.ts';
import { type FunctionReference, type ReadFunction, referencesOf } from '../../functions/function-definition.ts';
import { checkOrigin, checkRule } from '../../request/checks.ts';
import type { CredentialScope } from '../../store/credentials.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import type { TokenKeeper } from '../oauth/refresh/token-keeper.ts';
import { withGoodToken } from '../oauth/refresh/with-good-token.ts';
import type { OrganisationDirectory } from '../organisations/organisation-directory.ts';
import type { BrokerParts } from '../parts.ts';
import { CoalescingCache } from '../resolve/coalescing-cache.ts';
import { evictOnChange } from '../resolve/evict-on-change.ts';
import { type OpenedPlaces, openPlaces, type Places } from '../resolve/open-credential.ts';
import { functionProblem } from './function-problem.ts';

const CACHED_USES = 2_000;
const TERM_MS = 10 * 60_000;
const OPENED_BYTES = 4 * 1024;
const CACHED_BYTES = 64 * 1024 * 1024;

/** One credential of a function. */
export interface OpenedUse extends OpenedPlaces {
  readonly reference: FunctionReference;
  /** Whether it is the one that is injected by its own rule. */
  readonly isWhole: boolean;
}

/** Where and for which function to open. */
export interface UsesAsked {
  readonly scope: CredentialScope;
  readonly record: FunctionRecord;
  readonly read: ReadFunction;
  /** See `Attempt`. */
  readonly refused?: TokenLife | undefined;
  readonly isUnderWay?: boolean | undefined;
}

export interface UseOpener {
  /**
   * All credentials of a function, the whole one first, each under its policy and for the one origin that is called. Their
   * memory is held: whoever gets them releases them.
   *
   * @throws Problem `function/credential-…`, `policy/origin-refused`, `policy/placement-refused`, `target/missing`
   */
  open(asked: UsesAsked): Promise<readonly OpenedUse[]>;
  /** Forgets what is opened of one credential. */
  forget(credentialId: string): void;
  /** Forgets and wipes them all. */
  close(): void;
}

/** Each credential once, with all that the function does with it. */
export function placesOf({ definition, placed }: ReadFunction): { reference: FunctionReference; places: Places }[] {
  const firsts = new Map<string, FunctionReference>();
  for (const reference of referencesOf(definition)) {
    if (!firsts.has(reference.key)) firsts.set(reference.key, reference);
  }
  return [...firsts.values()].map((reference) => {
    const byHand = placed.filter(({ key }) => key === reference.key);
    return { reference, places: { isWhole: definition.credential === reference.key, byHand } };
  });
}

/**
 * The one origin that the function calls.
 *
 * @throws Problem `target/missing` where it is the credential's, which has no base URL
 */
export function originCalled({ url }: ReadFunction, uses: readonly OpenedUse[]): Origin {
  if (url.origin !== undefined) return url.origin;
  const baseUrl = uses.find(({ isWhole }) => isWhole)?.opened.baseUrl;
  if (baseUrl === undefined) throw new Problem('target/missing');
  return originOf(baseUrl);
}

/** Every credential of a request goes to its origin: each has to be sealed for it. */
export function assertOrigins(read: ReadFunction, uses: readonly OpenedUse[]): void {
  const origin = originCalled(read, uses);
  for (const { opened, isWhole, reference } of uses) {
    try {
      if (isWhole) checkRule(opened.injection);
      checkOrigin(opened.permittedOrigins, origin, opened.injection.signer);
    } catch (error) {
      throw functionProblem(error, reference);
    }
  }
}

/** Ends the use of what `open` has given. */
export function releaseAll(uses: readonly OpenedUse[]): void {
  for (const { opened } of uses) opened.memory.release();
}

function assertUsable(
  credential: Credential | undefined,
  { now, settings }: { readonly now: Instant; readonly settings: OrganisationSettings },
): asserts credential is Credential {
  const reason = credential ? unusableReason(credential, now, settings) : 'credential/not-found';
  if (reason) throw new Problem(reason);
}

export function createUseOpener(
  parts: BrokerParts,
  { organisations, keeper }: { readonly organisations: OrganisationDirectory; readonly keeper: TokenKeeper },
): UseOpener {
  const { store, clock } = parts;
  const cache = new CoalescingCache<OpenedPlaces>({
    max: CACHED_USES,
    termMs: TERM_MS,
    size: { maxBytes: CACHED_BYTES, bytesOf: ({ opened }) => OPENED_BYTES + (opened.scrubber?.bytes ?? 0) },
    onForgotten: ({ opened }) => {
      opened.memory.retire();
      if (opened.signer?.identity) parts.upstreams.forget(opened.signer.identity);
    },
  });
  evictOnChange(store, 'credential', cache);
  // A credential that is new in a solution hides the organisation's.
  store.changes.subscribe((changes) => {
    if (changes.some(({ kind }) => kind === 'credential-key')) cache.clear();
  });

  async function openOne({ scope, record }: UsesAsked, key: string, places: Places): Promise<OpenedPlaces> {
    const { settings } = await organisations.find(record.organisationId);
    const found = await cache.load(`${record.organisationId}\n${record.id}\n${key}`, async () => {
      const credential = await lookUpCredential(store.read, scope, key);
      assertUsable(credential, { now: clock(), settings });
      return { value: await openPlaces(parts, credential, places), subject: credential.id };
    });
    // In this turn of the event loop: its memory may be forgotten in the next.
    found.opened.memory.hold();
    try {
      assertUsable(found.opened.credential, { now: clock(), settings });
      return found;
    } catch (error) {
      found.opened.memory.release();
      throw error;
    }
  }

  /** The memory of what it gives is held, and of nothing else. */
  async function openGood(asked: UsesAsked, key: string, places: Places): Promise<OpenedPlaces> {
    let held: OpenedPlaces | undefined = await openOne(asked, key, places);
    const again = async (): Promise<OpenedPlaces> => {
      held?.opened.memory.release();
      held = undefined;
      held = await openOne(asked, key, places);
      return held;
    };
    try {
      const { refused, isUnderWay } = asked;
      return await withGoodToken(keeper, {
        found: held,
        lifeOf: ({ opened }) => opened.token,
        again,
        refused,
        isUnderWay,
      });
    } catch (error) {
      held?.opened.memory.release();
      throw error;
    }
  }

  return {
    async open(asked) {
      const uses: OpenedUse[] = [];
      try {
        for (const { reference, places } of placesOf(asked.read)) {
          const opening = openGood(asked, reference.key, places).catch((error: unknown) => {
            throw functionProblem(error, reference);
          });
          uses.push({ ...(await opening), reference, isWhole: places.isWhole });
        }
        assertOrigins(asked.read, uses);
        return uses;
      } catch (error) {
        releaseAll(uses);
        throw error;
      }
    },
    forget: (credentialId) => cache.evict(credentialId),
    close: () => cache.clear(),
  };
}
