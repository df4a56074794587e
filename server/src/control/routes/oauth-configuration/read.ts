/** GET oauth-configurations/{configuration} */
import {
  configurationParams,
  configurationView,
  viewConfiguration,
} from '../../oauth-configurations/configuration-view.ts';
import { countConnections, requireConfiguration } from '../../oauth-configurations/write-configuration.ts';
import { defineRoute } from '../../route.ts';

/** Reads an OAuth configuration. */
export const readOAuthConfigurationRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/oauth-configurations/:configuration',
  summary: 'Reads an OAuth configuration by id or key, without its secret.',
  permission: 'edit',
  audit: 'oauth-configuration.read',
  request: { params: configurationParams },
  response: { 200: configurationView },
  problems: ['oauth-configuration/not-found', 'oauth-configuration/unwitnessed'],
  handle: async (call) => {
    const configuration = await requireConfiguration(call);
    const connections = await countConnections(call.services.store.read, configuration);
    return { status: 200, body: viewConfiguration(configuration, connections) };
  },
});
