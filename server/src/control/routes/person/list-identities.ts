/** GET /v1/auth/identities: the identity providers that sign in to one's own account. */
import { Type } from 'typebox';
import { formatInstant } from '../../../domain/instant.ts';
import { readOAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { findOAuthConfigurationById } from '../../../store/oauth-configurations.ts';
import { findOrganisation } from '../../../store/organisations.ts';
import { findPerson } from '../../../store/people.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { identityLinksOf } from '../../../store/sign-ons.ts';
import { requirePerson } from '../../people/own-account.ts';
import { defineRoute } from '../../route.ts';
import { instant } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;

const identity = Type.Object(
  {
    id: Type.String(),
    identityProviderId: Type.String(),
    title: Type.String(),
    /** Slug, of a provider of an organisation: it reaches that organisation alone. */
    organisation: Type.Optional(Type.String()),
    subject: Type.String(),
    /** Whether the session that asks came by its provider. */
    isCurrent: Type.Boolean(),
    createdAt: instant,
    usedAt: instant,
  },
  { ...closed, title: 'Identity' },
);

/** Lists one's own links; one to a former issuer of a provider signs nobody in, and is left out. */
export const listIdentitiesRoute = defineRoute({
  method: 'GET',
  path: '/v1/auth/identities',
  summary: 'Lists the identity providers that sign in to one’s own account, and whether it has a password.',
  permission: 'identify',
  audit: 'person.list-identities',
  request: {},
  response: {
    200: Type.Object({ hasPassword: Type.Boolean(), isLimited: Type.Boolean(), items: Type.Array(identity) }, closed),
  },
  problems: ['session/required', 'session/limited'],
  handle: async (call) => {
    const { personId } = requirePerson(call);
    const { read } = call.services.store;
    const { reach, identityProviderId } = call.principal;
    const person = await findPerson(read, personId);
    const links = await identityLinksOf(read, personId);
    // To the provider of one organisation the person's others are nothing.
    const own = links.filter(({ organisationId }) => reach === undefined || organisationId === reach);
    const items = await Promise.all(
      own.map(async ({ id, organisationId, providerId, issuer, subject, createdAt, usedAt }) => {
        const configuration = await findOAuthConfigurationById(read, organisationId, providerId);
        const definition = configuration && readOAuthDefinition(configuration.document);
        if (!definition?.signIn || definition.issuer !== issuer) return [];
        const slug = organisationId === INSTALLATION ? undefined : (await findOrganisation(read, organisationId))?.slug;
        const at = { createdAt: formatInstant(createdAt), usedAt: formatInstant(usedAt) };
        const named = { id, identityProviderId: providerId, title: definition.signIn.title, subject };
        return [{ ...named, ...(slug && { organisation: slug }), isCurrent: providerId === identityProviderId, ...at }];
      }),
    );
    return {
      status: 200,
      body: { hasPassword: person?.password !== undefined, isLimited: reach !== undefined, items: items.flat() },
    };
  },
});
