/** GET oauth-configurations/{configuration}/redirect: the redirect doctor. */
import { readOAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { Problem } from '../../../domain/problem.ts';
import { configurationParams } from '../../oauth-configurations/configuration-view.ts';
import { requireConfiguration } from '../../oauth-configurations/write-configuration.ts';
import { redirectView, viewRedirect } from '../../redirects/redirect-view.ts';
import { defineRoute } from '../../route.ts';

/** Compares the redirect URI with where Keyward is and how this request has come. */
export const redirectOAuthConfigurationRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/oauth-configurations/:configuration/redirect',
  summary:
    'Compares the redirect URI of a configuration with the public URL and with how this request came, and says what to register at the vendor.',
  permission: 'edit',
  audit: 'oauth-configuration.read',
  request: { params: configurationParams },
  response: { 200: redirectView },
  problems: ['oauth-configuration/not-found', 'oauth-configuration/unwitnessed'],
  handle: async (call) => {
    const { document } = await requireConfiguration(call);
    const definition = readOAuthDefinition(document);
    if (!definition) throw new Problem('oauth-configuration/unwitnessed');
    return { status: 200, body: viewRedirect(call, definition.redirectUrl) };
  },
});
