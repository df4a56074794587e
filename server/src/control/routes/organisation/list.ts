/** GET /v1/organisations: the one that the token belongs to; for a platform token all. */
import { Type } from 'typebox';
import { findOrganisation, pageOrganisations } from '../../../store/organisations.ts';
import { organisationView, viewOrganisation } from '../../organisations/organisation-view.ts';
import { assertPermitted } from '../../permission.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(organisationView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists the organisations that the token sees. */
export const listOrganisationsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations',
  summary:
    'Lists the organisations that one sees: that of the token, those that a person is a member of, or for a platform token with a role all, newest first.',
  permission: 'identify',
  audit: 'organisation.list',
  request: { query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: ['request/cursor-invalid'],
  handle: async ({ services, principal, organisation, query: { limit = DEFAULT_LIMIT, cursor } }) => {
    if (!principal.isPlatform && principal.memberships) {
      const ids = principal.memberships.map(({ organisationId }) => organisationId);
      const own = await Promise.all(ids.map((id) => findOrganisation(services.store.read, id)));
      const items = own.filter((each) => each !== undefined).map(viewOrganisation);
      return { status: 200, body: { items } };
    }
    if (!principal.isPlatform) return { status: 200, body: { items: [viewOrganisation(organisation)] } };
    assertPermitted(principal, 'read');
    const request = { limit, ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await pageOrganisations(services.store.read, request);
    return { status: 200, body: { items: items.map(viewOrganisation), nextCursor } };
  },
});
