/**
 * The shape of a function's definition, once: the reader checks by it, docs/function.schema.json is made of it, and an
 * editor that knows it completes a file. What a shape cannot say is in check-function.ts.
 */
import { type TSchema, Type } from 'typebox';
import { locations, valueTypes } from './function-definition.ts';

const closed = { additionalProperties: false } as const;

function line(description: string, maxLength = 512) {
  return Type.String({ description, minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f\\u2028\\u2029]+$' });
}

function oneOf<const T extends readonly string[]>(values: T, description: string) {
  return Type.Enum([...values] as unknown as [T[number], ...T[number][]], { description });
}

function count(description: string) {
  return Type.Optional(Type.Integer({ description, minimum: 0, maximum: 1_048_576 }));
}

const key = (description: string) =>
  Type.String({ description, pattern: '^(?!cred_)[a-z0-9][a-z0-9._-]{0,127}$', maxLength: 128 });

const common = {
  location: oneOf(locations, 'Where it stands in the request.'),
  as: Type.Optional(line('Its name in the request, where that is another one.', 256)),
  description: Type.Optional(line('For people.')),
};

/** A parameter that the caller gives a value for. */
export const valueParameter = Type.Object(
  {
    ...common,
    type: oneOf(valueTypes, 'What the value is. Objects stand in a JSON body alone.'),
    required: Type.Optional(Type.Boolean({ description: 'Whether the caller has to give it; false by default.' })),
    default: Type.Optional(Type.Unknown({ description: 'Taken where the caller gives none.' })),
    enum: Type.Optional(
      Type.Array(Type.Union([Type.String({ maxLength: 1_024 }), Type.Number(), Type.Boolean()]), {
        description: 'The only values that it takes.',
        minItems: 1,
        maxItems: 256,
      }),
    ),
    pattern: Type.Optional(
      Type.String({
        description: 'A regular expression for the whole text, without look-around and back references.',
        maxLength: 512,
      }),
    ),
    minLength: count('Of a text, in characters.'),
    maxLength: count('Of a text, in characters; outside of bodies 8,192 by default.'),
    minimum: Type.Optional(Type.Number({ description: 'Of a number.' })),
    maximum: Type.Optional(Type.Number({ description: 'Of a number.' })),
    minItems: count('Of an array.'),
    maxItems: count('Of an array; 1,000 by default.'),
    items: Type.Optional(oneOf(['string', 'number', 'integer', 'boolean'], 'Of an array; texts by default.')),
  },
  { ...closed, description: 'A parameter that the caller gives a value for.' },
);

/** A parameter that a field of a credential stands in. */
export const credentialParameter = Type.Object(
  {
    ...common,
    type: Type.Literal('credential'),
    value: key('The credential’s key.'),
    field: Type.String({
      description: 'The field of the credential.',
      maxLength: 64,
      pattern: '^[A-Za-z][A-Za-z0-9_]*$',
    }),
    template: Type.Optional(line('What stands there, the field as `${value}`; by default that alone.')),
  },
  { ...closed, description: 'A field of a credential, placed where the policy permits it.' },
);

/** The three kinds of body, each by the one member that it has. */
export const bodies = {
  json: Type.Object(
    { json: Type.Unknown({ description: 'Any JSON; a text that is `${name}` alone takes the value as it is.' }) },
    { ...closed, description: 'Sent as JSON.' },
  ),
  form: Type.Object(
    {
      form: Type.Record(Type.String({ maxLength: 256 }), Type.String({ maxLength: 8_192 }), {
        description: 'By field: a text with placeholders.',
        maxProperties: 256,
      }),
    },
    { ...closed, description: 'Sent as a form.' },
  ),
  xml: Type.Object(
    {
      xml: Type.String({ description: 'A document with placeholders in texts and attributes.', minLength: 1 }),
    },
    { ...closed, description: 'Sent as XML, SOAP too.' },
  ),
} as const;

function shapeWith(parameter: TSchema, body: TSchema) {
  return Type.Object(
    {
      name: key('Unique in its solution, fixed for ever.'),
      description: Type.Optional(line('For people.')),
      state: Type.Optional(oneOf(['draft', 'active'], 'Only an active one runs; a draft by default.')),
      credential: Type.Optional(key('Key of the credential that is injected by its own rule.')),
      request: Type.Object(
        {
          method: oneOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], 'Of the request.'),
          url: Type.String({
            description:
              'Absolute, at an origin that every credential permits, or from a slash on below the base URL of `credential`. Placeholders stand in the path.',
            maxLength: 2_048,
            pattern: '^(?:https?://[^\\s/"<>\\\\^`@?#$]+)?(?:/[^\\s"<>\\\\^`#]*)?$',
            minLength: 1,
          }),
          headers: Type.Optional(
            Type.Record(Type.String({ maxLength: 256 }), Type.String({ maxLength: 8_192 }), {
              description: 'Sent as they stand.',
              maxProperties: 64,
            }),
          ),
          body: Type.Optional(body),
        },
        { ...closed, description: 'What is sent.' },
      ),
      parameters: Type.Optional(
        Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }), parameter, {
          description: 'By name.',
          maxProperties: 128,
        }),
      ),
    },
    { ...closed, title: 'FunctionDefinition', description: 'A function of Keyward.' },
  );
}

/** What the reader checks first; parameters and body it checks one by one, by the kind that each says it is. */
export const outerShape = shapeWith(Type.Unknown(), Type.Unknown());

/** The whole, for editors. */
export const functionFile = shapeWith(
  Type.Union([credentialParameter, valueParameter]),
  Type.Union([bodies.json, bodies.form, bodies.xml], { description: 'Of POST, PUT, PATCH and DELETE.' }),
);
