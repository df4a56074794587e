/** POST /v1/auth/link: what a one-time link is for, before it is used. The link stands in the body, so that no log has it. */
import { formatInstant } from '../../../domain/instant.ts';
import { findOrganisation } from '../../../store/organisations.ts';
import { defineEntrance } from '../../entrance.ts';
import { assertLink } from '../../people/entry-request.ts';
import { linkBody, linkView } from '../../people/sign-in-body.ts';

/** Shows a link. */
export const linkEntrance = defineEntrance({
  path: '/v1/auth/link',
  summary: 'Says what a one-time link is for; it stays good.',
  body: linkBody,
  response: linkView,
  problems: ['invitation/invalid'],
  handle: async ({ services, body }) => {
    assertLink(body.link);
    const shown = await services.broker.showLink({ link: body.link });
    const { kind, organisationId, email, role, expiresAt } = shown;
    const found = await findOrganisation(services.store.read, organisationId);
    const answer = {
      ...{ kind, expiresAt: formatInstant(expiresAt) },
      ...(found && { organisation: { name: found.name, slug: found.slug } }),
      ...(email !== undefined && { email }),
      ...(role !== undefined && { role }),
    };
    return { isSignedIn: false, body: answer };
  },
});
