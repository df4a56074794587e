/** POST providers:import: a provider from an OpenAPI 3 document, or with `dryRun` the report of what it would be. */
import { type Static, Type } from 'typebox';
import { type PlannedImport, planImport, storeImport } from '../../providers/import-provider.ts';
import { importReport, ownProviderView, viewOwnProvider, viewReport } from '../../providers/own-provider-view.ts';
import { requireOwnProvider } from '../../providers/require-own-provider.ts';
import { type Call, defineRoute } from '../../route.ts';
import { text, violation } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
/** A document, and the room that its last line may need. */
const LARGEST_BYTES = 4 * 1024 * 1024 + 1024;

const webUrl = Type.Optional(Type.String({ maxLength: 512, pattern: '^https?://[^\\s"<>\\\\^`{|}@]+$' }));

const query = Type.Object(
  {
    dryRun: Type.Optional(Type.Boolean({ description: 'Stores nothing.' })),
    name: Type.Optional(
      Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$', description: 'Without `org/`; from the title by default.' }),
    ),
    title: Type.Optional(text(128, 1)),
    baseUrl: webUrl,
    docsUrl: webUrl,
    verification: Type.Optional(
      Type.String({ maxLength: 256, description: 'One of the candidates: the request that credentials are tried by.' }),
    ),
  },
  closed,
);

const document = Type.Unsafe<{ readonly text: string }>({
  type: 'object',
  title: 'OpenApiDocument',
  description: 'A document of OpenAPI 3, whole: references out of it are not followed.',
  additionalProperties: true,
});

const planned = Type.Object(
  {
    provider: Type.Unsafe<object>({ type: 'object', additionalProperties: true }),
    report: importReport,
    violations: Type.Array(violation),
  },
  { ...closed, title: 'PlannedImport' },
);
const done = Type.Object({ provider: ownProviderView, report: importReport }, { ...closed, title: 'ImportedProvider' });

type ImportCall = Call<unknown, Static<typeof query>, Static<typeof document>>;

function planOf(call: ImportCall): Promise<PlannedImport> {
  const { dryRun: _, ...options } = call.query;
  return planImport(call, call.body.text, options);
}

function viewPlan({ draft, report, violations }: PlannedImport): Static<typeof planned> {
  return { provider: draft, report: viewReport(report), violations: [...violations] };
}

/** Imports a provider. */
export const importProviderRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/providers::import',
  summary:
    'Makes a provider of the organisation’s own from an OpenAPI 3 document in JSON or YAML, and tells what could not be mapped.',
  permission: 'manageProviders',
  audit: 'provider.import',
  request: { params: Type.Object({ organisation: Type.String() }), query, body: document },
  takesText: true,
  bodyLimit: LARGEST_BYTES,
  response: { 200: planned, 201: done },
  problems: [
    'provider/document-invalid',
    'provider/invalid',
    'provider/name-taken',
    'provider/too-many',
    'provider/stale',
    'provider/not-found',
    'credential/origin-invalid',
    'request/rate-limited',
  ],
  idempotency: {
    fingerprint: ({ body }) => body.text,
    // The report is not kept; it is made again of the same document.
    replay: async (call, name) => {
      const plan = await planOf(call);
      if (call.query.dryRun) return { status: 200, body: viewPlan(plan) };
      const provider = viewOwnProvider(await requireOwnProvider(call, name));
      return { status: 201, body: { provider, report: viewReport(plan.report) } };
    },
  },
  handle: async (call) => {
    const plan = await planOf(call);
    if (call.query.dryRun) return { status: 200, body: viewPlan(plan) };
    const provider = viewOwnProvider(await storeImport(call, plan));
    return { status: 201, body: { provider, report: viewReport(plan.report) } };
  },
});
