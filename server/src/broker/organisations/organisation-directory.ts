/**
 * The organisations as requests name them, with their settings: looked up once, remembered, and forgotten when they
 * change. Only what exists is remembered, so that nobody fills the memory with names.
 */
import { actorOf } from '../../audit/actor.ts';
import { enterOrganisation, type Principal } from '../../domain/access-token.ts';
import type { Role } from '../../domain/grant.ts';
import { effectiveSettings, type OrganisationSettings } from '../../domain/organisation-settings.ts';
import { Problem } from '../../domain/problem.ts';
import { findOrganisation } from '../../store/organisations.ts';
import type { BrokerParts } from '../parts.ts';
import { CoalescingCache } from '../resolve/coalescing-cache.ts';
import { evictOnChange } from '../resolve/evict-on-change.ts';

/** What the broker needs to know about an organisation. */
export interface KnownOrganisation {
  readonly id: string;
  readonly settings: OrganisationSettings;
}

export interface OrganisationDirectory {
  /** The remembered organisation, at once; undefined when it must be looked up. */
  warm(reference: string): KnownOrganisation | undefined;
  /**
   * @param reference - Id or slug.
   * @throws Problem `organisation/not-found`
   */
  find(reference: string): Promise<KnownOrganisation>;
  /**
   * The principal in the organisation that its request names. A platform token must name one; any other may name its
   * own. At once where that is known.
   *
   * @param least - The role that what is to be done takes, see `enterOrganisation`.
   * @throws Problem `organisation/not-found`, the same for missing, unknown and foreign
   */
  enter(principal: Principal, reference: string | undefined, least?: Role): Principal | Promise<Principal>;
}

const CACHED_ORGANISATIONS = 10_000;
const TERM_MS = 10 * 60_000;

export function createOrganisationDirectory(parts: BrokerParts): OrganisationDirectory {
  const { store } = parts;
  const cache = new CoalescingCache<KnownOrganisation>({ max: CACHED_ORGANISATIONS, termMs: TERM_MS });
  evictOnChange(store, 'organisation', cache);

  const directory: OrganisationDirectory = {
    warm: (reference) => cache.get(reference),
    find: async (reference) =>
      cache.get(reference) ??
      cache.load(reference, async () => {
        const found = await findOrganisation(store.read, reference);
        if (!found) throw new Problem('organisation/not-found');
        return { value: { id: found.id, settings: effectiveSettings(found.settings) }, subject: found.id };
      }),
    enter(principal, reference, least) {
      const isOwn = reference === undefined || reference === principal.organisationId;
      if (!principal.isPlatform && isOwn) return principal;
      const warm = reference === undefined ? undefined : cache.get(reference);
      if (!warm) return enterCold(parts, directory, principal, { reference, least });
      parts.assertFresh();
      return principal.isPlatform
        ? enterOrganisation(principal, warm.id, least)
        : enterOrReport(parts, principal, { id: warm.id, least });
    },
  };
  return directory;
}

async function enterCold(
  parts: BrokerParts,
  directory: OrganisationDirectory,
  principal: Principal,
  { reference, least }: { readonly reference: string | undefined; readonly least: Role | undefined },
): Promise<Principal> {
  const found = reference === undefined ? undefined : await directory.find(reference).catch(orUnknown);
  return enterOrReport(parts, principal, { id: found?.id, least });
}

function orUnknown(error: unknown): undefined {
  if (error instanceof Problem && error.code === 'organisation/not-found') return undefined;
  throw error;
}

/** Who names another organisation than its own leaves a trace in its own. */
async function enterOrReport(
  parts: BrokerParts,
  principal: Principal,
  { id, least }: { readonly id: string | undefined; readonly least: Role | undefined },
): Promise<Principal> {
  try {
    return enterOrganisation(principal, id, least);
  } catch (error) {
    const { organisationId } = principal;
    const refused = { organisationId, action: 'organisation.enter', code: 'organisation/not-found' } as const;
    await parts.refusals.record({ ...actorOf(principal), ...refused });
    throw error;
  }
}
