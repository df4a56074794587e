/** GET providers: those of the catalogue and the organisation's own, in the order of names. */
import { Type } from 'typebox';
import { type Provider, providerCategories } from '../../../catalogue/provider.ts';
import { decodeCursor, encodeCursor } from '../../../store/cursor.ts';
import { iconOf, providerSummaryView, viewProviderSummary } from '../../provider-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging, text } from '../../schemas.ts';

const query = Type.Object(
  {
    ...paging,
    category: Type.Optional(Type.Enum([...providerCategories])),
    type: Type.Optional(text(64, 1)),
    search: Type.Optional(text(200)),
    /** Whether each comes with what is drawn beside it. */
    icons: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const page = Type.Object(
  { items: Type.Array(providerSummaryView), nextCursor: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

interface Filters {
  readonly category?: string;
  readonly type?: string;
  readonly search?: string;
}

function isMeant({ name, title, description = '', categories, methods }: Provider, filters: Filters): boolean {
  const { category, type, search = '' } = filters;
  const wanted = search.toLowerCase();
  return (
    (category === undefined || categories.some((each) => each === category)) &&
    (type === undefined || methods.some((method) => method.type === type)) &&
    [name, title, description].some((words) => words.toLowerCase().includes(wanted))
  );
}

/** Lists providers. */
export const listProvidersRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/providers',
  summary: 'Lists the providers that a credential may be on.',
  permission: 'read',
  audit: 'provider.list',
  request: { query },
  response: { 200: page },
  problems: ['request/cursor-invalid'],
  handle: async ({ services, organisation, query: { limit = DEFAULT_LIMIT, cursor, icons = false, ...filters } }) => {
    const { category = '', type = '', search = '' } = filters;
    const binding = JSON.stringify(['providers', organisation.id, category, type, search]);
    const after = cursor === undefined ? '' : decodeCursor(binding, 'text', cursor).id;
    const all = await services.providers.list(organisation.id);
    const left = all.filter((provider) => provider.name > after && isMeant(provider, filters));
    const items = left.slice(0, limit);
    const last = items.at(-1)?.name;
    const nextCursor =
      last !== undefined && left.length > limit ? encodeCursor(binding, { value: last, id: last }) : undefined;
    const views = items.map(async (each) => viewProviderSummary(each, icons ? await iconOf(each) : undefined));
    return { status: 200, body: { items: await Promise.all(views), ...(nextCursor && { nextCursor }) } };
  },
});
