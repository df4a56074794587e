/** GET oauth-configurations: newest first, each with how many connections it has. */
import { countOAuthAliases } from '../../../store/oauth-aliases.ts';
import { listOAuthConfigurations } from '../../../store/oauth-configurations.ts';
import {
  configurationsPage,
  configurationsQuery,
  viewConfiguration,
} from '../../oauth-configurations/configuration-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT } from '../../schemas.ts';

/** Lists OAuth configurations. */
export const listOAuthConfigurationsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/oauth-configurations',
  summary: 'Lists the OAuth configurations of the organisation, newest first, with the number of connections of each.',
  permission: 'edit',
  audit: 'oauth-configuration.list',
  request: { query: configurationsQuery },
  response: { 200: configurationsPage },
  problems: ['request/cursor-invalid', 'oauth-configuration/unwitnessed'],
  handle: async ({ services, organisation, query }) => {
    const { limit = DEFAULT_LIMIT, cursor } = query;
    const { read } = services.store;
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await listOAuthConfigurations(read, organisation.id, page);
    const keys = items.flatMap(({ key }) => key ?? []);
    const counts = await countOAuthAliases(read, organisation.id, keys);
    const views = items.map((item) => viewConfiguration(item, counts.get(item.key ?? '') ?? 0));
    return { status: 200, body: { items: views, ...(nextCursor !== undefined && { nextCursor }) } };
  },
});
