/**
 * The type as one credential has it: a type with open fields takes the names that this credential uses, and a type that
 * takes a rule takes this credential's. Whoever judges, seals or injects works on the shape and asks no further.
 */
import type { Credential } from '../domain/credential.ts';
import type { InjectionStep } from '../domain/injection-rule.ts';
import { ANY_FIELD } from '../domain/policy.ts';
import type { CredentialType, FieldSpec } from './credential-type.ts';
import { knownType } from './types/index.ts';

/** What a credential adds to its type. */
export interface CredentialShape {
  /** Names of all its fields, secret or not; looked at where the type has open fields. */
  readonly names: Iterable<string>;
  /** Of an open type: the names that are secret; all where it is absent. */
  readonly redactFields?: readonly string[] | undefined;
  /** Names that are secret whatever the list says: those that a record holds sealed. */
  readonly secrets?: Iterable<string> | undefined;
  /** Of a type that takes a rule. */
  readonly injection?: readonly InjectionStep[] | undefined;
}

const OPEN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** In characters; as many as a sealed value may have bytes. */
const LONGEST_OPEN_VALUE = 65_536;

/** Whether an open field may have this name; those that every object has would be found where nothing is. */
export function isOpenName(name: string): boolean {
  return OPEN_NAME.test(name) && !(name in {});
}

function openField(name: string, isSecret: boolean): FieldSpec {
  const help = 'A field of this credential alone.';
  return { name, title: name, help, secret: isSecret, mayBeEmpty: true, maxLength: LONGEST_OPEN_VALUE };
}

/** The type with the credential's own fields and rule. */
export function shapeType(
  type: CredentialType,
  { names, redactFields, secrets = [], injection }: CredentialShape,
): CredentialType {
  const redacted = redactFields && new Set([...redactFields, ...secrets]);
  const isSecret = (name: string) => redacted?.has(name) ?? true;
  const open = type.openFields ? [...new Set(names)].filter(isOpenName).sort() : [];
  const own = open.map((name) => openField(name, isSecret(name)));
  return {
    ...type,
    fields: [...type.fields, ...own],
    injection: type.takesInjection && injection !== undefined ? injection : type.injection,
  };
}

/** The names of all fields that a record holds, secret or not. */
export function fieldNamesOf({ fields, binaryFields, secrets }: Credential): string[] {
  return [...Object.keys(fields), ...Object.keys(binaryFields ?? {}), ...Object.keys(secrets)];
}

/** A provider's part was taken into the record: what the type does not know is a field of this credential. */
function shapeOnProvider(type: CredentialType, credential: Credential): CredentialType {
  const known = new Set(type.fields.map(({ name }) => name));
  const own = fieldNamesOf(credential).filter((name) => !known.has(name) && isOpenName(name));
  const fields = own.map((name) => openField(name, Object.hasOwn(credential.secrets, name)));
  const { injection = type.injection } = credential;
  return { ...type, fields: [...type.fields, ...fields], injection, takesInjection: false, openFields: false };
}

/** @throws Problem `credential/type-unknown` */
export function typeOfCredential(credential: Credential): CredentialType {
  const { redactFields, injection } = credential;
  const secrets = Object.keys(credential.secrets);
  if (credential.provider !== undefined) return shapeOnProvider(knownType(credential.type), credential);
  return shapeType(knownType(credential.type), {
    names: fieldNamesOf(credential),
    redactFields,
    secrets,
    injection,
  });
}

/** The names under which a policy lists the secret fields of a type: an open type's are covered by one entry for all. */
export function policyFieldNames(type: CredentialType, read: readonly string[]): string[] {
  const secrets = type.fields.filter((spec) => spec.secret).map((spec) => spec.name);
  return type.openFields ? [...secrets.filter((name) => read.includes(name)), ANY_FIELD] : secrets;
}
