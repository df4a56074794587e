/** POST /v1/auth/single-sign-on: sets out to an identity provider. */
import { Type } from 'typebox';
import { Problem } from '../../../domain/problem.ts';
import { findIdentityProvider } from '../../../store/identity-providers.ts';
import { findOrganisation } from '../../../store/organisations.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { defineEntrance } from '../../entrance.ts';
import { returnPath, startedView, startFlow } from '../../sign-on/start-flow.ts';

/** Begins a sign-in by an identity provider. */
export const singleSignOnEntrance = defineEntrance({
  path: '/v1/auth/single-sign-on',
  summary:
    'Begins a sign-in by an identity provider: gives this browser the cookie of the flow, and answers where it goes next.',
  body: Type.Object(
    {
      /** Id or key. */
      identityProvider: Type.String({ maxLength: 128 }),
      /** Slug or id, of a provider of an organisation. */
      organisation: Type.Optional(Type.String({ maxLength: 256 })),
      /** Where it goes on: a path of the console. */
      returnPath: Type.Optional(returnPath),
    },
    { additionalProperties: false, title: 'SingleSignOnInput' },
  ),
  response: startedView,
  problems: ['identity-provider/not-found', 'request/return-refused', 'request/rate-limited'],
  handle: async ({ services, body, requestId, address }) => {
    const { read } = services.store;
    const { identityProvider, organisation: slug, ...rest } = body;
    const organisationId = slug === undefined ? INSTALLATION : (await findOrganisation(read, slug))?.id;
    const found =
      organisationId === undefined ? undefined : await findIdentityProvider(read, organisationId, identityProvider);
    if (!found) throw new Problem('identity-provider/not-found');
    const { id: identityProviderId } = found;
    const wanted = { organisationId: found.organisationId, identityProviderId, purpose: 'sign-in', ...rest } as const;
    const { body: answer, cookie } = await startFlow({ services, requestId, address }, wanted);
    return { isSignedIn: false, body: answer, cookie };
  },
});
