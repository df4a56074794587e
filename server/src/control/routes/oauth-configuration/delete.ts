/** DELETE oauth-configurations/{configuration}: refused while connections are made by it, unless it is forced. */
import { Type } from 'typebox';
import { configurationParams } from '../../oauth-configurations/configuration-view.ts';
import { deleteConfiguration } from '../../oauth-configurations/write-configuration.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Deletes an OAuth configuration and destroys its secret. */
export const deleteOAuthConfigurationRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/oauth-configurations/:configuration',
  summary: 'Deletes an OAuth configuration and destroys its secret; with `force` also one that connections use.',
  permission: 'manageOAuth',
  audit: 'oauth-configuration.delete',
  request: {
    params: configurationParams,
    query: Type.Object({ force: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  },
  response: { 204: noBody },
  problems: ['oauth-configuration/not-found', 'oauth-configuration/stale', 'oauth-configuration/in-use'],
  handle: async (call) => {
    await deleteConfiguration(call, call.query.force ?? false);
    return { status: 204, body: undefined };
  },
});
