/** POST oauth-configurations: makes one, its secret sealed for its own token URL. */

import { Problem } from '../../../domain/problem.ts';
import { findOAuthConfiguration } from '../../../store/oauth-configurations.ts';
import { configurationBody } from '../../oauth-configurations/client-body.ts';
import { configurationView, viewConfiguration } from '../../oauth-configurations/configuration-view.ts';
import { fingerprintOf } from '../../oauth-configurations/fingerprint.ts';
import { countConnections, createConfiguration } from '../../oauth-configurations/write-configuration.ts';
import { clientProblems } from '../../oauth-configurations/write-problems.ts';
import { defineRoute } from '../../route.ts';

/** Makes an OAuth configuration. */
export const createOAuthConfigurationRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/oauth-configurations',
  summary:
    'Makes an OAuth configuration of the organisation: a client at an authorisation server, by provider, issuer or endpoints.',
  permission: 'manageOAuth',
  audit: 'oauth-configuration.create',
  request: { body: configurationBody },
  response: { 201: configurationView },
  problems: [...clientProblems, 'oauth-configuration/key-taken', 'oauth-configuration/too-many'],
  idempotency: {
    fingerprint: ({ body }) => fingerprintOf(body),
    replay: async ({ services, organisation }, id) => {
      const found = await findOAuthConfiguration(services.store.read, organisation.id, id);
      if (!found) throw new Problem('oauth-configuration/not-found');
      return { status: 201, body: viewConfiguration(found, await countConnections(services.store.read, found)) };
    },
  },
  handle: async (call) => {
    const configuration = await createConfiguration(call, call.body);
    return { status: 201, body: viewConfiguration(configuration, 0) };
  },
});
