/**
 * A draft as the JSON document that the API takes, secrets left out, and back. What stands in the document in the place of
 * a secret is taken out of it and put where secrets are.
 */
import type { Draft, DraftInput, DraftKind } from './draft.ts';
import type { FieldSpec, Values } from './field-spec.ts';

/** One broken rule: a JSON pointer and what is wrong there. */
export interface Violation {
  readonly path: string;
  readonly message: string;
}

type Check = (value: unknown) => string | undefined;

const isText: Check = (value) => (typeof value === 'string' ? undefined : 'is not a text');
const isList: Check = (value) => (Array.isArray(value) ? undefined : 'is not a list');
const isTexts: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? undefined : 'is not a list of texts';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isAnObject: Check = (value) => (isObject(value) ? undefined : 'is not an object');
const isTextMap: Check = (value) =>
  isObject(value) && Object.values(value).every((each) => typeof each === 'string')
    ? undefined
    : 'is not an object of texts';

const checks: Readonly<Record<Exclude<keyof DraftInput, 'shadows'>, Check>> = {
  key: (value) =>
    typeof value === 'string' && /^(?!cred_)[a-z0-9][a-z0-9._-]{0,127}$/.test(value)
      ? undefined
      : 'is no key: small letters, digits and . _ - after the first',
  name: isText,
  description: isText,
  owner: isText,
  labels: isTextMap,
  baseUrl: (value) => (typeof value === 'string' && URL.canParse(value) ? undefined : 'is not an address'),
  allowedOrigins: isTexts,
  expiresAt: (value) =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : 'is not an instant',
  limits: isAnObject,
  policy: isAnObject,
  redactFields: isTexts,
  injection: isList,
  fields: isTextMap,
};

/** What the document is about. */
export interface DocumentOf {
  readonly kind: DraftKind;
  readonly specs: readonly FieldSpec[];
  /** Whether fields of any name are taken. */
  readonly openFields: boolean;
  /** A key that is given already. */
  readonly key?: string | undefined;
  /** The members that may be written here; all of them by default. */
  readonly members?: readonly string[] | undefined;
}

/** The document: type and provider first, indented. */
export function writeDraft({ type, provider }: DraftKind, { fields, ...input }: DraftInput): string {
  return JSON.stringify({ type, ...(provider !== undefined && { provider }), ...input, fields }, undefined, 2);
}

function fixedFaults(document: Readonly<Record<string, unknown>>, { kind, key }: DocumentOf): Violation[] {
  const fixed = { type: kind.type, provider: kind.provider, ...(key !== undefined && { key }) };
  return Object.entries(fixed)
    .filter(([name, value]) => document[name] !== undefined && document[name] !== value)
    .map(([name]) => ({ path: `/${name}`, message: 'is fixed' }));
}

function memberFaults([name, value]: readonly [string, unknown], { members, key }: DocumentOf): Violation[] {
  if (members && ![...members, 'fields', ...(key === undefined ? [] : ['key'])].includes(name))
    return [{ path: `/${name}`, message: 'is not changed here' }];
  const check = Object.hasOwn(checks, name) ? checks[name as keyof typeof checks] : undefined;
  const message = check ? check(value) : 'is not known';
  return message === undefined ? [] : [{ path: `/${name}`, message }];
}

/** What was read, or what is wrong with it. */
export type ReadDraft =
  | { readonly draft: Draft; readonly faults?: undefined }
  | { readonly faults: readonly Violation[] };

function splitFields(fields: Values, { specs, openFields }: DocumentOf) {
  const secretNames = new Set(specs.filter(({ secret }) => secret).map(({ name }) => name));
  const unknown = Object.keys(fields).filter((name) => !openFields && !specs.some((spec) => spec.name === name));
  const part = (isSecret: boolean) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => secretNames.has(name) === isSecret));
  return { unknown, plain: part(false), secrets: part(true) };
}

/** Reads a document. Nothing of what is found wrong quotes a value. */
export function readDraft(text: string, of: DocumentOf): ReadDraft {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { faults: [{ path: '', message: 'is not JSON' }] };
  }
  if (!isObject(document)) return { faults: [{ path: '', message: 'is not an object' }] };
  const { type: _type, provider: _provider, ...members } = document;
  const faults = [...fixedFaults(document, of), ...Object.entries(members).flatMap((each) => memberFaults(each, of))];
  if (faults.length > 0) return { faults };
  const { fields = {}, ...input } = members as Partial<DraftInput>;
  if (of.key !== undefined) Object.assign(input, { key: of.key });
  const { unknown, plain, secrets } = splitFields(fields, of);
  if (unknown.length > 0)
    return { faults: unknown.map((name) => ({ path: `/fields/${name}`, message: 'is not a field of it' })) };
  return { draft: { input: { ...input, fields: plain }, secrets } };
}
