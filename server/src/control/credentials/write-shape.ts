/**
 * The type as a write will leave the credential with it: which fields there are, which of them are secret, and by which
 * rule they are injected. Decided first, because all the rest of a write follows from it.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { shapeMethod } from '../../catalogue/provider.ts';
import { fieldNamesOf, shapeType } from '../../catalogue/shape-type.ts';
import { credentialType } from '../../catalogue/types/index.ts';
import type { Credential } from '../../domain/credential.ts';
import type { InjectionStep } from '../../domain/injection-rule.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import type { CredentialBody, CredentialPatch } from './credential-body.ts';
import type { GivenValues } from './given-values.ts';
import type { OnProvider, ProvidedBody } from './on-provider.ts';
import { readInjection } from './read-injection.ts';

/** What a write decides about the shape. */
export interface WriteShape {
  /** With the credential's own fields and rule. */
  readonly type: CredentialType;
  readonly redactFields: readonly string[] | undefined;
  readonly injection: readonly InjectionStep[] | undefined;
  readonly on: OnProvider | undefined;
}

/** What values may be given for: of a provider what it asks for, not the type's other fields. */
export function askedOf({ type, on }: WriteShape): CredentialType {
  return on ? { ...type, fields: on.method.fields } : type;
}

/** A provider decides the fields and the rule: nothing of the body does. */
function shapeOn(on: OnProvider, injection: readonly InjectionStep[] | undefined): WriteShape {
  const type = shapeMethod(credentialType(on.method.type), on.method);
  const own = injection ?? credentialType(on.method.type).injection;
  return { type: { ...type, injection: own }, redactFields: undefined, injection, on };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function namesIn({ data, fields, sealed }: Pick<CredentialPatch, 'data' | 'fields' | 'sealed'>): string[] {
  return [data, fields, sealed].flatMap((values) => Object.keys(values ?? {}));
}

/** Absent means all, so that nothing contains more. */
function assertGrown(former: readonly string[], next: readonly string[] | undefined): void {
  const isGrown = next === undefined || former.every((name) => next.includes(name));
  if (isGrown) return;
  const errors = [{ path: '/redactFields', message: 'leaves out a field that is secret' }];
  throw new Problem('credential/redaction-shrunk', { errors });
}

/** @throws Problem `credential/type-unknown`, `credential/use-connections`, `request/invalid` */
export function shapeOfNew({ body, on }: ProvidedBody<CredentialBody>): WriteShape {
  if (on) return shapeOn(on, on.method.injection);
  const type = credentialType(body.type);
  const redactFields = type.openFields && body.redactFields ? sorted(body.redactFields) : undefined;
  const shaped = shapeType(type, { names: namesIn(body), redactFields });
  const injection = readInjection(shaped, body.injection);
  return { type: shapeType(shaped, { names: [], injection }), redactFields, injection, on: undefined };
}

/**
 * The shape after a replacement: plain fields that the body leaves out are gone, secrets are kept.
 *
 * @throws Problem `credential/redaction-shrunk`; those of `shapeOfNew`
 */
export function shapeOfReplaced(current: Credential, { body, on }: ProvidedBody<CredentialBody>): WriteShape {
  if (on) return shapeOn(on, on.method.injection);
  const type = credentialType(current.type);
  const redactFields = type.openFields && body.redactFields ? sorted(body.redactFields) : undefined;
  if (type.openFields) assertGrown(allOf(current), redactFields);
  const secrets = Object.keys(current.secrets);
  const shaped = shapeType(type, { names: [...namesIn(body), ...secrets], redactFields, secrets });
  const injection = readInjection(shaped, body.injection);
  return { type: shapeType(shaped, { names: [], injection }), redactFields, injection, on: undefined };
}

/**
 * Whether a patch takes anew from the provider: where it names it, or what the provider's part depends on. Else all stays as it was
 * taken, so that a changed provider does not turn a new name into a new policy.
 */
export function takesAnew(body: CredentialPatch, { method }: OnProvider): boolean {
  const isPlain = (name: string) => method.fields.some((spec) => spec.name === name && !spec.secret);
  return body.provider !== undefined || body.baseUrl !== undefined || namesIn(body).some(isPlain);
}

/**
 * The shape after a merge: what the body leaves out stays.
 *
 * @throws Problem `credential/redaction-shrunk`; those of `shapeOfNew`
 */
export function shapeOfPatched(current: Credential, { body, on }: ProvidedBody<CredentialPatch>): WriteShape {
  if (on) return shapeOn(on, takesAnew(body, on) ? on.method.injection : current.injection);
  const type = credentialType(current.type);
  const redactFields = type.openFields ? nextRedaction(current, body) : undefined;
  if (type.openFields) assertGrown(allOf(current), redactFields);
  const secrets = Object.keys(current.secrets);
  const shaped = shapeType(type, { names: [...namesIn(body), ...fieldNamesOf(current)], redactFields, secrets });
  const kept = body.injection === undefined ? current.injection : body.injection;
  const injection = readInjection(shaped, kept);
  return { type: shapeType(shaped, { names: [], injection }), redactFields, injection, on: undefined };
}

/**
 * A patch that names no list brings new fields as secrets: the record's own list is not authenticated, and whoever edits
 * it would have the next secret stored in plain.
 */
function nextRedaction(current: Credential, body: CredentialPatch): readonly string[] | undefined {
  const { redactFields } = body;
  if (redactFields !== undefined) return redactFields === null ? undefined : sorted(redactFields);
  if (current.redactFields === undefined) return undefined;
  const { fields, binaryFields = {}, secrets } = current;
  const isNew = (name: string) => !Object.hasOwn(fields, name) && !Object.hasOwn(binaryFields, name);
  const brought = namesIn(body).filter(
    (name) => isNew(name) && body.data?.[name] !== null && body.fields?.[name] !== null,
  );
  return sorted([...current.redactFields, ...Object.keys(secrets), ...brought]);
}

/** No list contains all names that a field may yet have: where all are redacted, only all is not less. */
function allOf({ redactFields, secrets }: Credential): readonly string[] {
  return redactFields ? [...redactFields, ...Object.keys(secrets)] : ['*'];
}

/** The plain fields of a record that stay plain; those that have become secret are not kept beside their seal. */
export function keptPlain<T>(values: Readonly<Record<string, T>>, { type }: WriteShape): Record<string, T> {
  const secrets = new Set(type.fields.filter((spec) => spec.secret).map((spec) => spec.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.has(name)));
}

/** The values of a patch, with those beside them that were plain and are secret from now on. */
export function withNewlySecret(given: GivenValues, current: Credential, { type }: WriteShape): GivenValues {
  const secrets = new Map(given.secrets);
  for (const { name } of type.fields.filter((spec) => spec.secret)) {
    if (secrets.has(name) || given.sealed.has(name)) continue;
    const text = Object.hasOwn(current.fields, name) ? current.fields[name] : undefined;
    const base64 = current.binaryFields && Object.hasOwn(current.binaryFields, name) && current.binaryFields[name];
    if (text !== undefined) secrets.set(name, new Secret(Buffer.from(text, 'utf8')));
    else if (base64) secrets.set(name, new Secret(Buffer.from(base64, 'base64')));
  }
  return { ...given, secrets };
}
