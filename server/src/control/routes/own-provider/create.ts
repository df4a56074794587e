/** POST providers: makes one of the organisation's own, in the form of a provider's file. */
import { Type } from 'typebox';
import { ownProviderBody, ownProviderView, viewOwnProvider } from '../../providers/own-provider-view.ts';
import { readGivenProvider } from '../../providers/read-given-provider.ts';
import { requireOwnProvider } from '../../providers/require-own-provider.ts';
import { createOwnProvider } from '../../providers/write-own-provider.ts';
import { defineRoute } from '../../route.ts';

/** Makes a provider. */
export const createOwnProviderRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/providers',
  summary: 'Makes a provider of the organisation’s own, `org/…`, from JSON or YAML.',
  permission: 'manageProviders',
  audit: 'provider.create',
  request: { params: Type.Object({ organisation: Type.String() }), body: ownProviderBody },
  takesText: true,
  response: { 201: ownProviderView },
  problems: ['provider/invalid', 'provider/name-taken', 'provider/too-many', 'provider/stale', 'provider/not-found'],
  idempotency: {
    fingerprint: ({ body }) => body.text,
    replay: async (call, name) => ({ status: 201, body: viewOwnProvider(await requireOwnProvider(call, name)) }),
  },
  handle: async (call) => {
    const provider = await createOwnProvider(call, await readGivenProvider(call.body.text));
    return { status: 201, body: viewOwnProvider(provider) };
  },
});
