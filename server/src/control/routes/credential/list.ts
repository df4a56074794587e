/** GET credentials: those of the organisation, newest first; deleted ones with `status=deleted` only. */
import { Type } from 'typebox';
import { listCredentials } from '../../../store/credentials.ts';
import { credentialView, viewCredential } from '../../credentials/credential-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging } from '../../schemas.ts';

const query = Type.Object(
  {
    ...paging,
    type: Type.Optional(Type.String({ maxLength: 64 })),
    status: Type.Optional(Type.Enum(['valid', 'invalid', 'incomplete', 'reconnect_required', 'expired', 'deleted'])),
    search: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);

const page = Type.Object(
  { items: Type.Array(credentialView), nextCursor: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

/** Lists credentials, without their policies. */
export const listCredentialsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/credentials',
  permission: 'read',
  audit: 'credential.list',
  request: { query },
  response: { 200: page },
  problems: [],
  handle: async ({ services, organisation, query: { limit = DEFAULT_LIMIT, ...filter } }) => {
    const { items, nextCursor } = await listCredentials(services.store.read, organisation.id, { limit, ...filter });
    const now = services.clock();
    return { status: 200, body: { items: items.map((item) => viewCredential(item, now)), nextCursor } };
  },
});
