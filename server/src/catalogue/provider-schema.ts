/**
 * The shape of a provider's file, once: the reader checks by it, docs/provider.schema.json is made of it, and an editor
 * that knows it completes a file. What a shape cannot say is in check-provider.ts.
 */
import { type Static, Type } from 'typebox';
import { places } from '../domain/injection-rule.ts';
import { fieldFormats } from './credential-type.ts';
import { oauthFile } from './oauth-schema.ts';
import { providerCategories } from './provider.ts';
import { closed, code, fieldName, line, oneOf, pointer, texts, urlTemplate, webUrl } from './schema-parts.ts';
import { credentialTypes } from './types/index.ts';

const condition = Type.Object(
  {
    field: fieldName('Name of another field that is not secret.'),
    in: Type.Array(code('A value.', 256), { description: 'Any of these values.', minItems: 1, maxItems: 64 }),
  },
  { ...closed, description: 'Holds where the field has one of the values.' },
);

const fieldSpec = Type.Object(
  {
    name: fieldName('Of a field of the type: refines it. Any other name adds a field.'),
    title: Type.Optional(line('Shown in forms. A new field needs one.', 128)),
    help: Type.Optional(line('One sentence for the form. A new field needs one.')),
    secret: Type.Optional(
      Type.Boolean({ description: 'Sealed, and never returned. A secret field of the type stays secret.' }),
    ),
    required: Type.Optional(Type.Boolean({ description: 'Where `when` holds.' })),
    mayBeEmpty: Type.Optional(Type.Boolean({ description: 'Whether a secret may be the empty text.' })),
    default: Type.Optional(code('Taken where no value is given; never of a secret.')),
    enum: Type.Optional(
      Type.Array(code('A value.', 256), { description: 'The only values that it takes.', minItems: 1, maxItems: 256 }),
    ),
    pattern: Type.Optional(
      code('A regular expression for the whole value, without look-around and back references.', 512),
    ),
    maxLength: Type.Optional(
      Type.Integer({ description: 'In characters; 1,024 by default.', minimum: 1, maximum: 65_536 }),
    ),
    placeholder: Type.Optional(line('Shown in the empty box.', 256)),
    example: Type.Optional(line('A value of the right form.', 256)),
    multiline: Type.Optional(Type.Boolean({ description: 'Whether it has several lines, kept as they are.' })),
    format: Type.Optional(oneOf(fieldFormats, 'For a form to show and check it.')),
    docsUrl: Type.Optional(webUrl('Where to read more about it.')),
    when: Type.Optional(condition),
  },
  { ...closed, description: 'One field of the form.' },
);

const baseUrl = Type.Union(
  [
    urlTemplate('A template over fields that are not secret.'),
    Type.Array(
      Type.Object(
        { when: Type.Optional(condition), url: urlTemplate('A template over fields that are not secret.') },
        closed,
      ),
      { description: 'The first that fits counts; the last has no condition.', minItems: 1, maxItems: 32 },
    ),
  ],
  { description: 'Where the API is. A field in the host stands before a literal rest of the vendor’s own.' },
);

const step = Type.Object(
  {
    into: oneOf(places, 'Where the value goes.'),
    name: Type.Optional(code('Of the header, parameter, cookie, place in the body, or signer.', 256)),
    value: Type.Optional(code('A template; `user:password` for `basic`; nothing for a signer.')),
    inputs: Type.Optional(texts('What a signer works with.', { of: 'A template.', most: 16 })),
    tokenUrl: Type.Optional(code('Whom a signer asks for a token; a template over fields that are not secret.', 512)),
    when: Type.Optional(
      Type.Object(
        { field: fieldName('A field that is not secret.'), equals: code('Its value.', 256) },
        { ...closed, description: 'The step counts where the field has the value.' },
      ),
    ),
  },
  { ...closed, description: 'One step of the injection.' },
);

const predicate = (description: string) =>
  Type.Object(
    {
      status: Type.Optional(
        Type.Array(Type.Integer({ minimum: 100, maximum: 599 }), {
          description: 'Any of these.',
          minItems: 1,
          maxItems: 32,
        }),
      ),
      present: Type.Optional(
        Type.Array(pointer('A JSON pointer.'), { description: 'What must be there.', minItems: 1, maxItems: 16 }),
      ),
      equals: Type.Optional(
        Type.Record(
          Type.String({ maxLength: 256 }),
          Type.Union([Type.String({ maxLength: 256 }), Type.Number(), Type.Boolean(), Type.Null()]),
          { description: 'By JSON pointer: what must stand there.', minProperties: 1, maxProperties: 16 },
        ),
      ),
    },
    { ...closed, description },
  );

const verificationBody = Type.Union(
  [
    Type.Object({ json: Type.Unknown({ description: 'Sent as JSON, as it stands.' }) }, closed),
    Type.Object({ form: texts('Sent as a form.', { of: 'A value.', most: 32 }) }, closed),
  ],
  { description: 'Of a POST alone.' },
);

const verification = Type.Object(
  {
    request: Type.Object(
      {
        method: oneOf(['GET', 'HEAD', 'POST'], 'A POST only where it changes nothing.'),
        path: Type.String({
          description: 'Below the base URL, query included; a template over fields that are not secret.',
          maxLength: 512,
          pattern: '^/[^\\s"<>\\\\^`#]*$',
        }),
        headers: Type.Optional(texts('Beside those of the injection.', { of: 'A value.', most: 16 })),
        body: Type.Optional(verificationBody),
      },
      { ...closed, description: 'Safe however often it is sent.' },
    ),
    accept: Type.Optional(predicate('What alone accepts; any 2xx where it names no status.')),
    reject: Type.Optional(predicate('What rejects beside 401 and 403; only what the vendor documents.')),
    account: Type.Optional(
      Type.Array(pointer('A JSON pointer.'), {
        description: 'The account’s label: the first that is a text.',
        minItems: 1,
        maxItems: 8,
      }),
    ),
  },
  { ...closed, description: 'How a credential is tried. Left out: not verifiable.' },
);

const method = Type.Object(
  {
    title: Type.Optional(line('Of the method; the type’s own by default.', 128)),
    help: Type.Optional(line('One sentence.')),
    docsUrl: Type.Optional(webUrl('Where to get this very credential.')),
    fields: Type.Optional(
      Type.Array(fieldSpec, {
        description: 'All that is asked for, in order; instead of the type’s fields.',
        maxItems: 32,
      }),
    ),
    values: Type.Optional(
      texts('Values of plain fields of the type that are not asked for.', { of: 'The value.', most: 32 }),
    ),
    baseUrl: Type.Optional(baseUrl),
    sharedSuffixes: Type.Optional(
      Type.Array(code('A name.', 253), {
        description:
          'Names of the private section of the public suffix list that a field may stand before: the vendor gives out ' +
          'the names below and serves all of them itself.',
        minItems: 1,
        maxItems: 8,
      }),
    ),
    ownBaseUrl: Type.Optional(
      Type.Boolean({ description: 'Whether a credential may bring another base URL: the vendor is self-hosted too.' }),
    ),
    origins: Type.Optional(
      Type.Array(urlTemplate('An origin; a template over fields that are not secret.'), {
        description: 'Further origins that secrets may go to.',
        minItems: 1,
        maxItems: 16,
      }),
    ),
    injection: Type.Optional(
      Type.Array(step, { description: 'Instead of the type’s own.', minItems: 1, maxItems: 16 }),
    ),
    verification: Type.Optional(verification),
    oauth: Type.Optional(oauthFile),
  },
  { ...closed, description: 'How the vendor works with this credential type.' },
);

const evidence = Type.Union(
  [
    Type.Object(
      { kind: oneOf(['sdk', 'openapi'], 'What a test runs.'), package: line('A package of npm.', 214) },
      closed,
    ),
    Type.Object({ kind: oneOf(['documents'], 'No test.'), url: webUrl('The page.') }, closed),
  ],
  { description: 'What shows that this file is right.' },
);

/** One provider's file. */
export const providerFile = Type.Object(
  {
    name: Type.String({
      description: 'The file’s name without its ending; an organisation’s own begins with `org/`.',
      pattern: '^(?:org/)?[a-z0-9][a-z0-9-]{0,62}$',
    }),
    title: line('The vendor’s or product’s name.', 128),
    description: Type.Optional(line('One sentence.')),
    categories: Type.Array(oneOf(providerCategories, 'A category.'), {
      description: 'The first is the main one.',
      minItems: 1,
      maxItems: 4,
      uniqueItems: true,
    }),
    docsUrl: webUrl('The vendor’s page about its API’s credentials.'),
    icon: Type.Optional(
      Type.String({ description: 'Slug of simple-icons; left out where there is none.', pattern: '^[a-z0-9]{1,64}$' }),
    ),
    types: Type.Object(
      Object.fromEntries(credentialTypes.map(({ name }) => [name, Type.Optional(method)])) as Record<
        string,
        ReturnType<typeof Type.Optional<typeof method>>
      >,
      { ...closed, description: 'By credential type, in the order of forms.', minProperties: 1 },
    ),
    evidence,
  },
  { ...closed, title: 'Keyward provider', description: 'One provider of the catalogue; see docs/providers.md.' },
);

export type ProviderFile = Static<typeof providerFile>;
export type MethodFile = Static<typeof method>;
export type FieldFile = Static<typeof fieldSpec>;
export type StepFile = Static<typeof step>;
