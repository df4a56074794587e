/** GET components: what credentials there are for, each with their count. */
import { Type } from 'typebox';
import { countComponents } from '../../../store/count-components.ts';
import { readLabels, scopesOf } from '../../credentials/list-filters.ts';
import { defineRoute } from '../../route.ts';
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
    credentials: Type.Integer(),
    /** Those of them that are valid. */
    valid: Type.Integer(),
  },
  { additionalProperties: false, title: 'ComponentCount' },
);

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
    const items = counts.map(({ isType, ...count }) => ({
      ...count,
      kind: isType ? ('type' as const) : ('provider' as const),
    }));
    return { status: 200, body: { items } };
  },
});
