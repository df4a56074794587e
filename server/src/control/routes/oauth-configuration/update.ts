/** PATCH oauth-configurations/{configuration}: what is left out stays; another token URL demands the secret again. */
import { configurationPatch } from '../../oauth-configurations/client-body.ts';
import {
  configurationParams,
  configurationView,
  viewConfiguration,
} from '../../oauth-configurations/configuration-view.ts';
import { countConnections, updateConfiguration } from '../../oauth-configurations/write-configuration.ts';
import { clientProblems } from '../../oauth-configurations/write-problems.ts';
import { defineRoute } from '../../route.ts';

/** Changes an OAuth configuration, under If-Match where it is given. */
export const updateOAuthConfigurationRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/organisations/:organisation/oauth-configurations/:configuration',
  summary:
    'Changes an OAuth configuration; another token URL, revocation URL or client authentication demands the secret again.',
  permission: 'manageOAuth',
  audit: 'oauth-configuration.update',
  request: { params: configurationParams, body: configurationPatch },
  response: { 200: configurationView },
  problems: [...clientProblems, 'oauth-configuration/not-found', 'oauth-configuration/in-use'],
  handle: async (call) => {
    const configuration = await updateConfiguration(call);
    const connections = await countConnections(call.services.store.read, configuration);
    return { status: 200, body: viewConfiguration(configuration, connections) };
  },
});
