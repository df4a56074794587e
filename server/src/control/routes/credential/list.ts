/** GET credentials: those of the organisation, newest first; deleted ones with `status=deleted` only. */
import { Type } from 'typebox';
import { listCredentials } from '../../../store/list-credentials.ts';
import { credentialView, viewCredential } from '../../credentials/credential-view.ts';
import { readLabels, scopesOf } from '../../credentials/list-filters.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, inSolution, paging, text } from '../../schemas.ts';

const label = text(320);

const query = Type.Object(
  {
    ...paging,
    sort: Type.Optional(Type.String({ maxLength: 64 })),
    type: Type.Optional(text(64, 1)),
    provider: Type.Optional(text(256, 1)),
    component: Type.Optional(text(256, 1)),
    status: Type.Optional(Type.Enum(['valid', 'invalid', 'incomplete', 'reconnect_required', 'expired', 'deleted'])),
    ...inSolution,
    owner: Type.Optional(text(200, 1)),
    label: Type.Optional(Type.Union([Type.Array(label, { maxItems: 8 }), label])),
    search: Type.Optional(text(200)),
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
  summary: 'Lists credentials, newest first and without their policies; deleted ones with `status=deleted` only.',
  permission: 'read',
  audit: 'credential.list',
  request: { query },
  response: { 200: page },
  problems: ['request/cursor-invalid', 'request/sort-unknown'],
  handle: async (call) => {
    const { services, organisation } = call;
    const { limit = DEFAULT_LIMIT, label, solution, ...filters } = call.query;
    const labels = readLabels(label);
    const request = { ...filters, ...scopesOf(call, solution), limit, ...(labels && { labels }) };
    const { items, nextCursor } = await listCredentials(services.store.read, organisation.id, request);
    const seen = { now: services.clock(), settings: organisation.settings };
    return { status: 200, body: { items: items.map((item) => viewCredential(item, seen)), nextCursor } };
  },
});
