/** POST /v1/auth/identity-providers: by whom one may sign in. */
import { Type } from 'typebox';
import { readOAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { listIdentityProviders } from '../../../store/identity-providers.ts';
import { findOrganisation } from '../../../store/organisations.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { defineEntrance } from '../../entrance.ts';

const closed = { additionalProperties: false } as const;
const named = Type.Object({ id: Type.String(), title: Type.String() }, { ...closed, title: 'SignInBy' });

/** Lists them for the page on which one signs in. An organisation that is unknown has none, as one that has none. */
export const identityProvidersEntrance = defineEntrance({
  path: '/v1/auth/identity-providers',
  summary:
    'Lists the identity providers by which one may sign in: those of the installation, or of an organisation by its slug.',
  body: Type.Object(
    { organisation: Type.Optional(Type.String({ maxLength: 256 })) },
    { ...closed, title: 'SignInByInput' },
  ),
  response: Type.Object({ items: Type.Array(named) }, closed),
  problems: [],
  handle: async ({ services, body }) => {
    const { read } = services.store;
    const { organisation: slug } = body;
    const place = slug === undefined ? INSTALLATION : (await findOrganisation(read, slug))?.id;
    const found = place === undefined ? [] : await listIdentityProviders(read, place);
    const items = found.flatMap(({ id, document }) => {
      const rules = readOAuthDefinition(document)?.signIn;
      return rules?.isActive ? [{ id, title: rules.title }] : [];
    });
    return { isSignedIn: false, body: { items } };
  },
});
