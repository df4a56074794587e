/** An organisation's own provider as it is sent and answered. */
import { type Static, Type } from 'typebox';
import type { ImportReport } from '../../catalogue/import-openapi/import-report.ts';
import { formatInstant } from '../../domain/instant.ts';
import type { OwnProvider } from '../../domain/own-provider.ts';
import { instant } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** Body of a creation and of a replacement, in the form of a provider's file; documents alone go by it. */
export const ownProviderBody = Type.Unsafe<{ readonly text: string }>({
  type: 'object',
  title: 'OwnProviderInput',
  description: 'A provider in the form of docs/provider.schema.json, its name beginning with `org/`.',
  required: ['name', 'title', 'categories', 'docsUrl', 'types', 'evidence'],
  additionalProperties: true,
});

/** Path of a provider: its name without `org/`. */
export const ownProviderParams = Type.Object({ organisation: Type.String(), provider: Type.String() });

/** A provider in the form of its file. */
const document = Type.Unsafe<object>({ type: 'object', additionalProperties: true });

export const ownProviderView = Type.Object(
  {
    organisationId: Type.String(),
    name: Type.String(),
    version: Type.Integer(),
    provider: document,
    createdAt: instant,
    createdBy: Type.String(),
    updatedAt: instant,
    updatedBy: Type.String(),
  },
  { ...closed, title: 'OwnProvider' },
);

const entry = Type.Object(
  { path: Type.String(), to: Type.String(), note: Type.Optional(Type.String()) },
  { ...closed, title: 'ImportMapped' },
);

/** What an import has made of a document. */
export const importReport = Type.Object(
  {
    mapped: Type.Array(entry),
    unmapped: Type.Array(
      Type.Object({ path: Type.String(), reason: Type.String() }, { ...closed, title: 'ImportUnmapped' }),
    ),
    candidates: Type.Array(
      Type.Object(
        { path: Type.String(), request: Type.String(), types: Type.Array(Type.String()) },
        { ...closed, title: 'ImportCandidate' },
      ),
    ),
  },
  { ...closed, title: 'ImportReport' },
);

/** The provider for an answer. */
export function viewOwnProvider(provider: OwnProvider): Static<typeof ownProviderView> {
  const { organisationId, name, version, document: text, createdAt, createdBy, updatedAt, updatedBy } = provider;
  return {
    ...{ organisationId, name, version, provider: JSON.parse(text) as object, createdBy, updatedBy },
    ...{ createdAt: formatInstant(createdAt), updatedAt: formatInstant(updatedAt) },
  };
}

/** The report for an answer. */
export function viewReport({ mapped, unmapped, candidates }: ImportReport): Static<typeof importReport> {
  return {
    mapped: [...mapped],
    unmapped: [...unmapped],
    candidates: candidates.map((candidate) => ({ ...candidate, types: [...candidate.types] })),
  };
}
