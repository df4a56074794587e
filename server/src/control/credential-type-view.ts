/** The credential type in answers: the catalogue's own data. */
import { type Static, Type } from 'typebox';
import { type CredentialType, type FieldSpec, fieldFormats } from '../catalogue/credential-type.ts';
import { schemaOf } from '../catalogue/schema-of.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());

const fieldView = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    help: Type.String(),
    secret: Type.Boolean(),
    required: Type.Boolean(),
    mayBeEmpty: Type.Optional(Type.Boolean()),
    default: optionalText,
    enum: Type.Optional(Type.Array(Type.String())),
    pattern: optionalText,
    maxLength: Type.Optional(Type.Integer()),
    placeholder: optionalText,
    example: optionalText,
    multiline: Type.Boolean(),
    format: Type.Optional(Type.Enum([...fieldFormats])),
    docsUrl: optionalText,
    when: Type.Optional(Type.Object({ field: Type.String(), in: Type.Array(Type.String()) }, closed)),
    /** Leaves for token requests alone. */
    isForTokens: Type.Optional(Type.Boolean()),
    /** The client's secret, kept with the OAuth configuration. */
    isOfClient: Type.Optional(Type.Boolean()),
  },
  { ...closed, title: 'CredentialField' },
);

const stepView = Type.Object(
  {
    into: Type.String(),
    name: optionalText,
    value: Type.String(),
    inputs: Type.Optional(Type.Record(Type.String(), Type.String())),
    tokenUrl: optionalText,
    when: Type.Optional(Type.Object({ field: Type.String(), equals: Type.String() }, closed)),
  },
  { ...closed, title: 'InjectionStep' },
);

/** A credential type with its fields and where they go. */
export const credentialTypeView = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    description: Type.String(),
    fields: Type.Array(fieldView),
    injection: Type.Array(stepView),
    takesInjection: Type.Boolean(),
    openFields: Type.Boolean(),
    testPathField: optionalText,
    connection: Type.Optional(Type.Object({ origin: Type.String(), placement: Type.String() }, closed)),
    isConnected: Type.Boolean(),
    /** JSON Schema (draft 2020-12) of `fields` in a credential's body, in the order of a form. */
    schema: Type.Record(Type.String(), Type.Unknown()),
  },
  { ...closed, title: 'CredentialType' },
);

/** A field for an answer; members that say yes or no are always there. */
export function viewField(spec: FieldSpec): Static<typeof fieldView> {
  const { urlPart: _ours, ...shown } = spec;
  return {
    ...shown,
    secret: spec.secret ?? false,
    required: spec.required ?? false,
    multiline: spec.multiline ?? false,
    enum: spec.enum && [...spec.enum],
    when: spec.when && { ...spec.when, in: [...spec.when.in] },
  } as Static<typeof fieldView>;
}

/** The type for an answer; members that say yes or no are always there. */
export function viewCredentialType(type: CredentialType): Static<typeof credentialTypeView> {
  const fields = type.fields.map(viewField);
  const injection = type.injection.map((step) => ({ ...step, inputs: step.inputs && { ...step.inputs } }));
  const { takesInjection = false, openFields = false, isConnected = false } = type;
  return { ...type, fields, injection, takesInjection, openFields, isConnected, schema: schemaOf(type) };
}
