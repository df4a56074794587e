/** GET providers/{provider}: one provider, by its name; one of the organisation's own as `org%2F<name>`. */
import { Type } from 'typebox';
import { Problem } from '../../../domain/problem.ts';
import { providerView, viewProvider } from '../../provider-view.ts';
import { defineRoute } from '../../route.ts';

/** Reads a provider. */
export const readProviderRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/providers/:provider',
  summary: 'Reads one provider with what it asks for by credential type.',
  permission: 'read',
  audit: 'provider.read',
  request: { params: Type.Object({ organisation: Type.String(), provider: Type.String() }) },
  response: { 200: providerView },
  problems: ['provider/not-found'],
  handle: async ({ services, organisation, params }) => {
    const provider = await services.providers.find(organisation.id, params.provider);
    if (!provider) throw new Problem('provider/not-found');
    return { status: 200, body: await viewProvider(provider) };
  },
});
