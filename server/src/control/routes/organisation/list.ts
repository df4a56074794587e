/** GET /v1/organisations: the one that the token belongs to. */
import { Type } from 'typebox';
import { formatInstant } from '../../../domain/instant.ts';
import { defineRoute } from '../../route.ts';
import { instant } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const organisation = Type.Object(
  { id: Type.String(), slug: Type.String(), name: Type.String(), createdAt: instant },
  closed,
);

/** Lists the organisations that the token sees. */
export const listOrganisationsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations',
  permission: 'identify',
  audit: 'organisation.list',
  request: {},
  response: { 200: Type.Object({ items: Type.Array(organisation) }, closed) },
  problems: [],
  handle: async ({ organisation: { id, slug, name, createdAt } }) => ({
    status: 200,
    body: { items: [{ id, slug, name, createdAt: formatInstant(createdAt) }] },
  }),
});
