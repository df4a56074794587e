/** PUT providers/org/{provider}: makes it, or puts it in the place of the version before. */
import {
  ownProviderBody,
  ownProviderParams,
  ownProviderView,
  viewOwnProvider,
} from '../../providers/own-provider-view.ts';
import { readGivenProvider } from '../../providers/read-given-provider.ts';
import { replaceOwnProvider } from '../../providers/write-own-provider.ts';
import { defineRoute } from '../../route.ts';

/** Makes or replaces a provider, under If-Match where it is given. */
export const replaceOwnProviderRoute = defineRoute({
  method: 'PUT',
  path: '/v1/organisations/:organisation/providers/org/:provider',
  summary:
    'Makes a provider of the organisation’s own, or replaces it; credentials that name it keep what they took from it.',
  permission: 'manageProviders',
  audit: 'provider.replace',
  request: { params: ownProviderParams, body: ownProviderBody },
  takesText: true,
  response: { 200: ownProviderView, 201: ownProviderView },
  problems: ['provider/invalid', 'provider/name-taken', 'provider/stale', 'provider/too-many'],
  handle: async (call) => {
    const given = await readGivenProvider(call.body.text, `org/${call.params.provider}`);
    const { provider, isNew } = await replaceOwnProvider(call, given);
    return { status: isNew ? 201 : 200, body: viewOwnProvider(provider) };
  },
});
