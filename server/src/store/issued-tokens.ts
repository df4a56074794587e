/**
 * What somebody has issued: access tokens of their own making, and those that were made with these in turn. Asked when
 * somebody goes, for a token lives on without whoever issued it.
 */
import type { AccessToken } from '../domain/access-token.ts';
import type { Instant } from '../domain/instant.ts';
import { accessTokenFromRow } from './access-token-row.ts';
import { INSTALLATION } from './schema.ts';
import type { Queries } from './store.ts';

/** Whose tokens, and where it was that they issued them. */
export interface IssuedBy {
  /** Id of a person or of a token. */
  readonly issuer: string;
  /** One organisation; the installation: there, and where they issued as members of the platform alone; absent: everywhere. */
  readonly organisationId?: string;
  /** Those that have expired by then are left out; revoked ones are too. */
  readonly now: Instant;
}

function issued(queries: Queries, { issuer, organisationId, now }: IssuedBy) {
  return queries
    .withRecursive('issued(organisation_id, id)', (db) => {
      let first = db.selectFrom('access_tokens').select(['organisation_id', 'id']).where('created_by', '=', issuer);
      if (organisationId === INSTALLATION) {
        const own = db
          .selectFrom('memberships')
          .select('memberships.organisation_id')
          .where('person_id', '=', issuer)
          .where('memberships.organisation_id', '!=', INSTALLATION);
        first = first.where('access_tokens.organisation_id', 'not in', own);
      } else if (organisationId !== undefined) {
        first = first.where('access_tokens.organisation_id', '=', organisationId);
      }
      // Revoked ones count as links of the chain: what was made with them lives.
      return first.union(
        db
          .selectFrom('access_tokens as made')
          .innerJoin('issued', 'issued.id', 'made.created_by')
          .select(['made.organisation_id', 'made.id']),
      );
    })
    .selectFrom('access_tokens')
    .innerJoin('issued', (join) =>
      join
        .onRef('issued.id', '=', 'access_tokens.id')
        .onRef('issued.organisation_id', '=', 'access_tokens.organisation_id'),
    )
    .where('revoked_at', 'is', null)
    .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]));
}

/** The tokens that live. */
export async function tokensIssuedBy(queries: Queries, request: IssuedBy): Promise<AccessToken[]> {
  const rows = await issued(queries, request).selectAll('access_tokens').execute();
  return rows.map(accessTokenFromRow);
}

/** How many they are. */
export async function countTokensIssuedBy(queries: Queries, request: IssuedBy): Promise<number> {
  const row = await issued(queries, request)
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
