/**
 * The shape of a solution's template, once: the reader checks by it, and docs/solution-template.schema.json is made of it.
 * A template declares credentials; there is no place in it for a secret's value.
 */
import { type Static, Type } from 'typebox';
import { valuePlaces } from '../domain/injection-rule.ts';
import { credentialTypes } from './types/index.ts';

const closed = { additionalProperties: false } as const;
const text = (description: string, maxLength: number) => Type.String({ description, maxLength });
const url = (description: string) => Type.String({ description, maxLength: 2_048 });

const declared = Type.Object(
  {
    key: Type.String({
      description: 'By which functions and flows name it.',
      pattern: '^(?!cred_)[a-z0-9][a-z0-9._-]{0,127}$',
    }),
    type: Type.Enum(
      credentialTypes.map(({ name }) => name),
      { description: 'Of the credential.' },
    ),
    provider: Type.Optional(
      Type.String({ description: 'Whose API it is for.', pattern: '^(?:org/)?[a-z0-9][a-z0-9-]{0,62}$' }),
    ),
    name: Type.Optional(text('Shown in lists.', 200)),
    description: Type.Optional(text('What it is for.', 2_000)),
    help: Type.Optional(text('For whoever fills it in.', 2_000)),
    baseUrl: Type.Optional(url('Where the API is; without a provider.')),
    allowedOrigins: Type.Optional(Type.Array(url('An origin.'), { maxItems: 32 })),
    fields: Type.Optional(
      Type.Record(Type.String({ maxLength: 128 }), Type.String({ maxLength: 4_096 }), {
        description: 'Values of fields that are not secret. A secret field is refused.',
        maxProperties: 64,
      }),
    ),
    secrets: Type.Optional(
      Type.Array(Type.String({ maxLength: 128 }), {
        description: 'Of a type with open fields: the names of its secret fields.',
        maxItems: 64,
      }),
    ),
    injection: Type.Optional(
      Type.Array(
        Type.Object(
          {
            into: Type.Enum([...valuePlaces], { description: 'The place.' }),
            name: Type.Optional(text('Of the place.', 256)),
            value: text('A template over the fields.', 2_048),
          },
          closed,
        ),
        { description: 'Of types that take a rule of their own.', maxItems: 16 },
      ),
    ),
  },
  { ...closed, description: 'A credential that the solution needs.' },
);

/** The whole file. */
export const solutionTemplate = Type.Object(
  {
    version: Type.Literal(1, { description: 'Of this form.' }),
    name: Type.Optional(text('Of the solution that it was made of.', 200)),
    functions: Type.Optional(
      Type.Array(
        Type.Object(
          { name: Type.String({ description: 'As docs/function.schema.json has it.', maxLength: 128 }) },
          { additionalProperties: true, description: 'A function; it becomes a draft.' },
        ),
        { maxItems: 500 },
      ),
    ),
    credentials: Type.Array(declared, { description: 'Each key once.', maxItems: 1_000 }),
  },
  { ...closed, title: 'Template of a solution of Keyward' },
);

export type SolutionTemplate = Static<typeof solutionTemplate>;
export type DeclaredCredential = SolutionTemplate['credentials'][number];
