/**
 * In which solution a caller looks a key up: its token's one, or the one of several that `Keyward-Solution` names. Slugs
 * are looked up once, remembered, and forgotten when the solution changes; only what exists is remembered.
 */
import type { Principal } from '../../domain/access-token.ts';
import { isId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { findSolution } from '../../store/solutions.ts';
import type { BrokerParts } from '../parts.ts';
import { CoalescingCache } from './coalescing-cache.ts';
import { evictOnChange } from './evict-on-change.ts';

export interface SolutionDirectory {
  /**
   * The solution's id; the empty string for a token that is limited to none. At once where it is known.
   *
   * @param reference - Id or slug, as the request names it; a token of several solutions must name one.
   * @throws Problem `credential/not-found`, the same for missing, unknown, foreign and not the token's
   */
  enter(principal: Principal, reference: string | undefined): string | Promise<string>;
}

const CACHED_SLUGS = 10_000;
const TERM_MS = 10 * 60_000;

export function createSolutionDirectory(parts: BrokerParts): SolutionDirectory {
  const cache = new CoalescingCache<{ readonly id: string }>({ max: CACHED_SLUGS, termMs: TERM_MS });
  evictOnChange(parts.store, 'solution', cache);

  async function enterCold(principal: Principal, slug: string, cacheKey: string): Promise<string> {
    const { id } = await cache.load(cacheKey, async () => {
      const found = await findSolution(parts.store.read, principal.organisationId, slug);
      if (!found) throw new Problem('credential/not-found');
      return { value: { id: found.id }, subject: found.id };
    });
    return ownOf(principal, id);
  }

  return {
    enter(principal, reference) {
      const { solutionIds, organisationId } = principal;
      if (reference === undefined) return onlyOf(solutionIds);
      if (solutionIds === undefined) throw new Problem('credential/not-found');
      if (isId('sol', reference)) return ownOf(principal, reference);
      const cacheKey = `${organisationId}\n${reference}`;
      const warm = cache.get(cacheKey);
      if (!warm) return enterCold(principal, reference, cacheKey);
      parts.assertFresh();
      return ownOf(principal, warm.id);
    },
  };
}

/** Of several none is the default: what one of them hides must not be found because it was not named. */
function onlyOf(solutionIds: readonly string[] | undefined): string {
  if (solutionIds === undefined) return '';
  if (solutionIds.length !== 1) throw new Problem('credential/not-found');
  return solutionIds[0]!;
}

function ownOf({ solutionIds }: Principal, id: string): string {
  if (!solutionIds?.includes(id)) throw new Problem('credential/not-found');
  return id;
}
