/** GET platform/people: every account of the installation, newest first. */
import { Type } from 'typebox';
import { listPeople } from '../../../store/people.ts';
import { personView, viewPerson } from '../../people/person-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging, text } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(personView), nextCursor: Type.Optional(Type.String()) }, closed);

const query = Type.Object(
  {
    ...paging,
    /** In the address or name, whatever the case. */
    search: Type.Optional(text(200)),
    state: Type.Optional(Type.Enum(['active', 'deactivated'])),
  },
  closed,
);

/** Lists accounts. */
export const listPeopleRoute = defineRoute({
  method: 'GET',
  path: '/v1/platform/people',
  summary: 'Lists the accounts of all people, newest first.',
  permission: 'managePlatform',
  audit: 'person.list',
  request: { query },
  response: { 200: page },
  problems: ['request/cursor-invalid'],
  handle: async ({ services, query: { limit = DEFAULT_LIMIT, ...rest } }) => {
    const { items, nextCursor } = await listPeople(services.store.read, { limit, ...rest });
    return { status: 200, body: { items: items.map(viewPerson), nextCursor } };
  },
});
