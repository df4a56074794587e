/** GET /v1/organisations/{organisation}: one, by id or slug. */
import { organisationView, viewOrganisation } from '../../organisations/organisation-view.ts';
import { defineRoute } from '../../route.ts';

/** Reads an organisation. */
export const readOrganisationRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation',
  summary: 'Reads one organisation.',
  permission: 'read',
  audit: 'organisation.read',
  request: {},
  response: { 200: organisationView },
  problems: [],
  handle: async ({ organisation }) => ({ status: 200, body: viewOrganisation(organisation) }),
});
