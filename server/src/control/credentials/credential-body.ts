/** What clients send about a credential: the JSON shapes, before type and values are looked at. */
import { type Static, Type } from 'typebox';
import { valuePlaces } from '../../domain/injection-rule.ts';
import { releases } from '../../domain/release.ts';
import { credentialLimits, inSolution, instant, text } from '../schemas.ts';
import { verifyModes } from './verify-mode.ts';

const closed = { additionalProperties: false } as const;

const id = Type.String({ maxLength: 64 });
const key = Type.String({ maxLength: 256 });
const type = Type.String({ maxLength: 64 });
/** What it is: a type, a provider and one of its types, or a provider that has one type only. */
const kind = {
  type: Type.Optional(type),
  provider: Type.Optional(
    Type.String({
      maxLength: 68,
      pattern: '^(?:org/)?[a-z0-9][a-z0-9-]{0,62}$',
      description: 'Whose API it is for; decides fields, base URL and injection. Fixed, as the type is.',
    }),
  ),
};
const name = text(200);
const description = text(2_000);
const owner = text(200);
const url = Type.String({ maxLength: 2_048 });
const origins = Type.Array(url, { maxItems: 32 });
const values = Type.Record(Type.String(), Type.String(), { maxProperties: 64 });
const redactFields = Type.Array(Type.String({ maxLength: 128 }), { maxItems: 64 });

/** The platform's own names for things, 32 at most: `{ "customer": "acme" }`. */
const labels = Type.Record(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$' }), text(256), {
  ...closed,
  maxProperties: 32,
});

/** What the policy permits beyond the type's own placements; what is left out is not permitted. */
export const policyInput = Type.Object(
  {
    plainHttp: Type.Optional(Type.Enum(['loopback', 'permitted'])),
    setCookie: Type.Optional(Type.Enum(['dropped', 'permitted'])),
    scrub: Type.Optional(Type.Enum(['on', 'off'])),
    webSocket: Type.Optional(Type.Enum(['refused', 'permitted'])),
    release: Type.Optional(Type.Array(Type.Enum([...releases]), { maxItems: 2 })),
    placements: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 32 })),
  },
  { ...closed, title: 'PolicyInput' },
);

/** A credential's own rule: where its fields go, in order. Templates read its fields as `${field}`. */
const injection = Type.Array(
  Type.Object(
    {
      into: Type.Enum([...valuePlaces]),
      name: Type.Optional(Type.String({ maxLength: 256 })),
      value: Type.String({ maxLength: 2_048 }),
    },
    { ...closed, title: 'InjectionStepInput' },
  ),
  { maxItems: 16 },
);

const described = {
  name: Type.Optional(name),
  description: Type.Optional(description),
  owner: Type.Optional(owner),
  labels: Type.Optional(labels),
  baseUrl: Type.Optional(url),
  allowedOrigins: Type.Optional(origins),
  expiresAt: Type.Optional(instant),
  limits: Type.Optional(credentialLimits),
  policy: Type.Optional(policyInput),
  redactFields: Type.Optional(redactFields),
  injection: Type.Optional(injection),
};

const given = {
  /** Base64 of each field. */
  data: Type.Optional(values),
  /** The same, plain. */
  fields: Type.Optional(values),
  /** Base64 of an envelope for each secret field. */
  sealed: Type.Optional(values),
};

const shadows = Type.Optional(
  Type.Boolean({
    description: 'That it may hide a credential of the organisation with the same key; in a solution only.',
  }),
);

/** Body of a creation and of a replacement (PUT). */
export const credentialBody = Type.Object(
  { id: Type.Optional(id), key: Type.Optional(key), ...kind, shadows, ...described, ...given },
  { ...closed, title: 'CredentialInput' },
);

/** Body of `credentials:policy`: the same without secrets, of which only the names are taken. */
export const policyBody = Type.Object(
  {
    id: Type.Optional(id),
    key: Type.Optional(key),
    ...kind,
    shadows,
    ...described,
    data: given.data,
    fields: given.fields,
    /** Fields that will be sealed; to be told for types with open fields only. */
    secretFields: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { maxItems: 64 })),
  },
  { ...closed, title: 'SealingRequest' },
);

const orNull = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));
const changedValues = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), { maxProperties: 64 });

/** Body of a PATCH: what is left out stays; null removes an optional member or a field that is not secret. */
export const credentialPatch = Type.Object(
  {
    id: Type.Optional(id),
    key: Type.Optional(key),
    ...kind,
    name: orNull(name),
    description: orNull(description),
    owner: orNull(owner),
    labels: orNull(labels),
    baseUrl: orNull(url),
    allowedOrigins: orNull(origins),
    expiresAt: orNull(instant),
    limits: orNull(credentialLimits),
    policy: orNull(policyInput),
    redactFields: orNull(redactFields),
    injection: orNull(injection),
    data: Type.Optional(changedValues),
    fields: Type.Optional(changedValues),
    sealed: given.sealed,
  },
  { ...closed, title: 'CredentialPatch' },
);

/**
 * `enforce` stores nothing that its API has not accepted; `record`, the default, tries once it is stored, and the verdict
 * lies in the answer; `skip` does not try.
 */
export const writeQuery = Type.Object({ ...inSolution, verify: Type.Optional(Type.Enum([...verifyModes])) }, closed);

export type CredentialBody = Static<typeof credentialBody>;
export type PolicyBody = Static<typeof policyBody>;
export type CredentialPatch = Static<typeof credentialPatch>;
export type PolicyInput = Static<typeof policyInput>;
