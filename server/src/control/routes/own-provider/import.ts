/** POST providers:import: a provider from an OpenAPI 3 document, or with `dryRun` the report of what it would be. */
import { Type } from 'typebox';
import { planImport, storeImport } from '../../providers/import-provider.ts';
import { importReport, ownProviderView, viewOwnProvider, viewReport } from '../../providers/own-provider-view.ts';
import { defineRoute } from '../../route.ts';
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
    'credential/origin-invalid',
    'request/rate-limited',
  ],
  handle: async (call) => {
    const { dryRun, ...options } = call.query;
    const plan = await planImport(call, call.body.text, options);
    const { draft, violations } = plan;
    const report = viewReport(plan.report);
    if (dryRun) return { status: 200, body: { provider: draft, report, violations: [...violations] } };
    const provider = await storeImport(call, plan);
    return { status: 201, body: { provider: viewOwnProvider(provider), report } };
  },
});
