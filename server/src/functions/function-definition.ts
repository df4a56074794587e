/**
 * What a function is: one request of an API, written once, that a caller runs with values for its parameters and without
 * ever seeing the credentials in it. Pure data, as the strict reader gives it.
 */
import type { ResolvedStep } from '../domain/injection-rule.ts';
import type { Origin } from '../domain/origin.ts';
import type { Template } from '../domain/template.ts';

/** Where a parameter stands in the request. */
export const locations = ['path', 'query', 'header', 'body'] as const;

export type Location = (typeof locations)[number];

/** What a caller's value may be; `credential` is no caller's. */
export const valueTypes = ['string', 'number', 'integer', 'boolean', 'object', 'array'] as const;

export type ValueType = (typeof valueTypes)[number];

/** A parameter that the caller gives a value for. */
export interface ValueParameter {
  readonly location: Location;
  readonly type: ValueType;
  /** Its name in the request, where it has another one there. */
  readonly as?: string;
  readonly description?: string;
  readonly required?: boolean;
  /** Taken where the caller gives none. */
  readonly default?: unknown;
  readonly enum?: readonly (string | number | boolean)[];
  /** For the whole text. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Of what the items of an array are; texts by default. */
  readonly items?: 'string' | 'number' | 'integer' | 'boolean';
}

/** A field of a credential, placed by hand where the policy that it was sealed with permits it. */
export interface CredentialParameter {
  readonly location: Location;
  readonly type: 'credential';
  /** The credential's key. */
  readonly value: string;
  readonly field: string;
  readonly as?: string;
  readonly description?: string;
  /** What stands there, the field as `${value}`. */
  readonly template?: string;
}

export type FunctionParameter = ValueParameter | CredentialParameter;

/** A body as its author writes it: placeholders stand where values go. */
export type FunctionBody =
  | { readonly json: unknown }
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly xml: string };

export interface FunctionDefinition {
  readonly name: string;
  readonly description?: string;
  readonly state: 'draft' | 'active';
  /** Key of the credential that is injected by its own rule. */
  readonly credential?: string;
  readonly request: {
    readonly method: string;
    /** Absolute, or beginning with a slash: below the credential's base URL. */
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: FunctionBody;
  };
  readonly parameters: Readonly<Record<string, FunctionParameter>>;
}

/** The URL taken apart: origin and query are literal, the path has placeholders. */
export interface FunctionUrl {
  /** In its normal form; undefined where the URL lies below the credential's base URL. */
  readonly origin: Origin | undefined;
  /** Empty, or beginning with a slash. */
  readonly path: Template;
  /** Without its question mark. */
  readonly query: string;
}

/** A field that is placed by hand, and the step that places it: what the sealed policy has to permit. */
export interface PlacedField {
  readonly parameter: string;
  readonly key: string;
  readonly step: ResolvedStep;
}

/** A definition that the strict reader has taken. */
export interface ReadFunction {
  readonly definition: FunctionDefinition;
  /** RFC 8785 JSON of the definition: what is stored. */
  readonly document: string;
  /** SHA-256 in hex of what it does, whether it is active or not: what a grant names. */
  readonly digest: string;
  readonly url: FunctionUrl;
  /** Where the author wrote none and parameters stand in it, an object of them. */
  readonly body: FunctionBody | undefined;
  readonly placed: readonly PlacedField[];
}

/** One credential that a definition names, and where. */
export interface FunctionReference {
  readonly key: string;
  /** JSON pointer into the definition. */
  readonly path: string;
  /** The parameter that places it; absent for the one that is injected whole. */
  readonly parameter?: string;
}

/** Every place in which a credential is named, the whole one first. */
export function referencesOf({ credential, parameters }: FunctionDefinition): FunctionReference[] {
  const placed = Object.entries(parameters).flatMap(([parameter, spec]) =>
    spec.type === 'credential' ? [{ key: spec.value, path: `/parameters/${parameter}/value`, parameter }] : [],
  );
  return credential === undefined ? placed : [{ key: credential, path: '/credential' }, ...placed];
}

/** The keys of all credentials of a definition, each once. */
export function keysOf(definition: FunctionDefinition): string[] {
  return [...new Set(referencesOf(definition).map(({ key }) => key))];
}
