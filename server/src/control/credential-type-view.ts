/** The credential type in answers: the catalogue's own data. */
import { type Static, Type } from 'typebox';
import type { CredentialType } from '../catalogue/credential-type.ts';

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
  },
  { ...closed, title: 'CredentialField' },
);

const stepView = Type.Object(
  {
    into: Type.String(),
    name: optionalText,
    value: Type.String(),
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
  },
  { ...closed, title: 'CredentialType' },
);

/** The type for an answer; members that say yes or no are always there. */
export function viewCredentialType(type: CredentialType): Static<typeof credentialTypeView> {
  const fields = type.fields.map((spec) => ({
    ...spec,
    secret: spec.secret ?? false,
    required: spec.required ?? false,
    enum: spec.enum && [...spec.enum],
  }));
  const { takesInjection = false, openFields = false } = type;
  return { ...type, fields, injection: [...type.injection], takesInjection, openFields };
}
