/** POST /v1/organisations: makes one with its keys, which the broker holds and therefore makes. */
import { Problem } from '../../../domain/problem.ts';
import { findOrganisation } from '../../../store/organisations.ts';
import { organisationBody, organisationView, viewOrganisation } from '../../organisations/organisation-view.ts';
import { defineRoute } from '../../route.ts';

/** Makes an organisation; its creation is recorded by the broker, in the log of the new organisation. */
export const createOrganisationRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations',
  summary: 'Makes an organisation with keys of its own; takes a platform token.',
  permission: 'createOrganisation',
  audit: 'organisation.create',
  request: { body: organisationBody },
  response: { 201: organisationView },
  problems: ['organisation/slug-invalid', 'organisation/slug-taken', 'keys/root-key-missing'],
  handle: async ({ services, token, body, requestId, address }) => {
    const asked = { token: token.reveal(), ...body, requestId, address };
    const { organisationId } = await services.broker.createOrganisation(asked);
    const organisation = await findOrganisation(services.store.read, organisationId);
    if (!organisation) throw new Problem('organisation/not-found');
    return { status: 201, body: viewOrganisation(organisation) };
  },
});
