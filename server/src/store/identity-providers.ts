/**
 * Identity providers among the OAuth configurations: found by id or by the key in their definition. There are few of them in
 * one place, so that all are read at once.
 */
import { isId } from '../domain/id.ts';
import type { OAuthConfiguration } from '../domain/oauth-configuration.ts';
import { readOAuthDefinition } from '../domain/oauth-configuration.ts';
import { fromConfigurationRow } from './oauth-configurations.ts';
import type { Queries } from './store.ts';

/** In one organisation, or of the installation. */
export const MOST_IDENTITY_PROVIDERS = 20;

/** The key of an identity provider. */
function keyOf({ document }: OAuthConfiguration): string | undefined {
  return readOAuthDefinition(document)?.signIn?.key;
}

/** Those of an organisation that are in force, or of the installation; oldest first. */
export async function listIdentityProviders(queries: Queries, organisationId: string): Promise<OAuthConfiguration[]> {
  const rows = await queries
    .selectFrom('oauth_configurations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '>=', 'idp_')
    .where('id', '<', 'idp`')
    .where('witness', 'is not', null)
    .orderBy('id')
    .limit(2 * MOST_IDENTITY_PROVIDERS)
    .execute();
  return rows.map(fromConfigurationRow);
}

/** Whether another place has one of this id, in force or staged. */
export async function isIdElsewhere(
  queries: Queries,
  { organisationId, providerId }: { readonly organisationId: string; readonly providerId: string },
): Promise<boolean> {
  const query = queries.selectFrom('oauth_configurations').select('id').where('id', '=', providerId);
  return (await query.where('organisation_id', '!=', organisationId).executeTakeFirst()) !== undefined;
}

/** The one that an id or a key means. */
export async function findIdentityProvider(
  queries: Queries,
  organisationId: string,
  reference: string,
): Promise<OAuthConfiguration | undefined> {
  const all = await listIdentityProviders(queries, organisationId);
  return all.find((each) => (isId('idp', reference) ? each.id === reference : keyOf(each) === reference));
}
