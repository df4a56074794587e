/** GET components: what credentials there are for, each with their count. */
import { type Static, Type } from 'typebox';
import { credentialTypes } from '../../../catalogue/types/index.ts';
import { countComponents } from '../../../store/count-components.ts';
import { readLabels, scopesOf } from '../../credentials/list-filters.ts';
import { iconOf, iconView } from '../../provider-view.ts';
import { type Call, defineRoute } from '../../route.ts';
import { inSolution, text } from '../../schemas.ts';

const label = text(320);

const query = Type.Object(
  {
    ...inSolution,
    owner: Type.Optional(text(200, 1)),
    label: Type.Optional(Type.Union([Type.Array(label, { maxItems: 8 }), label])),
  },
  { additionalProperties: false },
);

const item = Type.Object(
  {
    /** A provider, or a credential type for what has none: `mailgun`, `BasicAuth`. */
    component: Type.String(),
    kind: Type.Union([Type.Literal('provider'), Type.Literal('type')]),
    /** Absent for a provider that there is no longer. */
    title: Type.Optional(Type.String()),
    icon: Type.Optional(iconView),
    credentials: Type.Integer(),
    /** Those of them that are valid. */
    valid: Type.Integer(),
  },
  { additionalProperties: false, title: 'ComponentCount' },
);

type Look = Partial<Pick<Static<typeof item>, 'title' | 'icon'>>;

function lookOfType(name: string): Look {
  const type = credentialTypes.find((one) => one.name === name);
  return type ? { title: type.title } : {};
}

async function lookOfProvider({ services, organisation }: Call, name: string): Promise<Look> {
  const provider = await services.providers.find(organisation.id, name);
  if (!provider) return {};
  const icon = await iconOf(provider);
  return { title: provider.title, ...(icon && { icon }) };
}

/** Lists components with counts. */
export const listComponentsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/components',
  summary: 'Counts credentials by component: by provider, and by type where they have none; deleted ones are left out.',
  permission: 'read',
  audit: 'credential.list',
  request: { query },
  response: { 200: Type.Object({ items: Type.Array(item) }, { additionalProperties: false }) },
  problems: [],
  handle: async (call) => {
    const { owner, label: given, solution } = call.query;
    const labels = readLabels(given);
    const filters = { ...(owner !== undefined && { owner }), ...scopesOf(call, solution), ...(labels && { labels }) };
    const counts = await countComponents(call.services.store.read, call.organisation.id, filters);
    const items = counts.map(async ({ isType, ...count }) => ({
      ...count,
      kind: isType ? ('type' as const) : ('provider' as const),
      ...(isType ? lookOfType(count.component) : await lookOfProvider(call, count.component)),
    }));
    return { status: 200, body: { items: await Promise.all(items) } };
  },
});
