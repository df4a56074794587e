/** POST /v1/auth/identities: sets out to an identity provider that is to sign in to one's own account. */
import { Type } from 'typebox';
import { Problem } from '../../../domain/problem.ts';
import { findIdentityProvider } from '../../../store/identity-providers.ts';
import { findOrganisation } from '../../../store/organisations.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { requirePerson } from '../../people/own-account.ts';
import { code, password } from '../../people/sign-in-body.ts';
import { defineRoute } from '../../route.ts';
import { returnPath, startedView, startFlow } from '../../sign-on/start-flow.ts';

/** Begins to link one's own account. */
export const linkIdentityRoute = defineRoute({
  method: 'POST',
  path: '/v1/auth/identities',
  summary:
    'Begins to link one’s own account to an identity provider, with the password and code where the account has them, else soon after a sign-in.',
  permission: 'identify',
  audit: 'person.link-identity',
  request: {
    body: Type.Object(
      {
        /** Id or key. */
        identityProvider: Type.String({ maxLength: 128 }),
        /** Slug or id, of a provider of an organisation. */
        organisation: Type.Optional(Type.String({ maxLength: 256 })),
        password: Type.Optional(password),
        code: Type.Optional(code),
        returnPath: Type.Optional(returnPath),
      },
      { additionalProperties: false, title: 'IdentityLinkInput' },
    ),
  },
  response: { 200: startedView },
  problems: [
    'identity-provider/not-found',
    'session/required',
    'session/limited',
    'session/fresh-needed',
    'session/sign-in-failed',
    'session/code-required',
    'request/return-refused',
    'request/rate-limited',
  ],
  handle: async (call) => {
    requirePerson(call);
    const { services, token, requestId, address } = call;
    const { read } = services.store;
    const { identityProvider, organisation: slug, ...rest } = call.body;
    const organisationId = slug === undefined ? INSTALLATION : (await findOrganisation(read, slug))?.id;
    const found =
      organisationId === undefined ? undefined : await findIdentityProvider(read, organisationId, identityProvider);
    if (!found) throw new Problem('identity-provider/not-found');
    const { id: identityProviderId } = found;
    const wanted = { organisationId: found.organisationId, identityProviderId, purpose: 'link', ...rest } as const;
    const { body, cookie } = await startFlow({ services, requestId, address, token: token.reveal() }, wanted);
    return { status: 200, body, headers: { 'set-cookie': cookie } };
  },
});
