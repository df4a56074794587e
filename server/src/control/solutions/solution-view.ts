/** Solutions as they are sent and answered. */
import { type Static, Type } from 'typebox';
import { formatInstant } from '../../domain/instant.ts';
import type { Solution } from '../../domain/solution.ts';
import { instant, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

const mappedTo = Type.Union([
  Type.Literal('later'),
  Type.Object({ use: Type.String({ maxLength: 128 }) }, closed),
  Type.Object(
    {
      create: Type.Object(
        {
          baseUrl: Type.Optional(Type.String({ maxLength: 2_048 })),
          fields: Type.Optional(Type.Record(Type.String(), Type.String(), { maxProperties: 64 })),
        },
        closed,
      ),
    },
    closed,
  ),
]);

/** Body of a creation; a slug is derived from the name where it is left out. */
export const solutionBody = Type.Object(
  {
    slug: Type.Optional(Type.String({ maxLength: 128 })),
    name: text(200, 1),
    template: Type.Optional(
      Type.Union([Type.String({ maxLength: 65_536 }), Type.Record(Type.String(), Type.Unknown())], {
        description: 'YAML or JSON, as docs/solution-template.schema.json has it.',
      }),
    ),
    mapping: Type.Optional(
      Type.Record(Type.String(), mappedTo, {
        description: 'By key of the template: where its credential comes from; `later` by default.',
        maxProperties: 1_000,
      }),
    ),
  },
  { ...closed, title: 'SolutionInput' },
);

/** Body of a change: the slug is fixed, as a key is. */
export const solutionPatch = Type.Object({ name: Type.Optional(text(200, 1)) }, { ...closed, title: 'SolutionPatch' });

/** Body of a copy. */
export const solutionCopyBody = Type.Object(
  {
    slug: Type.String({ maxLength: 128 }),
    /** That of the original by default. */
    name: Type.Optional(text(200, 1)),
    organisation: Type.Optional(
      Type.String({ maxLength: 128, description: 'Id or slug of another organisation; takes a platform token.' }),
    ),
    shadows: Type.Optional(
      Type.Boolean({ description: 'That credentials of the copy may hide the organisation’s of the same keys.' }),
    ),
  },
  { ...closed, title: 'SolutionCopyInput' },
);

/** A solution. */
export const solutionView = Type.Object(
  {
    id: Type.String(),
    organisationId: Type.String(),
    slug: Type.String(),
    name: Type.String(),
    version: Type.Integer(),
    createdAt: instant,
    createdBy: Type.String(),
    updatedAt: instant,
    updatedBy: Type.String(),
  },
  { ...closed, title: 'Solution' },
);

export type SolutionBody = Static<typeof solutionBody>;
export type SolutionCopyBody = Static<typeof solutionCopyBody>;
export type SolutionPatch = Static<typeof solutionPatch>;

/** The solution for an answer. */
export function viewSolution({ createdAt, updatedAt, ...solution }: Solution): Static<typeof solutionView> {
  return { ...solution, createdAt: formatInstant(createdAt), updatedAt: formatInstant(updatedAt) };
}
