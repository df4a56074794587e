/** GET credential-types: all types of the catalogue, in its order. */
import { Type } from 'typebox';
import { credentialTypes } from '../../../catalogue/types/index.ts';
import { credentialTypeView, viewCredentialType } from '../../credential-type-view.ts';
import { defineRoute } from '../../route.ts';

/** Lists credential types. */
export const listCredentialTypesRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/credential-types',
  summary: 'Lists the types that a credential may have, with their fields.',
  permission: 'read',
  audit: 'credential-type.list',
  request: {},
  response: { 200: Type.Object({ items: Type.Array(credentialTypeView) }, { additionalProperties: false }) },
  problems: [],
  handle: async () => ({ status: 200, body: { items: credentialTypes.map(viewCredentialType) } }),
});
