/** GET credential-types/{type}: one type, by its name. */
import { Type } from 'typebox';
import { credentialTypes } from '../../../catalogue/types/index.ts';
import { Problem } from '../../../domain/problem.ts';
import { credentialTypeView, viewCredentialType } from '../../credential-type-view.ts';
import { defineRoute } from '../../route.ts';

/** Reads a credential type. */
export const readCredentialTypeRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/credential-types/:type',
  summary: 'Reads one credential type by its name.',
  permission: 'read',
  audit: 'credential-type.read',
  request: { params: Type.Object({ organisation: Type.String(), type: Type.String() }) },
  response: { 200: credentialTypeView },
  problems: ['credential-type/not-found'],
  handle: async ({ params }) => {
    const type = credentialTypes.find(({ name }) => name === params.type);
    if (!type) throw new Problem('credential-type/not-found');
    return { status: 200, body: viewCredentialType(type) };
  },
});
