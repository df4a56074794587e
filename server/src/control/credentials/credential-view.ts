/** The credential in answers: everything but its secrets, of which only their presence is shown. */
import { type Static, Type } from 'typebox';
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import { credentialTypes } from '../../catalogue/types/index.ts';
import { type Credential, unusableReason, type Verification } from '../../domain/credential.ts';
import { formatInstant, type Instant } from '../../domain/instant.ts';
import { effectiveSettings } from '../../domain/organisation-settings.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Organisation } from '../../store/organisations.ts';
import { credentialLimits, instant, violation } from '../schemas.ts';
import { effectiveFields } from './field-rules.ts';

const closed = { additionalProperties: false } as const;
const textMap = Type.Record(Type.String(), Type.String());
const texts = Type.Array(Type.String());
const rolePolicy = Type.Object({ origins: texts, placements: texts }, { ...closed, title: 'RolePolicy' });

/** A policy, see docs/envelope.md. */
export const policyView = Type.Object(
  {
    version: Type.Literal(1),
    provider: Type.Optional(Type.String()),
    fields: Type.Record(Type.String(), texts),
    roles: Type.Object(
      { api: Type.Optional(rolePolicy), token: Type.Optional(rolePolicy), verify: Type.Optional(rolePolicy) },
      closed,
    ),
    plainHttp: Type.String(),
    release: texts,
    setCookie: Type.String(),
    scrub: Type.String(),
    webSocket: Type.Optional(Type.String()),
  },
  { ...closed, title: 'Policy' },
);

/** As it was sent, secrets as `••••`. */
const tracedRequest = Type.Object(
  {
    method: Type.String(),
    url: Type.String(),
    headers: Type.Array(Type.Object({ name: Type.String(), value: Type.String() }, closed)),
  },
  { ...closed, title: 'TracedRequest' },
);

const step = Type.Object(
  { step: Type.String(), outcome: Type.String(), note: Type.String(), request: Type.Optional(tracedRequest) },
  closed,
);

/** The live check's verdict and trace. */
export const verificationView = Type.Object(
  {
    verdict: Type.String(),
    checkedAt: Type.Optional(instant),
    account: Type.Optional(Type.String()),
    steps: Type.Array(step),
  },
  { ...closed, title: 'Verification' },
);

/**
 * A credential; `data` holds the same values as `fields`, in base64, and beside them those that are not text, which
 * `fields` cannot hold.
 */
export const credentialView = Type.Object(
  {
    id: Type.String(),
    organisationId: Type.String(),
    /** Absent for the organisation's own. */
    solutionId: Type.Optional(Type.String()),
    key: Type.String(),
    name: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    owner: Type.Optional(Type.String()),
    labels: textMap,
    type: Type.String(),
    provider: Type.Optional(Type.String()),
    baseUrl: Type.Optional(Type.String()),
    allowedOrigins: Type.Optional(texts),
    fields: textMap,
    data: textMap,
    secrets: Type.Record(
      Type.String(),
      Type.Object({ set: Type.Boolean(), materialVersion: Type.Optional(Type.Integer()) }, closed),
    ),
    redactFields: Type.Optional(texts),
    injection: Type.Optional(
      Type.Array(
        Type.Object({ into: Type.String(), name: Type.Optional(Type.String()), value: Type.String() }, closed),
      ),
    ),
    policy: Type.Optional(policyView),
    status: Type.String(),
    errors: Type.Array(violation),
    verification: verificationView,
    limits: Type.Optional(credentialLimits),
    /** Until when an upstream has asked for no more requests; lists leave it out. */
    rateLimitedUntil: Type.Optional(instant),
    usable: Type.Boolean(),
    reason: Type.Optional(Type.String()),
    expiresAt: Type.Optional(instant),
    version: Type.Integer(),
    createdAt: instant,
    createdBy: Type.String(),
    updatedAt: instant,
    updatedBy: Type.String(),
    lastUsedAt: Type.Optional(instant),
    /** How many references of consumers and functions name it, those included that the token may not see; lists only. */
    usageCount: Type.Optional(Type.Integer()),
  },
  { ...closed, title: 'Credential' },
);

export type CredentialView = Static<typeof credentialView>;

function at(moment: Instant | undefined): string | undefined {
  return moment === undefined ? undefined : formatInstant(moment);
}

function secretsOf(credential: Credential, type: CredentialType | undefined): CredentialView['secrets'] {
  const names = type?.fields.filter((spec) => spec.secret).map((spec) => spec.name) ?? Object.keys(credential.secrets);
  return Object.fromEntries(
    names.map((name) => {
      const materialVersion = credential.secrets[name];
      return [name, materialVersion === undefined ? { set: false } : { set: true, materialVersion }];
    }),
  );
}

function fieldsOf(credential: Credential, type: CredentialType | undefined): Pick<CredentialView, 'fields' | 'data'> {
  const fields = type ? effectiveFields(type, credential.fields) : credential.fields;
  const encoded = Object.entries(fields).map(([name, value]) => [name, Buffer.from(value, 'utf8').toString('base64')]);
  return { fields, data: { ...Object.fromEntries(encoded), ...credential.binaryFields } };
}

/** Absent where all fields are redacted, those included that there will yet be. */
function redactionOf({ redactFields, secrets }: Credential, type: CredentialType | undefined): string[] | undefined {
  if (type?.openFields) return redactFields && [...redactFields];
  return type?.fields.filter((spec) => spec.secret).map((spec) => spec.name) ?? Object.keys(secrets);
}

/** What an answer about a credential goes by beside its record. */
export interface ViewOptions {
  readonly now: Instant;
  /** Of its organisation, as stored: they have a say in whether it is usable. */
  readonly settings: Organisation['settings'];
  /** As stored with its secrets; lists leave it out. */
  readonly policy?: Policy | undefined;
  /** As the brokers have stored it; lists leave it out. */
  readonly rateLimitedUntil?: Instant | undefined;
  /** Lists alone have it. */
  readonly usageCount?: number | undefined;
}

/** A verdict and its trace for an answer. */
export function viewVerification({ verdict, checkedAt, account, steps }: Verification): CredentialView['verification'] {
  return {
    verdict,
    checkedAt: at(checkedAt),
    account,
    steps: steps.map(({ request, ...step }) => {
      return request ? { ...step, request: { ...request, headers: [...request.headers] } } : step;
    }),
  };
}

/** The credential for an answer. */
export function viewCredential(
  credential: Credential,
  { now, settings, policy, rateLimitedUntil, usageCount }: ViewOptions,
): CredentialView {
  // A type that this version does not know must not break the list.
  const isKnown = credentialTypes.some(({ name }) => name === credential.type);
  const type = isKnown ? typeOfCredential(credential) : undefined;
  const reason = unusableReason(credential, now, effectiveSettings(settings));
  const secrets = secretsOf(credential, type);
  const { organisationId, id, key, name, description, owner, labels, provider, baseUrl, allowedOrigins } = credential;
  const { solutionId, status, errors, version, createdBy, updatedBy, verification } = credential;
  return {
    ...(solutionId !== '' && { solutionId }),
    ...{ id, organisationId, key, name, description, owner, labels, type: credential.type, provider, baseUrl },
    allowedOrigins: allowedOrigins && [...allowedOrigins],
    ...fieldsOf(credential, type),
    secrets,
    redactFields: redactionOf(credential, type),
    injection: credential.injection && [...credential.injection],
    policy: policy as CredentialView['policy'],
    status,
    errors: [...errors],
    verification: viewVerification(verification),
    limits: credential.limits,
    rateLimitedUntil: at(rateLimitedUntil),
    usable: reason === undefined,
    reason,
    expiresAt: at(credential.expiresAt),
    version,
    createdAt: formatInstant(credential.createdAt),
    createdBy,
    updatedAt: formatInstant(credential.updatedAt),
    updatedBy,
    lastUsedAt: at(credential.lastUsedAt),
    usageCount,
  };
}
