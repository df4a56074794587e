/**
 * Connections that were made for a connect link which has ended without being used. Whether somebody else has taken one up in the
 * meantime is judged here, by all that can refer to it.
 */
import { readConnectLink } from '../domain/connect-link.ts';
import type { Credential } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import { findCredential } from './credentials.ts';
import { countCredentialUsers } from './references.ts';
import type { Queries } from './store.ts';

/** A link, as far as it matters here. */
export interface EndedLink {
  readonly organisationId: string;
  readonly id: string;
  readonly definition: string;
}

/**
 * The connection that goes with a link that has ended: as it was made, never connected, and nobody else's.
 *
 * @returns undefined where there is none, or it stays
 */
export async function leftoverOf(queries: Queries, link: EndedLink, now: Instant): Promise<Credential | undefined> {
  const { organisationId } = link;
  const definition = readConnectLink(link.definition);
  if (definition?.isMade !== true) return undefined;
  const { credentialId } = definition;
  const record = await findCredential(queries, { organisationId, solutionId: '' }, credentialId);
  // Whoever has changed it means to keep it.
  const isAsMade = record?.status === 'incomplete' && record.deletedAt === undefined && record.version === 1;
  if (!isAsMade || Object.keys(record.secrets).length > 0) return undefined;
  return (await isTakenUp(queries, { link, credentialId, now })) ? undefined : record;
}

interface Asked {
  readonly link: EndedLink;
  readonly credentialId: string;
  readonly now: Instant;
}

/**
 * Whether anything else refers to the connection of a link: a consumer, a function or whatever else counts as a use, another link that is
 * open, or a consent that somebody else has begun.
 */
export async function isTakenUp(queries: Queries, { link, credentialId, now }: Asked): Promise<boolean> {
  const { organisationId, id } = link;
  const users = await countCredentialUsers(queries, organisationId, { ids: [credentialId] });
  if (users.size > 0) return true;
  const other = await queries
    .selectFrom('connect_links')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    .where('id', '!=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (other) return true;
  const flow = await queries
    .selectFrom('oauth_flows')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    // The flow of its making was shown to nobody.
    .where('purpose', '=', 'reconnect')
    .where('created_by', '!=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return flow !== undefined;
}

/** How far back links are looked at whose time has come: longer than any node is down. */
const LOOK_BACK_MS = 7 * 24 * 3_600_000;

/** Links that have ended unused in the last week and whose connection still waits; the earliest first. */
export async function endedUnused(queries: Queries, now: Instant, limit: number): Promise<EndedLink[]> {
  const rows = await queries
    .selectFrom('connect_links')
    .innerJoin('credentials', (join) =>
      join
        .onRef('credentials.organisation_id', '=', 'connect_links.organisation_id')
        .onRef('credentials.id', '=', 'connect_links.credential_id'),
    )
    .select(['connect_links.organisation_id', 'connect_links.id', 'connect_links.definition'])
    .where('connect_links.expires_at', '>', now - LOOK_BACK_MS)
    .where('connect_links.expires_at', '<=', now)
    .where('connect_links.used_at', 'is', null)
    .where('credentials.status', '=', 'incomplete')
    .where('credentials.deleted_at', 'is', null)
    .where('credentials.version', '=', 1)
    .orderBy('connect_links.expires_at')
    .limit(limit)
    .execute();
  return rows.map(({ organisation_id, ...link }) => ({ organisationId: organisation_id, ...link }));
}
