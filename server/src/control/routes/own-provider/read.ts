/** GET providers/org/{provider}/source: one of the organisation's own as it was given, with its version. */

import { isSignedProvider } from '../../../domain/own-provider.ts';
import { Problem } from '../../../domain/problem.ts';
import { findOwnProvider } from '../../../store/own-providers.ts';
import { ownProviderParams, ownProviderView, viewOwnProvider } from '../../providers/own-provider-view.ts';
import { defineRoute } from '../../route.ts';

/** Reads a provider's record. */
export const readOwnProviderRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/providers/org/:provider/source',
  summary: 'Reads a provider of the organisation’s own in the form of a provider’s file, with its version.',
  permission: 'read',
  audit: 'provider.read',
  request: { params: ownProviderParams },
  response: { 200: ownProviderView },
  problems: ['provider/not-found'],
  handle: async ({ services, organisation, params }) => {
    const provider = await findOwnProvider(services.store.read, organisation.id, `org/${params.provider}`);
    const isGenuine = provider !== undefined && isSignedProvider(provider, services.brokerPublicKey);
    if (!isGenuine) throw new Problem('provider/not-found');
    return { status: 200, body: viewOwnProvider(provider) };
  },
});
